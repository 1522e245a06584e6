"""Forms about the list for the defence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.investigation.proof.words import Decision, ThingKind
from punte.ui.forms import DateInput, VersionField


class ThingForm(forms.Form):
    """A document, a recording or the like."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[
            one for one in ThingKind.choices if one[0] not in {ThingKind.EXHIBIT, ThingKind.SOURCE}
        ],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label=_("How the list calls it"),
        max_length=300,
        help_text=_("The defence reads this. No names of victims."),
    )


class RecordingsForm(forms.Form):
    """Which recordings of the case."""

    recordings = forms.TypedMultipleChoiceField(
        label=_("Recordings"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, rows: Iterable[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["recordings"].choices = list(rows)  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    """Shown, withheld on a ground, or not relevant."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[one for one in Decision.choices if one[0]],
        widget=forms.RadioSelect,
    )
    ground = forms.CharField(
        label=_("Legal ground"),
        max_length=500,
        required=False,
        help_text=_("Needed for what is withheld."),
    )
    sensitive = forms.BooleanField(
        label=_("On the sensitive schedule, which the defence does not get"), required=False
    )
    version = VersionField()


class ServeForm(forms.Form):
    """On whom the list was served."""

    things = forms.TypedMultipleChoiceField(
        label=_("What they got"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    on = forms.DateField(label=_("Day"), widget=DateInput)
    whom = forms.CharField(label=_("On whom"), max_length=200)
    receipt = forms.CharField(
        label=_("Receipt"), max_length=200, help_text=_("What shows that they got it.")
    )

    def __init__(self, *args: Any, things: Iterable[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["things"].choices = list(things)  # type: ignore[attr-defined]
