"""Purposes in words."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Purpose

PURPOSES: Final[dict[str, str | Promise]] = {
    Purpose.PROTECTION: _("protection"),
    Purpose.IDENTIFICATION: _("identification"),
    Purpose.SERVICE: _("giving help"),
    Purpose.OVERSIGHT: _("oversight"),
    Purpose.MANAGEMENT: _("administration"),
}


def purpose_words(purpose: str) -> str:
    """A purpose for people; one nobody named is called by its key."""
    return str(PURPOSES.get(purpose, purpose))
