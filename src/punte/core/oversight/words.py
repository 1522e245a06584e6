"""Purposes in words."""

from __future__ import annotations

from punte.core.access.door import PURPOSES


def purpose_words(purpose: str) -> str:
    """A purpose for people; one nobody named is called by its key."""
    return str(PURPOSES.get(purpose, purpose))
