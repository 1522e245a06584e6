"""Fields that several forms of this room share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.ui.forms import DateInput

NO_NAMES = _("No names, no addresses.")


class MomentInput(forms.DateTimeInput):
    """The browser's own control for a day and an hour."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def words(label: Any, *, required: bool = True, most: int = 2000) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=NO_NAMES,
        required=required,
        max_length=most,
        widget=forms.Textarea({"rows": 3}),
    )


def day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DateInput, **more)


def moment(label: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label, widget=MomentInput, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
    )


def money(label: Any, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=14, decimal_places=2, **more)


class Versioned(forms.Form):
    """`version` is the one that the page was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
