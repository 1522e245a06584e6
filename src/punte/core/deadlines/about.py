"""What clocks are about that are about no person: the rooms above say it, to each by their rights.

A clock carries no more than the path of its page, so that nothing of a case stands in it. Whoever
reads a list of clocks asks the rooms, which answer from what the viewer may see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple
from uuid import UUID

from punte.core.access.door import Viewer
from punte.core.deadlines.models import Clock


class About(NamedTuple):
    """text: in the reader's language, no names of people. url: its page. more: what of it."""

    text: str
    url: str
    more: str = ""


Reader = Callable[[Viewer, set[UUID]], dict[UUID, About]]
_READERS: dict[str, Reader] = {}


def register_about(kind: str, reader: Reader) -> None:
    """`reader` tells what things of one `about_kind` are, by their ids, but for those unseen."""
    _READERS[kind] = reader


def tell_about(viewer: Viewer, clocks: Iterable[Clock]) -> None:
    """Set `about` of each clock that the viewer may read of; one query for each kind."""
    groups: dict[str, list[Clock]] = defaultdict(list)
    for clock in clocks:
        groups[clock.about_kind].append(clock)
    for kind in groups.keys() & _READERS.keys():
        told = _READERS[kind](viewer, {clock.about_id for clock in groups[kind]})
        for clock in groups[kind]:
            clock.about = told.get(clock.about_id)
