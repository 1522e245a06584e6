"""Neighbours: the graph of what the viewer may see, and of nothing else.

A node is a group of entities, an edge a link. Every step asks the guarded tables, and a link whose
other end cannot be seen is none; so what is hidden is no node, no edge, and in no count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from punte.core.access.door import Permission, Viewer
from punte.investigation.subjects.models import Entity
from punte.investigation.subjects.queries import steps
from punte.investigation.subjects.queries.entities import nodes_of
from punte.investigation.subjects.queries.steps import HUB, Sieve, Step

MOST_NEIGHBOURS = 500
EVERYTHING = Sieve()


@dataclass(frozen=True)
class Tie:
    """All links of one schema from one group to another: how many, and when the first and last."""

    source: UUID
    target: UUID
    schema: str
    count: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True)
class Neighbourhood:
    """Nodes around others, and what joins them.

    nodes: the leading entities, those asked for first, then the nearest and most joined. more:
    for each node that was expanded, how many of its neighbours are not among the nodes. hubs:
    nodes with more than `HUB` links: their numbers are at least so many, and farther steps do
    not pass through them.
    """

    nodes: tuple[Entity, ...]
    ties: tuple[Tie, ...]
    more: dict[UUID, int] = field(default_factory=dict)
    hubs: frozenset[UUID] = frozenset()


def ties_of(
    viewer: Viewer,
    groups: Iterable[UUID],
    *,
    sieve: Sieve = EVERYTHING,
    most: int = MOST_NEIGHBOURS,
) -> list[Tie]:
    """What joins these groups to others, the most frequent first; at most `most`."""
    viewer.require(Permission.SEE_CASES)
    found = steps.from_groups(viewer, list(groups), sieve)
    there = steps.seen(viewer, {step.to for step in found})
    kept = _once(step for step in found if step.to in there)
    return sorted(kept, key=lambda tie: (-tie.count, tie.source, tie.target))[:most]


def ties_between(
    viewer: Viewer, groups: Collection[UUID], *, sieve: Sieve = EVERYTHING
) -> list[Tie]:
    """What joins these groups to each other."""
    viewer.require(Permission.SEE_CASES)
    there = steps.seen(viewer, groups)
    return _once(steps.between(viewer, list(there), sieve))


def degrees_of(
    viewer: Viewer, groups: Collection[UUID], *, sieve: Sieve = EVERYTHING, most: int = HUB
) -> dict[UUID, int]:
    """How many links each of these groups has; past `most` they are counted no further."""
    viewer.require(Permission.SEE_CASES)
    found = steps.from_groups(viewer, list(groups), sieve, most + 1)
    there = steps.seen(viewer, {step.to for step in found})
    counted: Counter[UUID] = Counter()
    for step in found:
        counted[step.at] += step.links if step.to in there else 0
    return {group: min(counted[group], most + 1) for group in groups}


def neighbours(
    viewer: Viewer,
    groups: Iterable[UUID],
    *,
    hops: int = 1,
    sieve: Sieve = EVERYTHING,
    most: int = MOST_NEIGHBOURS,
    through_hubs: bool = False,
) -> Neighbourhood:
    """What is joined to these groups within so many steps; at most `most` nodes in all.

    Groups that the viewer may not see are left out as if there were none. Raises Refused.
    """
    viewer.require(Permission.SEE_CASES)
    walk = _Walk(viewer, sieve, most, through_hubs)
    walk.begin(dict.fromkeys(groups))
    for _hop in range(hops):
        walk.widen()
    return walk.result()


def common_neighbours(
    viewer: Viewer, groups: Collection[UUID], *, sieve: Sieve = EVERYTHING
) -> Neighbourhood:
    """Those that are joined to each of these groups, and how. Raises Refused."""
    viewer.require(Permission.SEE_CASES)
    known = steps.seen(viewer, groups)
    asked = [group for group in dict.fromkeys(groups) if group in known]
    found = steps.from_groups(viewer, asked, sieve, most=steps.MOST_SEEN)
    around = {group: {step.to for step in found if step.at == group} for group in asked}
    shared = set.intersection(*around.values()) if len(around) > 1 else set()
    there = steps.seen(viewer, shared - set(asked))
    nodes = [*asked, *sorted(there)]
    ties = _once(step for step in found if step.to in there or step.to in around)
    return Neighbourhood(nodes_of(viewer, nodes), tuple(ties))


class _Walk:
    """A search that widens step by step."""

    def __init__(self, viewer: Viewer, sieve: Sieve, most: int, through_hubs: bool) -> None:
        self.viewer, self.sieve, self.most = viewer, sieve, most
        self.through_hubs = through_hubs
        self.shown: dict[UUID, None] = {}
        self.edge: list[UUID] = []
        self.steps: list[Step] = []
        self.there: set[UUID] = set()
        self.hubs: set[UUID] = set()

    def begin(self, groups: Iterable[UUID]) -> None:
        asked = list(groups)
        there = steps.seen(self.viewer, asked)
        self.edge = [group for group in asked if group in there][: self.most]
        self.shown = dict.fromkeys(self.edge)

    def widen(self) -> None:
        found = steps.from_groups(self.viewer, self.edge, self.sieve)
        links: Counter[UUID] = Counter()
        for step in found:
            links[step.at] += step.links
        crowded = {group for group in self.edge if links[group] > HUB}
        # Whom one asks for is opened even when everybody is joined to it.
        closed = crowded if self.steps and not self.through_hubs else set()
        self.hubs |= crowded
        found = [step for step in found if step.at not in closed]
        self.there |= steps.seen(self.viewer, {step.to for step in found} - self.shown.keys())
        found = [step for step in found if step.to in self.there or step.to in self.shown]
        weight: Counter[UUID] = Counter()
        for step in found:
            if step.to not in self.shown:
                weight[step.to] += step.links
        self.steps += found
        ranked = sorted(weight, key=lambda group: (-weight[group], group))
        self.edge = ranked[: max(0, self.most - len(self.shown))]
        self.shown.update(dict.fromkeys(self.edge))

    def result(self) -> Neighbourhood:
        missing: dict[UUID, set[UUID]] = {}
        for step in self.steps:
            left = missing.setdefault(step.at, set())
            if step.to not in self.shown:
                left.add(step.to)
        ties = _once(step for step in self.steps if step.to in self.shown)
        return Neighbourhood(
            nodes_of(self.viewer, list(self.shown)),
            tuple(ties),
            {group: len(left) for group, left in missing.items()},
            frozenset(self.hubs),
        )


def _once(found: Iterable[Step]) -> list[Tie]:
    """The ties of these steps; a link that was met from both ends is one."""
    ties: dict[tuple[UUID, UUID, str], Tie] = {}
    for step in found:
        source, target = (step.at, step.to) if step.forth else (step.to, step.at)
        key = (source, target, step.schema)
        if key not in ties or ties[key].count < step.links:
            ties[key] = Tie(*key, step.links, step.first, step.last)
    return list(ties.values())
