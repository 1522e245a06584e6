"""Making and moving an appointment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Viewer
from punte.core.agencies.door import Account
from punte.protection.assistance.door import colleagues
from punte.protection.delivery.actions.appointments import Terms
from punte.protection.delivery.forms.fields import NO_NAMES, VersionForm, class_field
from punte.protection.delivery.models import Appointment
from punte.protection.delivery.models.words import Meeting
from punte.ui.forms import DateInput

REMINDERS = [
    (0, _("No reminder")),
    (2, _("2 hours before")),
    (24, _("A day before")),
    (48, _("Two days before")),
]


class TimeInput(forms.TimeInput):
    input_type = "time"


class TermsForm(forms.Form):
    """What, when, where, who goes along."""

    what = forms.CharField(label=_("With whom or for what?"), help_text=NO_NAMES, max_length=160)
    day = forms.DateField(label=_("Day"), widget=DateInput)
    hour = forms.TimeField(label=_("Time"), widget=TimeInput(format="%H:%M"))
    minutes = forms.IntegerField(
        label=_("How many minutes?"), min_value=1, max_value=24 * 60, initial=60
    )
    place = forms.CharField(
        label=_("Where?"),
        help_text=_("In words others would not understand. Never the address of a shelter."),
        max_length=160,
        required=False,
    )
    place_by_phone = forms.BooleanField(label=_("The place is told by phone only"), required=False)
    caseworker = forms.ModelChoiceField(
        label=_("Who goes along?"), queryset=Account.objects.none(), empty_label=None
    )
    remind_hours = forms.TypedChoiceField(
        label=_("Remind them"), choices=REMINDERS, coerce=int, initial=24
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["caseworker"].queryset = colleagues(viewer)  # type: ignore[attr-defined]
        self.fields["caseworker"].label_from_instance = lambda account: account.name  # type: ignore[attr-defined]

    def terms(self) -> Terms:
        """What the action takes; the time is that of the clock on the wall here."""
        said = self.cleaned_data
        starts = timezone.make_aware(datetime.combine(said["day"], said["hour"]))
        same = ("what", "minutes", "place", "place_by_phone", "remind_hours")
        return Terms(
            starts_at=starts,
            caseworker=said["caseworker"].pk,
            **{name: said[name] for name in same},
        )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("place_by_phone") and said.get("place"):
            self.add_error("place", _("Leave this empty when the place is told by phone only."))
        return said


class NewAppointment(TermsForm):
    """A new one, of a class of data."""

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any):
        super().__init__(*args, viewer=viewer, **kwargs)
        self.fields["data_class"] = class_field(viewer)


class MoveAppointment(TermsForm, VersionForm):
    """Another time, place or caseworker."""

    @classmethod
    def from_row(cls, row: Appointment, viewer: Viewer, data: Any = None) -> MoveAppointment:
        """Filled with the row."""
        starts = timezone.localtime(row.starts_at)
        same = ("what", "place", "place_by_phone", "remind_hours", "version")
        return cls(
            data,
            viewer=viewer,
            initial={
                **{name: getattr(row, name) for name in same},
                "day": starts.date(),
                "hour": starts.time(),
                "minutes": int((row.ends_at - row.starts_at).total_seconds() // 60),
                "caseworker": row.caseworker_id,
            },
        )


class SettleForm(VersionForm):
    """Kept, missed, cancelled; or planned again."""

    state = forms.ChoiceField(choices=Meeting.choices)


class DayForm(forms.Form):
    """From which day the list begins, and whose appointments."""

    day = forms.DateField(label=_("From"), widget=DateInput, required=False)
    mine = forms.BooleanField(label=_("Mine only"), required=False)
