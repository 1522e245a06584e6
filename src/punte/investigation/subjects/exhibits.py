"""What the room of evidence says of exhibits, said when it starts: this room need not know it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from punte.core.access.door import Viewer
from punte.investigation.cases.door import Case

# For each exhibit that the viewer may see: its number in words, and the address of its page.
Named = dict[UUID, tuple[str, str]]
Naming = Callable[[Viewer, Case, Iterable[UUID]], Named]
_NAMING: list[Naming] = []


def register_exhibits(naming: Naming) -> None:
    """Called from a room's `ready`."""
    _NAMING[:] = [naming]


def name_exhibits(viewer: Viewer, case: Case, exhibits: Iterable[UUID]) -> Named:
    """How these exhibits are called; those that the viewer may not see are left out."""
    wanted = list(exhibits)
    return _NAMING[0](viewer, case, wanted) if _NAMING and wanted else {}
