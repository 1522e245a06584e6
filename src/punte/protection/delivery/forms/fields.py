"""Pieces that the forms of this room share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import DataClass, Viewer
from punte.protection.configuration.door import HeldClass

NO_NAMES = _("No names, no addresses, no phone numbers: say “the person”, “the doctor”.")
ANY = ("", _("Any"))


class VersionForm(forms.Form):
    """A form that knows which version of the row it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)


class Amount(forms.DecimalField):
    """A number with at most two decimals, typed in the reader's own way."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(
            min_value=0, decimal_places=2, required=False, localize=True, widget=widget, **kwargs
        )


def note_classes(viewer: Viewer) -> list[tuple[str, Any]]:
    """The classes that the viewer may write, in words."""
    held = {data_class.value for data_class in viewer.classes}
    return [choice for choice in HeldClass.choices if choice[0] in held]


def class_field(viewer: Viewer, help_text: Any = "") -> forms.ChoiceField:
    """Which class of data; only those that the viewer may see."""
    return forms.ChoiceField(
        label=_("Who may see it?"),
        help_text=help_text,
        choices=note_classes(viewer),
        initial=DataClass.OPERATIONAL.value,
        widget=forms.RadioSelect,
    )
