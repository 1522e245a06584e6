"""Forms of a referral: new, move, filters."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punte.core.agencies.door import Desk, Service
from punte.protection.referral.fields import FIELDS
from punte.protection.referral.machine import STATE_CHOICES, Move
from punte.protection.referral.models.words import LegalBasis
from punte.ui.forms import DateInput

ACCESS_DAYS = 90


def end_of(day: date) -> datetime:
    """The last minute of a day in the node's time zone."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


def usual_end() -> date:
    return timezone.localdate() + timedelta(days=ACCESS_DAYS)


class DeskChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Desks, each with its country, district, agency and languages."""

    def label_from_instance(self, obj: Any) -> str:
        places = ", ".join(obj.districts) or obj.agency.place
        languages = ", ".join(obj.languages)
        words = [obj.agency.jurisdiction_id, places, obj.agency.name, obj.name, languages]
        return " · ".join(word for word in words if word)


def open_desks(service: str) -> Any:
    """Desks that answer for a service now."""
    return (
        Desk.objects.filter(open=True, agency__active=True, services__contains=[service])
        .select_related("agency")
        .order_by("agency__jurisdiction", "agency__name", "name")
    )


class ServiceForm(forms.Form):
    """First page: which help is needed."""

    service = forms.ChoiceField(
        label=_("Which help is needed?"),
        choices=[choice for choice in Service.choices if choice[0] != Service.COORDINATION],
        widget=forms.RadioSelect,
    )


class DeskForm(forms.Form):
    """Second page: who is asked."""

    desk = DeskChoice(
        label=_("Which desk do you ask?"), queryset=Desk.objects.none(), empty_label=""
    )

    def __init__(self, *args: Any, service: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["desk"].queryset = open_desks(service)  # type: ignore[attr-defined]


class AskForm(forms.Form):
    """Third page: what is shared, why, until when."""

    fields_shared = forms.MultipleChoiceField(
        label=_("What may the desk see?"),
        help_text=_("Only what it needs to help. Identity is opened by the desk with a reason."),
        choices=[(field.key, field.label) for field in FIELDS.values()],
        initial=[field.key for field in FIELDS.values() if field.usual],
        widget=forms.CheckboxSelectMultiple,
    )
    message = forms.CharField(
        label=_("What does the person need?"),
        help_text=_("No names, no addresses."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    urgent = forms.BooleanField(label=_("Urgent: the answer is due sooner"), required=False)
    live_link = forms.BooleanField(
        label=_("The desk may follow the case as it changes, not only this snapshot"),
        required=False,
    )
    access_until = forms.DateField(
        label=_("Until when may the desk see this?"), initial=usual_end, widget=DateInput
    )
    basis = forms.ChoiceField(
        label=_("On what ground is it shared?"),
        choices=LegalBasis.choices,
        initial=LegalBasis.CONSENT,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, may_override: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not may_override:
            field = self.fields["basis"]
            field.choices = [(LegalBasis.CONSENT, LegalBasis.CONSENT.label)]  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    """Words that go with a move; `version` is the one the page was made from."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000, required=False
    )

    def __init__(self, *args: Any, move: Move, service: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        if move.reasons:
            self.fields["reason"] = forms.ChoiceField(
                label=_("Reason"), choices=list(move.reasons), widget=forms.RadioSelect
            )
        if move.name == "redirect":
            self.fields["suggested_desk"] = DeskChoice(
                label=_("Which desk do you suggest?"), queryset=open_desks(service)
            )
        self.fields["note"] = forms.CharField(
            label=_("Words for the other side"),
            help_text=_("No names, no addresses."),
            required=move.note,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )


class ReferralFilter(forms.Form):
    """Filters of the lists."""

    code = forms.CharField(label=_("Pseudonym or its number"), required=False, max_length=40)
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("Any")), *STATE_CHOICES], required=False
    )
    service = forms.ChoiceField(
        label=_("Service"), choices=[("", _("Any")), *Service.choices], required=False
    )
    urgent = forms.BooleanField(label=_("Urgent"), required=False)
    late = forms.BooleanField(label=_("Late"), required=False)
    view = forms.CharField(required=False, widget=forms.HiddenInput)
    column = forms.CharField(required=False, widget=forms.HiddenInput)
