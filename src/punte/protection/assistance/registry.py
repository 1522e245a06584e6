"""What rooms above bring to a file, said when they start: this room need not know them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.utils.functional import Promise

from punte.core.access.door import Guarded, Viewer
from punte.protection.assistance.models import AssistanceFile

Event = dict[str, Any]
TimelineSource = Callable[[Viewer, AssistanceFile], Iterable[Event]]
NextSource = Callable[[Viewer, AssistanceFile], Iterable[dict[str, Any]]]
ClockSource = Callable[[Viewer, AssistanceFile], Iterable[UUID]]
T = TypeVar("T")
# A table with a column `file`, and who tells of its rows.
Sources = list[tuple[type[Guarded], Callable[[Viewer, AssistanceFile], Iterable[T]]]]
Held = frozenset[type[Guarded]]


def settles_nothing(_by: Viewer, _file: AssistanceFile) -> None:
    """For what has nothing to stop when a file closes."""


@dataclass(frozen=True)
class ClosingCheck:
    """Something that may still be open when a file is to be closed.

    label: plural words ("Services under way"). count: how many are open. settle: runs in the
    transaction of the closing, once somebody has said that they may stay behind: stop clocks.
    """

    label: str | Promise
    count: Callable[[Viewer, AssistanceFile], int]
    settle: Callable[[Viewer, AssistanceFile], None] = settles_nothing


_TIMELINE: Sources[Event] = []
_NEXT: Sources[dict[str, Any]] = []
_CLOCKS: Sources[UUID] = []
_CHECKS: list[ClosingCheck] = []


def register_timeline(table: type[Guarded], source: TimelineSource) -> None:
    """source gives events as `{% timeline %}` takes them, each with `when` and `title`; it is
    asked about files that have rows in the table.
    """
    _TIMELINE.append((table, source))


def register_next(table: type[Guarded], source: NextSource) -> None:
    """source gives what is next by rows of the table: each with `text`, `due` (a day or moment),
    `url`.
    """
    _NEXT.append((table, source))


def register_clocks(table: type[Guarded], source: ClockSource) -> None:
    """source gives the ids in the table that clocks of this file are about (a plan, a hearing)."""
    _CLOCKS.append((table, source))


def register_closing_check(check: ClosingCheck) -> None:
    """Add what keeps a file from closing unless somebody says that it may stay behind."""
    if check not in _CHECKS:
        _CHECKS.append(check)


def held_by(file: AssistanceFile) -> Held:
    """The registered tables in which the bound viewer sees rows of a file: one query, so that the
    many tables in which most files have none need not be read.
    """
    tables = list({table for table, _source in (*_TIMELINE, *_NEXT, *_CLOCKS)})
    # Only names of tables stand in it.
    asked = ", ".join(
        f'EXISTS (SELECT 1 FROM "{table._meta.db_table}" WHERE file_id = %(file)s)'  # noqa: S608
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}", {"file": file.id})
        return frozenset(t for t, has in zip(tables, cursor.fetchone(), strict=True) if has)


def _told(sources: Sources[T], viewer: Viewer, file: AssistanceFile, held: Held) -> Iterator[T]:
    return (one for table, source in sources if table in held for one in source(viewer, file))


def timeline_of(viewer: Viewer, file: AssistanceFile, held: Held, most: int = 40) -> list[Event]:
    """The newest events of all rooms, newest first."""
    events = list(_told(_TIMELINE, viewer, file, held))
    events.sort(key=lambda event: event["when"], reverse=True)
    return events[:most]


def next_of(viewer: Viewer, file: AssistanceFile, held: Held) -> list[dict[str, Any]]:
    """What other rooms say is next in a file."""
    return list(_told(_NEXT, viewer, file, held))


def with_clocks(viewer: Viewer, file: AssistanceFile, held: Held) -> list[UUID]:
    """Everything of a file that a clock may be about, the file itself first."""
    return [file.id, *_told(_CLOCKS, viewer, file, held)]


def still_open(viewer: Viewer, file: AssistanceFile) -> list[tuple[str, int]]:
    """Labels and counts of what is still open, in words for the page."""
    counted = [(str(check.label), check.count(viewer, file)) for check in _CHECKS]
    return [(label, count) for label, count in counted if count]


def settle_all(by: Viewer, file: AssistanceFile) -> None:
    """Called by the action that closes a file."""
    for check in _CHECKS:
        check.settle(by, file)
