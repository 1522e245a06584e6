"""Who may not consent for a child. Rooms above say so when they start: this one need not know."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from punte.core.access.door import Viewer
from punte.core.errors import Conflict

# Takes the viewer and the person; gives the words why no guardian of theirs may act, or "".
GuardianCheck = Callable[[Viewer, UUID], str]
_CHECKS: list[GuardianCheck] = []


def register_guardian_check(check: GuardianCheck) -> None:
    """Called from a room's `ready`."""
    if check not in _CHECKS:
        _CHECKS.append(check)


def check_guardian(by: Viewer, person: UUID) -> None:
    """Raise Conflict when a guardian's consent would not stand for this person."""
    for check in _CHECKS:
        if why := check(by, person):
            raise Conflict(why, what="consent.record by guardian", subject=person)
