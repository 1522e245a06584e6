"""The graph of a chart is that of its viewer: what is hidden is nowhere in it."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Refused
from punte.investigation.analysis.queries import graph as queries
from punte.investigation.analysis.queries.graph import (
    STRICTEST,
    UNGRADED,
    Part,
    common_of,
    edges_from,
    graph_of,
    most_linked,
    steps_from,
)
from punte.investigation.subjects.door import MoreOfEntity, write_batch
from tests.investigation.analysis.conftest import Net, browser_of, call
from tests.support.subjects import link, make_source, thing
from tests.support.worlds import World


def test_links_of_a_kind_are_one_edge_with_days_grades_and_codes(net: Net) -> None:
    with acting_as(net.other):
        found = graph_of(net.other, net.case, [net.a, net.b])
    (edge,) = found.edges
    assert (edge.source, edge.target, edge.schema, edge.count) == (net.a, net.b, "Call", 3)
    first, second = Part("2026-05-01", "B2", "H1", 1, 10), Part("2026-05-02", "B2", "H1", 2, 10)
    assert edge.parts == (first, second)
    node = next(node for node in found.nodes if node.id == net.a)
    assert (node.grade, node.handling, node.links) == ("B2", "H1", 4)


def test_the_best_grade_is_one_sources_own_and_what_nobody_states_is_least() -> None:
    a, b = uuid4(), uuid4()
    (edge,) = edges_from([(uuid4(), a, b, "Use", None, None, None, None)])
    assert edge.parts == (Part(None, UNGRADED, STRICTEST, 1),)


def test_grades_are_not_mixed_from_two_sources(net: Net) -> None:
    """A4 and X1 together are A4, never A1."""
    x, y = thing("Phone", number="+37369111111"), thing("Phone", number="+37369222222")
    net.add(make_source(net.lead, net.case, "One", source_grade="A", info_grade="4"), x, y)
    tie = link("Use", x, y, role="user")
    net.add(make_source(net.lead, net.case, "Two", source_grade="A", info_grade="4"), tie)
    better = make_source(net.lead, net.case, "Three", source_grade="X", info_grade="1")
    with acting_as(net.lead):
        write_batch(
            by=net.lead, case=net.case, source=better, more=[MoreOfEntity(tie.id, tie.said)]
        )
        (edge,) = graph_of(net.lead, net.case, [x.id, y.id]).edges
    assert [part.grade for part in edge.parts] == ["A4"]


def test_what_is_hidden_is_in_no_node_edge_count_or_step(net: Net) -> None:
    every = [net.a, net.b, net.c, net.hidden]
    for by, nodes, links in ((net.lead, 4, 5), (net.other, 3, 4)):
        with acting_as(by):
            found = graph_of(by, net.case, every)
            steps = steps_from(by, net.case, net.a, [net.a])
            best = {one.group: count for one, count in most_linked(by, net.case)}
        assert len(found.nodes) == nodes
        assert next(node.links for node in found.nodes if node.id == net.a) == links
        assert (best[net.a], len(best)) == (links, nodes)
        assert (net.hidden in steps.add) == (by is net.lead)
        assert (steps.ways[0].links, steps.ways[0].neighbours) == (links, nodes - 1)


def test_of_very_many_links_the_newest_tell_who_is_linked_most(
    net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    def best(most: int) -> list[UUID]:
        monkeypatch.setattr(queries, "MOST_LOOKED_AT", most)
        with acting_as(net.lead):
            return [one.group for one, _number in most_linked(net.lead, net.case)]

    assert set(best(1)) == {net.a, net.c}
    assert set(best(3)) == {net.a, net.c, net.hidden}
    x, y = thing("Person", name="Invented One"), thing("Person", name="Invented Two")
    net.add(net.wide, x, y, link("Associate", x, y))
    timed = {net.a, net.b, net.c, net.hidden}
    assert (set(best(6)), set(best(8))) == (timed, timed | {x.id, y.id})


def test_a_link_to_a_hidden_end_is_none(net: Net) -> None:
    x = thing("Phone", number="+37369111111")
    net.add(net.narrow, x)
    known = thing("Phone", number="+37369222222")
    net.add(net.wide, known, call(known, x, "2026-05-01 10:00"))
    with acting_as(net.other):
        found = graph_of(net.other, net.case, [known.id, x.id])
        steps = steps_from(net.other, net.case, known.id, [])
    assert ([node.links for node in found.nodes], found.edges, steps.ways) == ([0], [], [])


def test_common_neighbours_are_those_one_sees(net: Net) -> None:
    for by, shared in ((net.lead, {net.b, net.hidden}), (net.other, {net.b})):
        with acting_as(by):
            assert set(common_of(by, net.case, [net.a, net.c])) == shared


def test_expanding_takes_the_most_linked_first_and_says_what_is_left(net: Net) -> None:
    with acting_as(net.other):
        steps = steps_from(net.other, net.case, net.a, [net.a], most=1)
    assert (steps.add, steps.more) == ([net.b], 1)


def test_outside_the_team_there_is_nothing(net: Net, world: World) -> None:
    with acting_as(world.crime_analyst):
        assert graph_of(world.crime_analyst, net.case, [net.a, net.b]).nodes == []
    with acting_as(world.officer), pytest.raises(Refused):
        graph_of(world.officer, net.case, [net.a])


def ask(by: Viewer, net: Net, what: str, **body: Any) -> tuple[int, dict[str, Any]]:
    url = reverse(f"investigation:chart_{what}", args=[net.case.pk])
    answer = browser_of(by).post(url, json.dumps(body, default=str), "application/json")
    return answer.status_code, answer.json() if answer.status_code == 200 else {}


def test_the_page_is_answered_what_one_sees(net: Net) -> None:
    shown = [net.a, net.c]
    _status, grown = ask(net.other, net, "steps", node=net.a, nodes=shown, grow=True)
    assert {node["id"] for node in grown["graph"]["nodes"]} == {str(net.a), str(net.b), str(net.c)}
    _status, found = ask(net.other, net, "path", **{"from": net.b, "to": net.c, "nodes": shown})
    assert found["path"] == [str(net.b), str(net.c)]
    _status, found = ask(net.other, net, "find", text="+37369000001")
    assert [one["id"] for one in found["found"]] == [str(net.b)]
    _status, found = ask(net.other, net, "find", text="+37369000003")
    assert found["found"] == []
    status, _found = ask(net.other, net, "path", **{"from": net.a, "to": net.hidden})
    assert status == 404


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"nodes": "x"}', b'{"nodes": ["\\u0000"]}', b"[" * 5000]
)
def test_what_is_no_question_is_refused(net: Net, body: bytes) -> None:
    url = reverse("investigation:chart_graph", args=[net.case.pk])
    assert browser_of(net.other).post(url, body, "application/json").status_code == 422


def test_a_chart_asks_few_queries_however_large_it_is(net: Net) -> None:
    more = [thing("Phone", number=f"+373681{n:05d}") for n in range(30)]
    with (
        acting_as(net.lead),
        CaptureQueriesContext(
            connection,
        ) as few,
    ):
        graph_of(net.lead, net.case, [net.a, net.b])
    net.add(net.wide, *more, *(call(more[0], one, "2026-05-01 10:00") for one in more[1:]))
    with acting_as(net.lead), CaptureQueriesContext(connection) as many:
        assert len(graph_of(net.lead, net.case, [UUID(str(one.id)) for one in more]).edges) == 29
    assert len(many) == len(few) <= 8
