"""Pieces of the room's forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.core.agencies.door import Account, Desk
from punte.ui.forms import long_text as plain_long_text

NO_NAMES = _("No names, no addresses.")


class ColleagueChoice(forms.ModelChoiceField[Account]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class DeskChoice(forms.ModelChoiceField[Desk]):
    def label_from_instance(self, obj: Any) -> str:
        words = [obj.agency.jurisdiction_id, obj.agency.name, obj.name]
        return " · ".join(word for word in words if word)


def long_text(
    label: Any, *, required: bool = True, rows: int = 4, most: int = 4000, help_text: Any = NO_NAMES
) -> forms.CharField:
    """A field for sentences about a person, whose name stays out of them."""
    return plain_long_text(label, required=required, rows=rows, most=most, help_text=help_text)
