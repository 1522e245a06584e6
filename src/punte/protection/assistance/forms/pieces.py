"""Pieces of the room's forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.core.agencies.door import Account, Desk

NO_NAMES = _("No names, no addresses.")


class VersionField(forms.IntegerField):
    """What the form was made from, so that an older one is refused."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(min_value=0, max_value=2_000_000_000)


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
    """A field for sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=most,
        widget=forms.Textarea({"rows": rows}),
    )
