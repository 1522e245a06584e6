"""What waits for somebody across their cases; rooms above say theirs when they start."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.utils.functional import Promise

from punte.core.access.door import Permission, Viewer

MOST = 8


@dataclass(frozen=True)
class Wait:
    """One thing that waits. text: what; case: its name; due: a day or moment, if there is one."""

    text: str
    case: str
    url: str
    due: date | datetime | None = None


@dataclass(frozen=True)
class Waiting:
    """A kind of thing that waits for who holds the permission.

    rows: all that waits for a viewer, the most pressing first; only the first few are read.
    """

    label: str | Promise
    icon: str
    rows: Callable[[Viewer], Iterable[Wait]]
    permission: Permission = Permission.WORK_CASES
    order: int = 50


@dataclass(frozen=True)
class Group:
    """What waits of one kind. more: there is more than is shown."""

    label: str | Promise
    icon: str
    rows: list[Wait]
    more: bool


_KINDS: list[Waiting] = []


def register_waiting(kind: Waiting) -> None:
    """Called from a room's `ready`."""
    _KINDS.append(kind)


def waiting_for(viewer: Viewer) -> list[Group]:
    """What waits for the viewer, kinds with nothing left out."""
    groups = []
    for kind in sorted(_KINDS, key=lambda kind: kind.order):
        if viewer.may(kind.permission):
            rows = list(islice(kind.rows(viewer), MOST + 1))
            if rows:
                groups.append(Group(kind.label, kind.icon, rows[:MOST], len(rows) > MOST))
    return groups
