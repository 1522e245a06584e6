"""What rooms above bring to a file, said when they start: this room need not know them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from punte.core.access.door import Viewer
from punte.protection.assistance.models import AssistanceFile

Event = dict[str, Any]
TimelineSource = Callable[[Viewer, AssistanceFile], Iterable[Event]]
NextSource = Callable[[Viewer, AssistanceFile], Iterable[dict[str, Any]]]
ClockSource = Callable[[Viewer, AssistanceFile], Iterable[UUID]]


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


_TIMELINE: list[TimelineSource] = []
_NEXT: list[NextSource] = []
_CLOCKS: list[ClockSource] = []
_CHECKS: list[ClosingCheck] = []


def register_timeline(source: TimelineSource) -> None:
    """source gives events as `{% timeline %}` takes them: each with `when` and `title`."""
    if source not in _TIMELINE:
        _TIMELINE.append(source)


def register_next(source: NextSource) -> None:
    """source gives what is next in a file: each with `text`, `due` (a day or moment), `url`."""
    if source not in _NEXT:
        _NEXT.append(source)


def register_clocks(source: ClockSource) -> None:
    """source gives the ids that clocks of this file are about (a plan, a hearing)."""
    if source not in _CLOCKS:
        _CLOCKS.append(source)


def register_closing_check(check: ClosingCheck) -> None:
    """Add what keeps a file from closing unless somebody says that it may stay behind."""
    if check not in _CHECKS:
        _CHECKS.append(check)


def timeline_of(viewer: Viewer, file: AssistanceFile, most: int = 40) -> list[Event]:
    """The newest events of all rooms, newest first."""
    events = [event for source in _TIMELINE for event in source(viewer, file)]
    events.sort(key=lambda event: event["when"], reverse=True)
    return events[:most]


def next_of(viewer: Viewer, file: AssistanceFile) -> list[dict[str, Any]]:
    """What other rooms say is next in a file."""
    return [step for source in _NEXT for step in source(viewer, file)]


def with_clocks(viewer: Viewer, file: AssistanceFile) -> list[UUID]:
    """Everything of a file that a clock may be about, the file itself first."""
    return [file.id, *(key for source in _CLOCKS for key in source(viewer, file))]


def still_open(viewer: Viewer, file: AssistanceFile) -> list[tuple[str, int]]:
    """Labels and counts of what is still open, in words for the page."""
    counted = [(str(check.label), check.count(viewer, file)) for check in _CHECKS]
    return [(label, count) for label, count in counted if count]


def settle_all(by: Viewer, file: AssistanceFile) -> None:
    """Called by the action that closes a file."""
    for check in _CHECKS:
        check.settle(by, file)
