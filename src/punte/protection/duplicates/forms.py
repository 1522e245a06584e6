"""What one says of two files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.protection.duplicates.actions import MAX_NOTE
from punte.protection.duplicates.models import Verdict


class VerdictForm(forms.Form):
    """Same or not, with a few words; `last` is the verdict the page showed."""

    said = forms.ChoiceField(
        label=_("What do you say?"), choices=Verdict.Said.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Why do you think so?"),
        help_text=_("For your colleagues. No names, no numbers of documents."),
        required=False,
        max_length=MAX_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    last = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, held: bool, **kwargs: Any):
        """held: whether something was said that could be opened again."""
        super().__init__(*args, **kwargs)
        if not held:
            choices = [pair for pair in Verdict.Said.choices if pair[0] != Verdict.Said.OPEN]
            self.fields["said"].choices = choices  # type: ignore[attr-defined]
