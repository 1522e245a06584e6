"""What is asked for a court bundle."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.investigation.evidence.door import Exhibit
from punte.ui.forms import ReasonForm


class BundleForm(ReasonForm):
    """Which exhibits, whether copies go along, and why."""

    exhibits = forms.MultipleChoiceField(label=_("Exhibits"), widget=forms.CheckboxSelectMultiple)
    copies = forms.BooleanField(label=_("Working copies go along too"), required=False)
    field_order = ("exhibits", "copies", "reason")

    def __init__(self, *args: Any, rows: list[Exhibit], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = [(str(row.pk), str(row)) for row in rows]
        self.fields["exhibits"].choices = choices  # type: ignore[attr-defined]
