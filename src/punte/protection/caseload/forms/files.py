"""Filters of the caseload, and acts on many files."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Viewer
from punte.protection.assistance.door import AssistanceFile, colleagues
from punte.protection.caseload.actions.bulk import NEEDED
from punte.protection.caseload.bulk_rules import ACT_NAMES, BulkAct
from punte.protection.caseload.queries.files import NOBODY, Wanted
from punte.protection.persons.door import ANY, AgeBand, language_choices
from punte.ui.forms import DateInput

UNTOUCHED = [("", _("Any time")), ("14", _("14 days")), ("30", _("30 days")), ("90", _("90 days"))]


class CaseloadFilter(forms.Form):
    """Codes alone: what is saved of it, and what stands in the address, names nobody."""

    hide_optional = True

    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            ("", _("Open files")),
            ("closed", _("Closed files")),
            ("all", _("Open and closed files")),
        ],
        required=False,
    )
    risk = forms.ChoiceField(
        label=_("Risk"),
        choices=[
            *ANY,
            *((value or NOBODY, label) for value, label in AssistanceFile.Risk.choices),
        ],
        required=False,
    )
    age_band = forms.ChoiceField(label=_("Age"), choices=[*ANY, *AgeBand.choices], required=False)
    caseworker = forms.ChoiceField(label=_("Caseworker"), required=False)
    untouched = forms.ChoiceField(label=_("Not touched for"), choices=UNTOUCHED, required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=lambda: [*ANY, *language_choices()], required=False
    )
    district = forms.CharField(label=_("County"), max_length=40, required=False)
    mine = forms.BooleanField(label=_("Mine"), required=False)
    unplanned = forms.BooleanField(label=_("Without a plan"), required=False)
    overdue = forms.BooleanField(label=_("Overdue"), required=False)

    def __init__(self, data: Any, *, viewer: Viewer):
        super().__init__(data)
        people = [(str(pk), name) for pk, name in colleagues(viewer).values_list("pk", "name")]
        field = self.fields["caseworker"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*ANY, (NOBODY, _("Nobody")), *people]

    def wanted(self) -> Wanted:
        """What it asks for; a form that is not valid asks for the plain caseload."""
        if not self.is_valid():
            return Wanted()
        values = dict(self.cleaned_data)
        days = values.pop("untouched")
        return Wanted(**values, untouched=int(days) if days else None)

    def query(self) -> str:
        """The valid form as an address line, without what is empty."""
        pairs = [
            (name, "on" if value is True else value)
            for name, value in self.cleaned_data.items()
            if value
        ]
        return urlencode(pairs)


class SaveFilter(forms.Form):
    """A name for the present filter."""

    name = forms.CharField(
        label=_("Name of the filter"),
        help_text=_("Do not write names of people."),
        max_length=40,
    )
    shared = forms.BooleanField(label=_("Share it with our agency"), required=False)


class BulkForm(forms.Form):
    """What to do with the files that were chosen."""

    account = forms.ChoiceField(label=_("To whom?"), required=False)
    words = forms.CharField(label=_("What is to do?"), max_length=200, required=False)
    due_on = forms.DateField(label=_("Until"), widget=DateInput, required=False)

    FIELDS = {
        BulkAct.ASSIGN: ("account",),
        BulkAct.TASK: ("words", "due_on", "account"),
        BulkAct.REVIEW: ("words", "due_on"),
    }

    def __init__(self, data: Any, *, viewer: Viewer, act: BulkAct):
        super().__init__(data)
        self.act = act
        for name in [name for name in self.fields if name not in self.FIELDS[act]]:
            del self.fields[name]
        if "account" in self.fields:
            people = [(str(pk), name) for pk, name in colleagues(viewer).values_list("pk", "name")]
            nobody = [("", _("Each file's own caseworker"))] if act == BulkAct.TASK else []
            field = self.fields["account"]
            assert isinstance(field, forms.ChoiceField)
            field.choices, field.required = [*nobody, *people], act == BulkAct.ASSIGN
        if act == BulkAct.TASK:
            self.fields["words"].required = True
        if act == BulkAct.REVIEW:
            self.fields["words"].label = _("Note")
            self.fields["due_on"].label = _("Look again on")


def act_choices(viewer: Viewer) -> list[tuple[str, object]]:
    """The acts that the viewer may do on many files."""
    return [(act.value, ACT_NAMES[act]) for act in BulkAct if viewer.may(NEEDED[act])]
