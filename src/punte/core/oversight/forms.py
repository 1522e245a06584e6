"""Filters of the log and of the report, and the review of an opening."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.core.agencies.door import Agency
from punte.core.ledger.door import KIND_NAMES, LABELS, Filters
from punte.core.oversight.actions import MIN_REVIEW
from punte.ui.forms import DateInput


class Days(forms.Form):
    """From one day to another, both included."""

    hide_optional = True
    since = forms.DateField(label=_("From"), required=False, widget=DateInput)
    until = forms.DateField(label=_("To"), required=False, widget=DateInput)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        since, until = values.get("since"), values.get("until")
        if since and until and since > until:
            raise forms.ValidationError(_("The first day comes after the last."))
        return values

    def filters(self, **more: Any) -> Filters:
        """What was asked for; call after `is_valid`."""
        return Filters(**{**self.cleaned_data, **more})


class LogFilter(Days):
    """Narrow the log."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    action = forms.ChoiceField(label=_("Action"), required=False)
    agency = forms.ModelChoiceField(
        Agency.objects.all(), label=_("Agency"), empty_label=_("All"), required=False
    )
    subject = forms.UUIDField(label=_("Person's number"), required=False)

    field_order = ["kind", "action", "agency", "subject", "since", "until"]

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        every = [("", _("All"))]
        actions = sorted(((key, str(label)) for key, label in LABELS.items()), key=lambda a: a[1])
        self.fields["kind"].choices = [*every, *KIND_NAMES.items()]  # type: ignore[attr-defined]
        self.fields["action"].choices = [*every, *actions]  # type: ignore[attr-defined]

    def filters(self, **more: Any) -> Filters:
        values = {**self.cleaned_data, **more}
        agency = values.pop("agency")
        return Filters(**values, agency_id=agency.pk if agency else None)


class PersonNumber(forms.Form):
    """Whose report."""

    subject = forms.UUIDField(
        label=_("Person's number"),
        help_text=_("The long number that an entry of the log gives for the person."),
    )


class ReviewForm(forms.Form):
    """Was this opening right?"""

    review = forms.CharField(
        label=_("What do you conclude?"),
        help_text=_("Was the reason good, and was only what it needed looked at? No names here."),
        min_length=MIN_REVIEW,
        max_length=2000,
        strip=True,
        widget=forms.Textarea({"rows": 4}),
    )


class ErasureForm(forms.Form):
    """Whose identity is to be erased, and why."""

    subject = PersonNumber.base_fields["subject"]
    reason = forms.CharField(
        label=_("Why is it to be erased?"),
        help_text=_("For example: the person asks for it, or the time to keep it is over."),
        min_length=MIN_REVIEW,
        max_length=2000,
        strip=True,
        widget=forms.Textarea({"rows": 4}),
    )


class ConfirmErasure(forms.Form):
    """One box that nobody ticks by accident."""

    understood = forms.BooleanField(
        label=_("I have read the reason. The identity cannot be brought back afterwards."),
    )
