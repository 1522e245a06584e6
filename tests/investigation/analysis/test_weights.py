"""Weights of a graph: known small graphs, and nothing of what is hidden."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from punte.core.access.door import Viewer, acting_as
from punte.core.ledger.models import Entry
from punte.investigation.analysis.actions.weighing import ask_weighing
from punte.investigation.analysis.background import weigh_for
from punte.investigation.analysis.models import Weighing
from punte.investigation.analysis.queries.weighing import pairs_of, result_of, weighing_of
from punte.investigation.analysis.views import weights as pages
from punte.investigation.analysis.weights import Step, summary_from, summary_of, weigh
from tests.investigation.analysis.conftest import Net, browser_of
from tests.support.worlds import World

N = [UUID(int=n) for n in range(40)]
PAIRS = st.lists(
    st.tuples(st.sampled_from(N), st.sampled_from(N), st.integers(1, 9)).filter(
        lambda pair: pair[0] != pair[1]
    ),
    max_size=60,
)


def test_the_middle_of_a_star_lies_on_every_path() -> None:
    found = {one.id: one for one in weigh([(N[0], N[n], n) for n in range(1, 6)]).weights}
    middle = found[N[0]]
    assert (middle.neighbours, middle.links, middle.between) == (5, 15, 1.0)
    assert all(found[N[n]].between == 0 for n in range(1, 6))
    assert middle.rank == max(one.rank for one in found.values())


def test_two_knots_with_one_thread_are_two_clusters() -> None:
    knots = [(N[a + k], N[b + k], 3) for k in (0, 10) for a in range(5) for b in range(a)]
    found = weigh([*knots, (N[0], N[10], 1)])
    assert found.clusters == [N[:5], N[10:15]]
    assert found.modularity > 0.4
    assert found.sampled == 0


def test_a_large_graph_is_sampled_and_says_so() -> None:
    many = [UUID(int=n) for n in range(1500)]
    found = weigh([(many[n], many[(n * 7 + 1) % 1500], 1) for n in range(1500) if n * 6 + 1 != 0])
    assert 0 < found.sampled < len(found.weights)


@settings(max_examples=30)
@given(PAIRS, st.randoms())
def test_order_and_direction_play_no_part(pairs: list[tuple[UUID, UUID, int]], lot: Random) -> None:
    found = weigh(pairs)
    turned = [(b, a, n) for a, b, n in pairs]
    lot.shuffle(turned)
    assert weigh(turned) == found
    assert not pairs or abs(sum(one.rank for one in found.weights) - 1) < 1e-6
    assert sum(one.links for one in found.weights) == 2 * sum(n for _a, _b, n in pairs)


def test_what_is_hidden_weighs_nothing(net: Net, world: World) -> None:
    for by, count in ((net.lead, 4), (net.other, 3)):
        with acting_as(by):
            pairs, cut = pairs_of(by, net.case)
        weights = {one.id: one for one in weigh(pairs).weights}
        assert (len(weights), cut) == (count, False)
        assert (net.hidden in weights) == (by is net.lead)
        assert (weights[net.a].links, weights[net.a].neighbours) == (count + 1, count - 1)
    url = reverse("investigation:weights", args=[net.case.pk])
    page = browser_of(net.other).get(url).content.decode()
    assert "+37369000000" in page
    assert "+37369000003" not in page
    assert browser_of(world.prosecutor).get(url).status_code == 404
    assert browser_of(net.other).get(f"{url}?chart=x").status_code == 404


def test_a_summary_keeps_the_highest_by_each_measure_and_reads_back_the_same() -> None:
    star = [(N[0], N[n], 1) for n in range(1, 20)]
    pair = (N[30], N[31], 100)
    steps: list[Step] = []
    found = summary_of(weigh([*star, pair], told=steps.append), most=1)
    assert {N[0]} < {one.id for one in found.weights} <= {N[0], N[30], N[31]}
    assert (found.entities, found.links, found.clusters[0].size) == (22, 119, 20)
    assert summary_from(found.plain(), found.entities, found.links) == found
    assert steps == [Step.CLUSTERS, Step.PATHS]


def weighed_by(by: Viewer, net: Net) -> Weighing:
    with acting_as(by):
        row = ask_weighing(by=by, case_id=net.case.pk)
        assert ask_weighing(by=by, case_id=net.case.pk) == row
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE punte_worker")
        assert weigh_for(row.pk)
        assert not weigh_for(row.pk)
        cursor.execute("SET ROLE punte_web")
    with acting_as(by):
        kept = weighing_of(by, net.case)
    assert kept is not None
    return kept


def test_the_worker_weighs_for_one_person_what_they_see(net: Net) -> None:
    for by, count, links in ((net.lead, 4, 7), (net.other, 3, 5)):
        row = weighed_by(by, net)
        found = result_of(by, row)
        assert found is not None
        assert (row.entities, row.links, len(found.weights)) == (count, links, count)
        assert (net.hidden in {one.id for one in found.weights}) == (by is net.lead)
    with acting_as(net.other):
        assert Weighing.objects.count() == 1
        assert not Weighing.objects.filter(account=net.lead.account_id).exists()
    assert Entry.objects.filter(action="weights.ask").count() == 2


def test_who_lost_a_circle_lost_what_was_weighed_through_it(net: Net) -> None:
    row = weighed_by(net.lead, net)
    (narrow,) = set(net.narrow.audiences) - set(net.wide.audiences)
    less = replace(net.lead, audiences=tuple(set(net.lead.audiences) - {narrow}))
    assert result_of(net.lead, row) is not None
    assert result_of(less, row) is None


def test_pages_of_a_large_case(net: Net, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "AT_ONCE", 1)
    page, ask, moving = (
        reverse(f"investigation:{name}", args=[net.case.pk])
        for name in ("weights", "weigh", "weighing_progress")
    )
    browser = browser_of(net.other)
    assert "Weigh the case" in browser.get(page).content.decode()
    assert browser.get(moving).status_code == 404
    assert browser.post(ask)["Location"] == page
    assert "Waiting for the worker" in browser.get(moving).content.decode()
    weighed_by(net.other, net)
    assert browser.get(moving)["HX-Redirect"] == page
    shown = browser.get(page).content.decode()
    assert "over 3 entities and" in shown
    assert "+37369000000" in shown
    assert "+37369000003" not in shown
    assert "Weigh the case" in browser_of(net.lead).get(page).content.decode()
    for stranger, status in ((world.prosecutor, 404), (world.officer, 403)):
        assert browser_of(stranger).post(ask).status_code == status
        assert browser_of(stranger).get(moving).status_code == status
