"""What the room of evidence says of exhibits, said when it starts: this room need not know it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple
from uuid import UUID

from punte.core.access.door import Viewer
from punte.investigation.cases.door import Case


class Named(NamedTuple):
    """An exhibit in words, and the address of its page."""

    id: UUID
    words: str
    url: str


# The exhibits of a case that the viewer may see: all, or those of these keys.
Naming = Callable[[Viewer, Case, Collection[UUID] | None], list[Named]]
_NAMING: list[Naming] = []


def register_exhibits(naming: Naming) -> None:
    """Called from a room's `ready`."""
    _NAMING[:] = [naming]


def exhibits_of(viewer: Viewer, case: Case, keys: Collection[UUID] | None = None) -> list[Named]:
    """The exhibits of a case, or those of these keys; what the viewer may not see is left out."""
    return _NAMING[0](viewer, case, keys) if _NAMING and (keys is None or keys) else []
