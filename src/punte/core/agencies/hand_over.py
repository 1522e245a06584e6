"""What a leaver holds, and to whom it goes.

Rooms above this one say what they keep per person: in `AppConfig.ready` they call
`register(label, count, move)`. The leaver's page shows the counts; leaving calls every move.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from punte.core.access.door import Viewer


@dataclass(frozen=True)
class Handing:
    """One hand-over: of the work `leaver` holds in `agency_id` to `heir` (both account ids)."""

    by: Viewer
    agency_id: int
    leaver: int
    heir: int = 0


@dataclass(frozen=True)
class Holding:
    """A kind of work a person can hold.

    label: plural words for the page ("Persons in care"). count and move take a Handing and
    return how many things are held, or were moved. move runs in the transaction of the leaving.
    """

    label: str | Promise
    count: Callable[[Handing], int]
    move: Callable[[Handing], int]


_holdings: list[Holding] = []


def register(
    label: str | Promise, count: Callable[[Handing], int], move: Callable[[Handing], int]
) -> Holding:
    """Add a kind of work to what leavers hand over; returns it, for `unregister`."""
    holding = Holding(label, count, move)
    _holdings.append(holding)
    return holding


def unregister(holding: Holding) -> None:
    """Take a kind of work out again; raises ValueError when it is not there."""
    _holdings.remove(holding)


def held(handing: Handing) -> list[tuple[str, int]]:
    """Labels and counts of all that the leaver holds, kinds with nothing included."""
    return [(str(holding.label), holding.count(handing)) for holding in _holdings]


def move_all(handing: Handing) -> int:
    """Move everything to the heir; returns how many things moved."""
    return sum(holding.move(handing) for holding in _holdings)
