"""The shortest path between two nodes, through nothing that the viewer may not see."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import NotHere
from punte.investigation.subjects.models import Entity
from punte.investigation.subjects.queries import steps
from punte.investigation.subjects.queries.entities import nodes_of
from punte.investigation.subjects.queries.graph import EVERYTHING, Tie, ties_between
from punte.investigation.subjects.queries.steps import HUB, MOST_SEEN, Sieve

MOST_HOPS = 6
MOST_SECONDS = 5.0
_AT_ONCE = 500


class Why(models.TextChoices):
    """Why there is no path to show."""

    NONE = "none", _("No path: what is joined to one of them ends before it meets the other.")
    FAR = "far", _("Not found within 6 steps.")
    MUCH = "much", _("Not found within the time and size of a search: too much is joined here.")


@dataclass(frozen=True)
class Path:
    """From the first node to the last; ties join each node with the next."""

    nodes: tuple[Entity, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True)
class NoPath:
    """None found, and why. hubs: nodes with very many links were met and not passed through."""

    why: Why
    hubs: bool = False


def shortest_path(
    viewer: Viewer,
    start: UUID,
    end: UUID,
    *,
    sieve: Sieve = EVERYTHING,
    through_hubs: bool = False,
) -> Path | NoPath:
    """A shortest path of up to `MOST_HOPS` links, in either direction of each.

    Nodes with more than `HUB` links are ends only, unless through_hubs. Raises Refused, and
    NotHere for an end that is not there or not the viewer's to see.
    """
    viewer.require(Permission.SEE_CASES)
    if len(steps.seen(viewer, {start, end})) < len({start, end}):
        raise NotHere(what="read entity")
    search = _Search(viewer, sieve, through_hubs)
    found = search.run(start, end)
    if isinstance(found, Why):
        return NoPath(found, search.met_hubs)
    ties = ties_between(viewer, found, sieve=sieve)
    joined = [
        tie for pair in pairwise(found) for tie in ties if {tie.source, tie.target} == set(pair)
    ]
    return Path(nodes_of(viewer, found), tuple(joined))


class _Search:
    """From both ends at once, whole levels at a time, the smaller side first."""

    def __init__(self, viewer: Viewer, sieve: Sieve, through_hubs: bool) -> None:
        self.viewer, self.sieve, self.through_hubs = viewer, sieve, through_hubs
        self.met_hubs = False
        self.until = time.monotonic() + MOST_SECONDS

    def run(self, start: UUID, end: UUID) -> list[UUID] | Why:
        """The nodes of a shortest path, or why there is none."""
        if start == end:
            return [start]
        sides: list[_Side] = [_Side(start), _Side(end)]
        for _hop in range(MOST_HOPS):
            this, other = sorted(sides, key=lambda side: len(side.edge))
            if not this.edge:
                return Why.NONE
            if not self.widen(this):
                return Why.MUCH
            met = [group for group in this.edge if group in other.came_from]
            if met:
                middle = min(met)
                return [*reversed(sides[0].way(middle)), *sides[1].way(middle)[1:]]
        return Why.FAR

    def widen(self, side: _Side) -> bool:
        """One level farther; False when that would be too much."""
        new: dict[UUID, UUID] = {}
        most = steps.MOST_SEEN if self.through_hubs else HUB + 1
        for at in range(0, len(side.edge), _AT_ONCE):
            some = side.edge[at : at + _AT_ONCE]
            for group, joined, count in steps.around(self.viewer, some, self.sieve, most):
                if count > HUB and group != side.began and not self.through_hubs:
                    self.met_hubs = True
                    continue
                new.update((one, group) for one in joined if one not in side.came_from)
            if len(new) > MOST_SEEN or time.monotonic() > self.until:
                return False
        there = steps.seen(self.viewer, new)
        side.edge = [group for group in new if group in there]
        side.came_from.update((group, new[group]) for group in side.edge)
        return True


class _Side:
    """What one end has reached, and from where."""

    def __init__(self, began: UUID) -> None:
        self.began = began
        self.edge = [began]
        self.came_from: dict[UUID, UUID] = {began: began}

    def way(self, group: UUID) -> list[UUID]:
        """From a node that was reached back to where this side began."""
        way = [group]
        while way[-1] != self.began:
            way.append(self.came_from[way[-1]])
        return way
