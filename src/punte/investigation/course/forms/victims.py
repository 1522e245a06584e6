"""Forms about victims; nothing here asks for a name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from punte.investigation.course.forms.fields import choose, line, money
from punte.investigation.course.words import (
    AgeBand,
    Basis,
    CourtMeasure,
    Currency,
    DataKind,
    Standing,
)
from punte.ui.forms import VersionField, day, long_text, moment


class VictimForm(forms.Form):
    """One more victim, under the next letter."""

    age_band = choose(_("Age"), AgeBand)
    standing = choose(_("Role in the proceedings"), Standing, initial=Standing.INJURED)


class ProtectForm(forms.Form):
    """In which role a victim stands, and what protects them when heard."""

    standing = choose(_("Role in the proceedings"), Standing)
    measures = forms.MultipleChoiceField(
        label=_("What protects them when heard"),
        choices=CourtMeasure,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    order = line(_("Ordered by, and number"), 160, required=False)
    ordered_on = day(_("Day of the order"), required=False)
    version = VersionField()


class DisclosureForm(forms.Form):
    """What was given, by whom, on which ground, for what and until when."""

    source = line(
        _("Who disclosed it"), 160, help_text=_("The agency and the office, not a person.")
    )
    basis = choose(_("Ground"), Basis)
    basis_text = line(_("The consent, order or article"), 300, help_text=_("Its number and day."))
    purpose = line(_("What it may be used for"), 300)
    given_on = day(_("Given on"))
    until = moment(_("Until"), help_text=_("After that nobody can read it here."))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for kind in DataKind:
            self.fields[f"part_{kind.value}"] = long_text(
                kind.label, required=False, rows=2, most=4000
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not any(values.get(f"part_{kind.value}") for kind in DataKind):
            raise ValidationError(_("Write what was disclosed, in at least one class."))
        return values

    def parts(self) -> list[tuple[DataKind, str]]:
        found = [(kind, self.cleaned_data[f"part_{kind.value}"]) for kind in DataKind]
        return [(kind, text) for kind, text in found if text]


class WithdrawForm(forms.Form):
    """Why a disclosure ends before its time."""

    why = line(_("Why it is withdrawn"), 500)
    version = VersionField()


class ClaimForm(forms.Form):
    """A civil claim."""

    claimed = money(_("Sum asked for"))
    currency = forms.ChoiceField(label=_("Currency"), choices=Currency)
    on = day(_("Lodged on"))


class AwardForm(forms.Form):
    """What a court awarded, and what was paid."""

    awarded = money(_("Sum awarded"))
    awarded_on = day(_("Awarded on"), required=False)
    decision = line(_("Number of the judgment"), 160, required=False)
    paid = money(_("Paid so far"))
    paid_on = day(_("Paid on"), required=False)
    version = VersionField()
