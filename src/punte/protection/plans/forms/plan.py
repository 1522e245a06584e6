"""Goals, steps, and the person's agreement."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Viewer
from punte.core.agencies.door import Desk
from punte.protection.persons.door import language_choices
from punte.protection.plans.models import Goal, Step
from punte.protection.plans.models.words import (
    AgreedHow,
    Area,
    Doer,
    GoalState,
    Kind,
    StepState,
    Wanted,
)
from punte.ui.forms import DateInput

REVIEW_DAYS = 90
NO_DETAILS = _("Every role of the agency reads it: no diagnoses, no names of others.")


class GoalForm(forms.Form):
    """A goal, as it begins."""

    words = forms.CharField(label=_("Goal"), max_length=300, help_text=NO_DETAILS)
    area = forms.ChoiceField(label=_("Area"), choices=Area.choices)
    wanted = forms.ChoiceField(
        label=_("Does the person want it?"), choices=Wanted.choices, initial=Wanted.NOT_ASKED
    )
    target_on = forms.DateField(label=_("Reached by"), required=False, widget=DateInput)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any):
        super().__init__(*args, **kwargs)


class GoalEdit(GoalForm):
    """A goal, later."""

    state = forms.ChoiceField(label=_("State"), choices=GoalState.choices)


class StepForm(forms.Form):
    """A step, as it begins."""

    words = forms.CharField(label=_("Step"), max_length=300)
    doer = forms.ChoiceField(label=_("Who does it?"), choices=Doer.choices)
    desk = forms.ModelChoiceField(
        label=_("Which desk"), queryset=Desk.objects.none(), required=False, empty_label="–"
    )
    due_on = forms.DateField(label=_("Due"), required=False, widget=DateInput)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any):
        super().__init__(*args, **kwargs)
        desks = Desk.objects.filter(agency_id=viewer.agency_id).order_by("name")
        self.fields["desk"].queryset = desks  # type: ignore[attr-defined]
        # Read once, though the form is drawn under every goal.
        choices = [("", "–"), *((desk.pk, desk.name) for desk in desks)]
        self.fields["desk"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("doer") != Doer.DESK and "desk" in values:
            values["desk"] = None
        return values


class StepEdit(StepForm):
    """A step, later."""

    state = forms.ChoiceField(label=_("State"), choices=StepState.choices)
    reason = forms.CharField(label=_("Why dropped"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("state") == StepState.DROPPED and not values.get("reason"):
            self.add_error("reason", _("Say why this step is dropped."))
        return values


EDITS: dict[str, type[GoalEdit] | type[StepEdit]] = {Kind.GOAL: GoalEdit, Kind.STEP: StepEdit}


def edit_form(kind: str, row: Goal | Step, viewer: Viewer, data: Any = None) -> forms.Form:
    """The form that changes a goal or step, filled with how it stands."""
    form = EDITS[kind]
    initial = {name: getattr(row, name) for name in form.base_fields}
    return form(data, viewer=viewer, initial=initial, prefix=f"{kind}-{row.id}")


def usual_review() -> date:
    return timezone.localdate() + timedelta(days=REVIEW_DAYS)


class AgreeForm(forms.Form):
    """How the person agreed, and when the plan is reviewed."""

    agreed_on = forms.DateField(label=_("Agreed on"), initial=timezone.localdate, widget=DateInput)
    language = forms.ChoiceField(
        label=_("In which language was it talked through?"), choices=language_choices
    )
    how = forms.ChoiceField(
        label=_("How did the person agree?"), choices=AgreedHow.choices, widget=forms.RadioSelect
    )
    review_on = forms.DateField(
        label=_("Look at it again on"),
        help_text=_("A clock runs until then."),
        initial=usual_review,
        widget=DateInput,
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
