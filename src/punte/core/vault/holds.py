"""What rooms above do when an identity is erased: keep it under a hold, or forget with it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.errors import Conflict

Check = Callable[[Viewer, UUID], bool]
Forgetter = Callable[[UUID], None]
_CHECKS: list[Check] = []
_FORGETTERS: list[Forgetter] = []


def register_forgetter(forget: Forgetter) -> None:
    """forget(subject): run by the owner of the database after a restore, for whoever's key is gone.

    An old backup brings back what was written about the person; this takes it away again.
    """
    if forget not in _FORGETTERS:
        _FORGETTERS.append(forget)


def forget_with(subject: UUID) -> None:
    """Let every room forget what it holds about a person whose key is gone."""
    for forget in _FORGETTERS:
        forget(subject)


def register_hold_check(check: Check) -> None:
    """check(viewer, subject): whether something keeps the person's data from being erased."""
    if check not in _CHECKS:
        _CHECKS.append(check)


def refuse_if_held(by: Viewer, subject: UUID) -> None:
    """Raise Conflict while a legal hold keeps the person's data."""
    if any(check(by, subject) for check in _CHECKS):
        raise Conflict(
            _("A legal hold keeps this person's data. It must end first."),
            what="erase under legal hold",
            subject=subject,
        )
