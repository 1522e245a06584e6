"""What waits for somebody across their cases; rooms above say theirs when they start."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from django.utils.functional import Promise

from punte.core.access.door import Permission, Viewer
from punte.investigation.cases.models import Case

MOST = 8


@dataclass(frozen=True)
class Wait:
    """One thing that waits. text: what; case: where, None for who is not of its team; due: a day
    or moment, if there is one.
    """

    text: str
    case: Case | None
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
    for kind in _kinds_of(viewer):
        rows = list(islice(kind.rows(viewer), MOST + 1))
        if rows:
            groups.append(Group(kind.label, kind.icon, rows[:MOST], len(rows) > MOST))
    return groups


def cases_waiting(viewer: Viewer) -> set[UUID]:
    """The cases in which something waits for the viewer."""
    return {wait.case.pk for kind in _kinds_of(viewer) for wait in kind.rows(viewer) if wait.case}


def _kinds_of(viewer: Viewer) -> list[Waiting]:
    kinds = [kind for kind in _KINDS if viewer.may(kind.permission)]
    return sorted(kinds, key=lambda kind: kind.order)
