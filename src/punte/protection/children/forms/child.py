"""Forms of a child's file: guardian, age, school, people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punte.protection.assistance.door import AssistanceFile
from punte.protection.children.instruments import roles_in
from punte.protection.children.models.words import (
    AgeMethod,
    Attendance,
    Barrier,
    GuardianEnd,
    GuardianKind,
    SchoolLevel,
)
from punte.protection.persons.door import AgeBand
from punte.ui.forms import DateInput

NO_NAMES = _("No names, no addresses.")


def words(label: Any, *, required: bool = True, most: int = 2000, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=NO_NAMES,
        required=required,
        max_length=most,
        widget=forms.Textarea({"rows": rows}),
    )


def day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DateInput, **more)


class Versioned(forms.Form):
    """`version` is the one that the page was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)


class GuardianForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What kind of guardian?"), choices=GuardianKind.choices, widget=forms.RadioSelect
    )
    role = forms.CharField(
        label=_("Who are they to the child?"), help_text=_("A role, not a name."), max_length=120
    )
    agency_name = forms.CharField(label=_("Their agency"), required=False, max_length=160)
    appointed_by = forms.CharField(
        label=_("Appointed by"), help_text=_("The authority or court."), max_length=160
    )
    starts_on = day(_("From"), initial=timezone.localdate)
    ends_on = day(_("Until"), required=False)
    given_name = forms.CharField(
        label=_("Given name"),
        help_text=_("Sealed: opened only with a reason."),
        required=False,
        max_length=120,
    )
    family_name = forms.CharField(label=_("Family name"), required=False, max_length=120)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=40)
    conflict_words = forms.CharField(
        label=_("Why might they not act for the child?"),
        help_text=_(
            "A suspected part in the exploitation, or a gain from it. With words here the "
            "guardian cannot consent. Leave empty when there is no doubt."
        ),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )


class ConflictForm(Versioned):
    words = words(_("Why?"))


class GuardianEndForm(Versioned):
    ends_on = day(_("Last day"), initial=timezone.localdate)
    reason = forms.ChoiceField(
        label=_("Reason"), choices=GuardianEnd.choices, widget=forms.RadioSelect
    )


class DoubtForm(forms.Form):
    reason = words(_("What makes you doubt the age?"))


class FindingForm(forms.Form):
    method = forms.ChoiceField(
        label=_("How was it looked into?"),
        help_text=_("The least invasive first. Examinations of the body come last."),
        choices=AgeMethod.choices,
        widget=forms.RadioSelect,
    )
    body = forms.CharField(label=_("By which office"), max_length=160)
    low = forms.IntegerField(
        label=_("The youngest age it may be"), required=False, min_value=0, max_value=99
    )
    high = forms.IntegerField(
        label=_("The oldest age it may be"), required=False, min_value=0, max_value=99
    )
    agreed = forms.BooleanField(
        label=_("The child and the guardian were told and agreed"), required=False
    )
    words = words(_("What was found?"), most=4000)


class AgeProposalForm(Versioned):
    band = forms.ChoiceField(
        label=_("Result"),
        help_text=_("In doubt it is a child."),
        choices=[(AgeBand.CHILD, AgeBand.CHILD.label), (AgeBand.ADULT, AgeBand.ADULT.label)],
        widget=forms.RadioSelect,
    )
    ground = words(_("On what ground?"), most=4000)


class AnswerForm(Versioned):
    agrees = forms.TypedChoiceField(
        label=_("Do you agree?"),
        choices=[("yes", _("Yes, I agree")), ("no", _("No, give it back"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = words(_("Words for your colleague"), required=False)


class SchoolForm(forms.Form):
    level = forms.ChoiceField(label=_("Level"), choices=SchoolLevel.choices)
    attendance = forms.ChoiceField(
        label=_("Does the child go?"), choices=Attendance.choices, widget=forms.RadioSelect
    )
    district = forms.CharField(label=_("District"), required=False, max_length=40)
    since = day(_("Since"), initial=timezone.localdate)
    barriers = forms.MultipleChoiceField(
        label=_("What stands in the way?"),
        choices=Barrier.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = words(_("What else matters?"), required=False)


class CompanionForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    body = forms.CharField(label=_("Which body or office?"), help_text=NO_NAMES, max_length=160)
    district = forms.CharField(label=_("District"), required=False, max_length=40)
    starts_on = day(_("From"), initial=timezone.localdate)

    def __init__(self, *args: Any, file: AssistanceFile, **kwargs: Any):
        super().__init__(*args, **kwargs)
        roles = [(role.key, role.label) for role in roles_in(file.jurisdiction)]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]


class EndForm(Versioned):
    ends_on = day(_("Last day"), initial=timezone.localdate)
