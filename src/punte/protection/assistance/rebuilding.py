"""Which rows of a file in our own JSON can be written again as rows here, said by the rooms that
keep them when they start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from punte.core.access.door import Viewer
from punte.core.errors import Invalid, NotHere, Refused

Row = Mapping[str, Any]
Sections = Mapping[str, Sequence[Row]]
Write = Callable[[UUID], None]


class Misfit(Exception):
    """A row that cannot be written here. place: the section and the row's number in it;
    refused: it fits, and the viewer's role may not write it.
    """

    def __init__(self, place: str, *, refused: bool = False):
        super().__init__(place)
        self.place, self.refused = place, refused


@dataclass(frozen=True)
class Rebuilder:
    """Writes rows of one kind again. read: what one row and the sections beside it come to, with
    every check that its action makes; write: by whom, into which open file. Both run the room's
    own actions and rules.
    """

    section: str
    label: str | Promise
    read: Callable[[Viewer, Row, Sections], Any]
    write: Callable[[Viewer, UUID, Any], None]
    # Sections that are read with this one.
    beside: tuple[str, ...] = ()


_REBUILDERS: list[Rebuilder] = []


def register_rebuilder(rebuilder: Rebuilder) -> None:
    if rebuilder not in _REBUILDERS:
        _REBUILDERS.append(rebuilder)


def rebuilt_sections() -> dict[str, str | Promise | None]:
    """Sections that are written again, with what they are called; None: it goes with another."""
    found: dict[str, str | Promise | None] = {r.section: r.label for r in _REBUILDERS}
    return found | {name: None for r in _REBUILDERS for name in r.beside}


def read_sections(viewer: Viewer, sections: Sections) -> list[Write]:
    """Every row checked, nothing written: what will write them into a file. Raises Misfit."""
    writes: list[Write] = []
    for one in _REBUILDERS:
        for number, row in enumerate(sections.get(one.section, ()), 1):
            with _at(f"{one.section} [{number}]"):
                writes.append(partial(_write, one, viewer, one.read(viewer, row, sections)))
    return writes


def _write(rebuilder: Rebuilder, viewer: Viewer, said: Any, file: UUID) -> None:
    rebuilder.write(viewer, file, said)


@contextmanager
def _at(place: str) -> Iterator[None]:
    try:
        yield
    except Refused as error:
        raise Misfit(place, refused=True) from error
    except (Invalid, NotHere, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Misfit(place) from error
