"""Tasks, reviews, and the calendar's address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Viewer
from punte.protection.assistance.door import colleagues
from punte.protection.caseload.models.feed import Detail
from punte.protection.caseload.models.review import Outcome
from punte.ui.forms import DateInput


class TaskForm(forms.Form):
    """A task for oneself or a colleague."""

    words = forms.CharField(
        label=_("What is to do?"),
        help_text=_("No names: the file says whom it is about."),
        max_length=200,
    )
    due_on = forms.DateField(label=_("Until"), widget=DateInput, required=False)
    account = forms.TypedChoiceField(label=_("Who does it?"), coerce=int)

    def __init__(self, data: Any = None, *, viewer: Viewer):
        super().__init__(data, initial={"account": str(viewer.account_id)})
        people = [(str(pk), name) for pk, name in colleagues(viewer).values_list("pk", "name")]
        field = self.fields["account"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = people


class ReviewForm(forms.Form):
    """A supervisor's word on a file."""

    outcome = forms.ChoiceField(
        label=_("How is the work?"),
        choices=[
            (Outcome.AGREED.value, Outcome.AGREED.label),
            (Outcome.CHANGES.value, Outcome.CHANGES.label),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("What is good, what should change. No names."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    next_on = forms.DateField(label=_("Look again on"), widget=DateInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class FeedForm(forms.Form):
    """How much a calendar program may read."""

    detail = forms.ChoiceField(
        label=_("What may the calendar say?"), choices=Detail.choices, widget=forms.RadioSelect
    )
