"""One step of a chain."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.core.agencies.door import Agency
from punte.core.escalation.people import choices
from punte.core.escalation.rules import MOST_HOURS, MOST_PEOPLE, MOST_STEPS, Step

HOURS_COUNT = [
    ("at_work", _("Hours of work (Monday to Friday, 8 to 17)")),
    ("all", _("Round the clock")),
]
MOST_VERSION = 30_000


class VersionForm(forms.Form):
    """The version one looked at."""

    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_VERSION)


class PlaceForm(VersionForm):
    """Which step, from 0."""

    place = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_STEPS)


class StepForm(VersionForm):
    """Whom to tell, and after how long."""

    who = forms.ChoiceField(label=_("Whom to tell"))
    hours = forms.IntegerField(
        label=_("After how many hours"),
        help_text=_("Since it became late. Nine hours of work are a day."),
        min_value=0,
        max_value=MOST_HOURS,
    )
    counted = forms.ChoiceField(
        label=_("Counted in"), choices=HOURS_COUNT, widget=forms.RadioSelect, initial="at_work"
    )

    most = forms.IntegerField(
        label=_("At most how many people"),
        help_text=_(
            "Those at work come first; of the coordination the unit that has the case, then that "
            "of your district, supervisors before coordinators. Empty: everybody."
        ),
        min_value=1,
        max_value=MOST_PEOPLE,
        required=False,
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["who"]
        field.choices = [("", _("Choose")), *choices(agency)]

    @property
    def step(self) -> Step:
        found = self.cleaned_data
        return Step(
            found["who"],
            found["hours"],
            at_work=found["counted"] == "at_work",
            most=found["most"] or 0,
        )
