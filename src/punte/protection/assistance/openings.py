"""What other rooms do when a file opens. They say so when they start."""

from __future__ import annotations

from collections.abc import Callable

from punte.core.access.door import Viewer
from punte.protection.assistance.models import AssistanceFile

OnOpen = Callable[[Viewer, AssistanceFile], None]
_ON_OPEN: list[OnOpen] = []


def register_on_open(act: OnOpen) -> None:
    """Called from a room's `ready`; `act` runs in the transaction that opens or reopens a file."""
    if act not in _ON_OPEN:
        _ON_OPEN.append(act)


def tell_opened(by: Viewer, file: AssistanceFile) -> None:
    """Called by the action that opens a file, after the file is kept."""
    for act in _ON_OPEN:
        act(by, file)
