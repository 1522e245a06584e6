"""Pseudonyms as other rooms carry them: in English, shown in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext


def localised(code: str) -> str:
    """`Willow-4172` as `Salcie-4172` for a Romanian reader; anything else as it is."""
    plant, dash, number = code.partition("-")
    return f"{gettext(plant)}{dash}{number}" if plant and dash else code
