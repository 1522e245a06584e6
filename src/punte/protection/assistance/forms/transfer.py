"""Forms of a hand-over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from punte.core.agencies.door import Desk
from punte.protection.assistance.forms.pieces import DeskChoice, long_text
from punte.protection.assistance.machine import STATE_CHOICES, Step
from punte.protection.assistance.models.words import TransferBasis
from punte.protection.assistance.transfer_facts import FACTS
from punte.ui.forms import VersionField


class OfferForm(forms.Form):
    """What is offered to whom, and on what ground."""

    desk = DeskChoice(label=_("Which desk is asked?"), queryset=Desk.objects.none())
    summary = long_text(
        _("What the other agency needs to know"),
        rows=6,
        help_text=_("No names, no addresses. Identity goes with a referral."),
    )
    facts = forms.MultipleChoiceField(
        label=_("Facts to hand over"),
        choices=list(FACTS.items()),
        initial=["age_band", "sex", "language"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    basis = forms.ChoiceField(
        label=_("On what ground?"), choices=TransferBasis.choices, widget=forms.RadioSelect
    )
    ground = long_text(
        _("How the person agreed, or why it is done without"),
        required=False,
        rows=3,
        most=1000,
        help_text=_("Spoken or signed, who was there by role, in which language. No names."),
    )
    version = VersionField()

    def __init__(
        self, *args: Any, desks: QuerySet[Desk], bases: list[TransferBasis], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.fields["desk"].queryset = desks  # type: ignore[attr-defined]
        self.fields["basis"].choices = [(b.value, b.label) for b in bases]  # type: ignore[attr-defined]


class StepForm(forms.Form):
    """Words that go with a step."""

    version = VersionField()

    def __init__(self, *args: Any, step: Step, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if step.reasons:
            self.fields["reason"] = forms.ChoiceField(
                label=_("Reason"), choices=list(step.reasons), widget=forms.RadioSelect
            )
        self.fields["note"] = long_text(
            _("Words for the other side"), required=False, rows=3, most=2000
        )


class TransferFilter(forms.Form):
    """Filters of the lists."""

    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("Any")), *STATE_CHOICES], required=False
    )
    side = forms.CharField(required=False, widget=forms.HiddenInput)
