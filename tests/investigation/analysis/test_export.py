"""What leaves the house: without what is hidden, without what a code keeps in, and in the log."""

from __future__ import annotations

import json
from itertools import combinations, pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from punte.core.access.door import Viewer
from punte.core.ledger.models import Entry
from punte.investigation.analysis.content import Box, Content, Filters, Spot
from punte.investigation.analysis.dimensions import SPANS, of_thing
from punte.investigation.analysis.painting import as_svg
from punte.investigation.analysis.picture import picture_of
from punte.investigation.analysis.queries.graph import Edge, Graph, Node, Part
from punte.investigation.analysis.routing import Room, along, ways_of
from tests.investigation.analysis.conftest import Net, browser_of
from tests.support.worlds import World

A, B, C = uuid4(), uuid4(), uuid4()


def node(one: UUID, handling: str = "H0", caption: str = "Phone") -> Node:
    return Node(one, "Phone", caption, "B2", handling, 1)


def spots(*ids: UUID) -> tuple[Spot, ...]:
    return tuple(Spot(str(one), 100.0 * n, 0.0, "g1") for n, one in enumerate(ids))


CALLS = Edge(A, B, "Call", (Part("2026-05-01", "B2", "H0", 3), Part("2026-05-09", "C3", "H2", 2)))
GRAPH = Graph([node(A), node(B, "H1"), node(C, "H3")], [CALLS, Edge(B, C, "Call", CALLS.parts)])


def test_a_handling_code_keeps_links_and_entities_in_and_says_how_many() -> None:
    found = picture_of(GRAPH, Content(spots(A, B, C), (Box("g1", "Group"),)), "H1")
    assert [one.id for one, _spot in found.nodes] == [A, B]
    assert [(line.count, line.grade, line.handling) for line in found.lines] == [(3, "B2", "H0")]
    assert (found.left_nodes, found.left_links, found.strictest) == (1, 2, "H1")
    assert len(found.boxes) == 1


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (Filters(since="2026-05-02"), 2),
        (Filters(until="2026-05-02"), 3),
        (Filters(info="2"), 3),
        (Filters(handling="H1"), 3),
        (Filters(links=("Call",)), 0),
        (Filters(only={"link_grade": ("B2",)}), 3),
        (Filters(only={"link_code": ("H0", "H2")}), 5),
        (Filters(only={"month": ("2026-05",), "weekday": ("6",)}), 2),
        (Filters(only={"hour": ("9",)}), 0),
        (Filters(only={"hour": ("none",)}), 5),
        (Filters(only={"thing_code": ("H0",)}), 0),
        (Filters(only={"thing_links": ("1",), "thing_grade": ("B2",)}), 5),
        (Filters(), 5),
    ],
)
def test_filters_hold_in_the_picture_too(filters: Filters, count: int) -> None:
    found = picture_of(GRAPH, Content(spots(A, B), filters=filters), "H3")
    assert sum(line.count for line in found.lines) == count


@given(st.integers(0, 5000))
def test_each_number_of_links_is_in_one_span(links: int) -> None:
    span = int(of_thing("B2", "H0", links)["thing_links"])
    assert span <= links
    assert all(one <= span or one > links for one in SPANS)


def test_lines_between_the_same_two_run_apart_and_their_words_do_not_cover_each_other() -> None:
    kinds = ("Call", "Payment", "Family")
    edges = [Edge(A, B, kind, CALLS.parts) for kind in kinds] + [Edge(B, A, "Call", CALLS.parts)]
    found = picture_of(Graph([node(A), node(B)], edges), Content(spots(A, B)), "H3")
    middles = sorted(along(points, 0.5)[1] for _line, points in ways_of(found.lines))
    assert len(middles) == 4
    assert all(b - a > 30 for a, b in pairwise(middles))
    room = Room()
    straight = [(0.0, 0.0), (300.0, 0.0)]
    places = [room.place(straight, "Call × 9")[0] for _number in range(3)]
    assert places[0] == 150
    assert all(abs(a - b) >= 40 for a, b in combinations(places, 2))


def test_names_are_text_and_nothing_else() -> None:
    graph = Graph([node(A, caption="<script>alert(1)</script>&")], [])
    drawn = as_svg(picture_of(graph, Content(spots(A)), "H0"), ["<b>"])
    assert b"<script" not in drawn
    assert drawn.count(b"&lt;b&gt;") == 1


def export(by: Viewer, net: Net, ids: list[UUID], **more: Any) -> HttpResponse:
    content = {"nodes": [{"id": str(one), "x": n * 90, "y": 0} for n, one in enumerate(ids)]}
    body = {"form": "svg", "handling": "H3", "content": json.dumps(content), **more}
    url = reverse("investigation:chart_export", args=[net.case.pk])
    return browser_of(by).post(url, json.dumps(body), "application/json")  # type: ignore[return-value]


def test_an_export_shows_what_its_author_sees_and_is_logged(net: Net) -> None:
    answer = export(net.other, net, [net.a, net.b, net.hidden])
    drawn = answer.content.decode()
    assert "+37369000000" in drawn
    assert "+37369000003" not in drawn
    assert "Left out" not in drawn
    assert "attachment" in answer["Content-Disposition"]
    entry = Entry.objects.filter(action="chart.export").latest("id")
    assert (entry.detail["form"], entry.detail["handling"]) == ("svg", "H3")


def test_a_pdf_is_made_and_what_is_left_out_is_said(net: Net) -> None:
    assert export(net.lead, net, [net.a, net.b], form="pdf").content.startswith(b"%PDF")
    told = export(net.lead, net, [net.a, net.b, net.hidden], form="png", handling="H0")
    assert any("2 entities" in line for line in told.json()["told"])  # type: ignore[attr-defined]


def test_only_with_the_right_to_export(net: Net, world: World) -> None:
    assert export(world.evidence_keeper, net, [net.a]).status_code == 403
    assert export(world.prosecutor, net, [net.a]).status_code == 404
    assert export(net.other, net, [net.a], form="exe").status_code == 422
    assert export(net.other, net, [net.a], handling="H9").status_code == 422
