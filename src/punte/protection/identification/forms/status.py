"""Proposing, confirming and rejecting a step on the ladder; asking for a review."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punte.protection.identification.models import StatusDecision
from punte.protection.persons.door import Exploitation, Status
from punte.ui.forms import DateInput

NO_NAMES = _("Facts and reasons. No names or contact details.")


class StepForm(forms.Form):
    """One step: which rung, why, on which day."""

    status = forms.ChoiceField(label=_("The person is"), widget=forms.RadioSelect)
    exploitation = forms.ChoiceField(label=_("Form of exploitation"), choices=Exploitation.choices)
    ground = forms.CharField(
        label=_("Ground of the decision"),
        help_text=NO_NAMES,
        min_length=10,
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
    )
    decided_on = forms.DateField(label=_("Day of the decision"), widget=DateInput)

    def __init__(
        self, *args: Any, steps: Iterable[Status], own: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not own:
            # Facts of the case are the owner's to write.
            del self.fields["exploitation"]
        self.fields["status"] = forms.ChoiceField(
            label=_("The person is"),
            choices=[(status.value, status.label) for status in steps],
            widget=forms.RadioSelect,
        )
        self.fields["decided_on"].initial = timezone.localdate()

    def clean_decided_on(self) -> Any:
        day = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("The day of the decision lies in the future."))
        return day


class ConfirmForm(forms.Form):
    """The second person's yes."""

    exploitation = forms.ChoiceField(label=_("Form of exploitation"), choices=Exploitation.choices)
    read = forms.BooleanField(label=_("I have read the ground and decide the same"))


class RejectForm(forms.Form):
    """The second person's no, or the proposer's taking back."""

    reason = forms.CharField(
        label=_("Why not?"),
        help_text=NO_NAMES,
        min_length=10,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )


class ReviewForm(forms.Form):
    """Asking that a decision be looked at again."""

    kind = forms.ChoiceField(
        label=_("Who asks?"),
        choices=[
            (StatusDecision.Kind.REVIEW.value, _("A review by the deciding body")),
            (StatusDecision.Kind.APPEAL.value, _("The person appeals")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What should be looked at again?"),
        help_text=NO_NAMES,
        min_length=10,
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
    )
