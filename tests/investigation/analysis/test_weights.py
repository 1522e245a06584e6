"""Weights of a graph: known small graphs, and nothing of what is hidden."""

from __future__ import annotations

from random import Random
from uuid import UUID

from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from punte.core.access.door import acting_as
from punte.investigation.analysis.queries.graph import pairs_of
from punte.investigation.analysis.weights import weigh
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
