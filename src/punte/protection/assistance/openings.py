"""What other rooms do when files open. They say so when they start."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from punte.core.access.door import Viewer
from punte.protection.assistance.models import AssistanceFile

# One file by hand, thousands from another organisation: what it asks of the database must not
# grow with their number.
OnOpen = Callable[[Viewer, Sequence[AssistanceFile]], None]
_ON_OPEN: list[OnOpen] = []


def register_on_open(act: OnOpen) -> None:
    """Called from a room's `ready`; `act` runs in the transaction that opens or reopens files."""
    if act not in _ON_OPEN:
        _ON_OPEN.append(act)


def tell_opened(by: Viewer, files: Sequence[AssistanceFile]) -> None:
    """Called by the action that opens files of the viewer's agency, after they are kept."""
    for act in _ON_OPEN:
        act(by, files)
