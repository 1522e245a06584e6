"""What waits at a desk that closes, and who answers for it from then on.

Rooms above say what they leave at a desk: in `AppConfig.ready` they call `register(label,
count)`. A desk with something waiting closes only to a successor: an open desk of the same
agency, whose people then answer for both. Nothing is sent anywhere and no access is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Waiting:
    """A kind of work that waits at desks.

    label: plural words for the page ("Open referrals"). count takes the ids of desks and says how
    many wait there: a number, for a manager who may see nothing else of them.
    """

    label: str | Promise
    count: Callable[[list[int]], int]


_kinds: list[Waiting] = []


def register(label: str | Promise, count: Callable[[list[int]], int]) -> Waiting:
    """Add a kind of work that waits at desks; returns it, for `unregister`."""
    kind = Waiting(label, count)
    _kinds.append(kind)
    return kind


def unregister(kind: Waiting) -> None:
    """Take a kind out again; raises ValueError when it is not there."""
    _kinds.remove(kind)


def waiting_at(desks: list[int]) -> list[tuple[str, int]]:
    """Labels and counts of all that waits, kinds with nothing included."""
    return [(str(kind.label), kind.count(desks)) for kind in _kinds]
