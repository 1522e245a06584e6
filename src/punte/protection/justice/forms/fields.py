"""Fields that several forms of this room share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

NO_NAMES = _("No names, no addresses.")


def words(label: Any, *, required: bool = True, most: int = 2000) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=NO_NAMES,
        required=required,
        max_length=most,
        widget=forms.Textarea({"rows": 3}),
    )


def money(label: Any, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=14, decimal_places=2, **more)


class Versioned(forms.Form):
    """`version` is the one that the page was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
