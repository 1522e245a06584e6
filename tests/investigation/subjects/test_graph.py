"""Neighbours and paths go through what one may see, and through nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID, uuid4

import pytest

from punte.core.access.door import Viewer, acting_as, open_circle
from punte.core.errors import NotHere, Refused
from punte.investigation.cases.models import Case
from punte.investigation.subjects.batch import NewEntity
from punte.investigation.subjects.models import Entity, Source
from punte.investigation.subjects.queries import graph, paths, steps
from punte.investigation.subjects.queries.paths import NoPath, Path, Why
from punte.investigation.subjects.queries.steps import Sieve
from tests.support.cases import in_team, make_case
from tests.support.subjects import link, make_source, thing, write
from tests.support.worlds import World


@dataclass
class Net:
    """A case with a source that all of the team see, and one that its lead alone sees."""

    case: Case
    lead: Viewer
    other: Viewer
    wide: Source
    narrow: Source

    def add(self, source: Source, *new: NewEntity) -> None:
        write(self.lead, self.case, source, *new)


@pytest.fixture
def net(world: World) -> Net:
    case, lead = make_case(world.investigator)
    other = in_team(case, lead, world.second_investigator)
    with acting_as(lead):
        circle, lead = open_circle(by=lead)
    wide = make_source(lead, case)
    return Net(case, lead, other, wide, make_source(lead, case, "Narrow", narrow_to=circle))


def phones(count: int) -> list[NewEntity]:
    return [thing("Phone", number=f"+3736900{n:04d}") for n in range(count)]


def chain(nodes: Sequence[NewEntity]) -> list[NewEntity]:
    return [link("Call", a, b, duration="5") for a, b in pairwise(nodes)]


def names(nodes: Sequence[Entity]) -> list[UUID]:
    return [node.group for node in nodes]


def path(by: Viewer, start: NewEntity, end: NewEntity, **more: bool) -> Path | NoPath:
    with acting_as(by):
        return paths.shortest_path(by, start.id, end.id, **more)


def test_two_steps_reach_the_neighbours_of_neighbours(net: Net) -> None:
    nodes = phones(4)
    net.add(net.wide, *nodes, *chain(nodes), link("Call", nodes[1], nodes[0]))
    a, b, c, _d = nodes
    with acting_as(net.other):
        found = graph.neighbours(net.other, [a.id], hops=2)
        one = graph.neighbours(net.other, [b.id])
    assert names(found.nodes) == [a.id, b.id, c.id]
    assert {(t.source, t.target, t.count) for t in found.ties} == {
        (a.id, b.id, 1), (b.id, a.id, 1), (b.id, c.id, 1),
    }  # fmt: skip
    assert (found.more, one.more) == ({a.id: 0, b.id: 0}, {b.id: 0})


def test_what_is_left_out_is_counted(net: Net) -> None:
    hub, *rest = phones(6)
    net.add(net.wide, hub, *rest, *(link("Call", hub, one) for one in rest))
    with acting_as(net.other):
        found = graph.neighbours(net.other, [hub.id], most=4)
    assert (len(found.nodes), found.more) == (4, {hub.id: 2})


def test_a_hidden_node_is_no_node_no_edge_and_in_no_count(net: Net) -> None:
    a, b, hidden = phones(3)
    net.add(net.wide, a, b, link("Call", a, b))
    net.add(net.narrow, hidden, link("Call", a, hidden))
    for by, count in ((net.lead, 2), (net.other, 1)):
        with acting_as(by):
            around = graph.neighbours(by, [a.id, hidden.id])
            assert (hidden.id in names(around.nodes)) == (count == 2)
            assert len(around.ties) == len(graph.ties_of(by, [a.id])) == count
            assert graph.degrees_of(by, [a.id]) == {a.id: count}
            assert around.more[a.id] == 0


def test_a_link_that_says_more_than_its_end_is_none(net: Net) -> None:
    """A link that all may see, to a node that few may see."""
    a, b, hidden = phones(3)
    net.add(net.narrow, hidden)
    net.add(net.wide, a, b, link("Call", a, hidden), link("Call", hidden, b))
    with acting_as(net.other):
        assert graph.neighbours(net.other, [a.id]).ties == ()
        assert graph.ties_of(net.other, [a.id]) == []
        assert graph.degrees_of(net.other, [a.id]) == {a.id: 0}
        assert graph.ties_between(net.other, [a.id, hidden.id]) == []
        assert graph.common_neighbours(net.other, [a.id, b.id]).ties == ()
    with acting_as(net.lead):
        assert hidden.id in names(graph.common_neighbours(net.lead, [a.id, b.id]).nodes)


def test_a_path_is_shortest_and_of_six_steps_at_most(net: Net) -> None:
    nodes = phones(8)
    net.add(net.wide, *nodes, *chain(nodes))
    found = path(net.other, nodes[0], nodes[6])
    assert isinstance(found, Path)
    assert names(found.nodes) == [one.id for one in nodes[:7]]
    assert [(t.source, t.target) for t in found.ties] == [
        (a.id, b.id) for a, b in pairwise(nodes[:7])
    ]
    assert path(net.other, nodes[0], nodes[7]) == NoPath(Why.FAR)
    net.add(net.wide, link("Call", nodes[7], nodes[1]))
    short = path(net.other, nodes[0], nodes[7])
    assert isinstance(short, Path)
    assert names(short.nodes) == [nodes[0].id, nodes[1].id, nodes[7].id]
    alone = path(net.other, nodes[3], nodes[3])
    assert isinstance(alone, Path)
    assert names(alone.nodes) == [nodes[3].id]


def test_no_path_through_what_is_hidden(net: Net) -> None:
    a, b, hidden = phones(3)
    net.add(net.wide, a, b)
    net.add(net.narrow, hidden, *chain([a, hidden, b]))
    assert isinstance(path(net.lead, a, b), Path)
    assert path(net.other, a, b) == NoPath(Why.NONE)


def test_a_hidden_end_answers_like_one_that_never_was(net: Net) -> None:
    a, hidden, nothing = phones(3)
    net.add(net.wide, a)
    net.add(net.narrow, hidden)
    said = []
    for end in (hidden, nothing):
        with pytest.raises(NotHere) as refused:
            path(net.other, a, end)
        said.append(str(refused.value))
    assert said[0] == said[1]


def test_nothing_of_another_case(net: Net, world: World) -> None:
    a, b = phones(2)
    net.add(net.wide, a, b, *chain([a, b]))
    _case, stranger = make_case(world.prosecutor)
    with acting_as(stranger):
        assert graph.neighbours(stranger, [a.id]).nodes == ()
        assert graph.degrees_of(stranger, [a.id]) == {a.id: 0}
        with pytest.raises(NotHere):
            paths.shortest_path(stranger, a.id, b.id)
    with acting_as(world.coordinator), pytest.raises(Refused):
        graph.neighbours(world.coordinator, [uuid4()])


def test_hubs_are_not_passed_through_unless_one_says_so(
    net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (steps, graph, paths):
        monkeypatch.setattr(module, "HUB", 3)
    a, b, hub, *rest = phones(6)
    net.add(net.wide, a, b, hub, *rest, *chain([a, hub, b]))
    assert isinstance(path(net.other, a, b), Path)
    net.add(net.wide, *(link("Call", one, hub) for one in rest))
    assert path(net.other, a, b) == NoPath(Why.NONE, hubs=True)
    assert isinstance(path(net.other, a, b, through_hubs=True), Path)
    assert isinstance(path(net.other, hub, b), Path)
    with acting_as(net.other):
        found = graph.neighbours(net.other, [a.id], hops=2)
    assert (names(found.nodes), found.hubs) == ([a.id, hub.id], {hub.id})


def test_a_search_that_grows_too_large_says_so(net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    nodes = phones(6)
    net.add(net.wide, *nodes, *chain(nodes))
    monkeypatch.setattr(paths, "MOST_SEEN", 0)
    assert path(net.other, nodes[0], nodes[5]) == NoPath(Why.MUCH)


def test_a_sieve_keeps_schemata_times_and_grades(net: Net) -> None:
    a, b, c, d = phones(4)
    good = make_source(net.lead, net.case, "Good", source_grade="A", info_grade="1")
    call = link("Call", a, b, duration="5")
    call.started_at = call.ended_at = net.case.opened_at
    net.add(net.wide, a, b, c, d, call)
    net.add(good, link("Contact", a, c, savedAs="Invented"))
    after = net.case.opened_at.replace(year=net.case.opened_at.year + 1)

    def reached(sieve: Sieve) -> set[UUID]:
        with acting_as(net.other):
            return set(names(graph.neighbours(net.other, [a.id], sieve=sieve).nodes)) - {a.id}

    assert reached(Sieve()) == {b.id, c.id}
    assert reached(Sieve(schemata=frozenset({"Call"}))) == {b.id}
    assert reached(Sieve(least="B2")) == {c.id}
    assert reached(Sieve(until=after)) == {b.id}
    assert reached(Sieve(since=after)) == set()
