"""One form for each step of an exhibit's chain."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punte.investigation.evidence.forms.exhibits import ClockFields
from punte.investigation.evidence.words import Step
from punte.ui.forms import DateInput, MomentField, MomentInput, VersionField, long_text


class StepForm(forms.Form):
    version = VersionField()


class TimedForm(ClockFields, StepForm):
    """A step that may be noted later than it was done."""

    at = MomentField(
        label=_("When, if it was not just now"), widget=MomentInput(seconds=True), required=False
    )

    def order_fields(self, field_order: Any) -> None:
        """The clock's fields stand together, at the end."""
        last = ["at", "clock", "clock_offset", "version"]
        super().order_fields([*(name for name in self.fields if name not in last), *last])


class OfferForm(TimedForm):
    to = forms.ChoiceField(label=_("To whom"))
    reason = long_text(_("Why"), rows=2, most=1000)
    seal = forms.CharField(label=_("Seal on it now"), max_length=60, required=False)
    place = forms.CharField(label=_("Where"), max_length=200, required=False)

    def __init__(self, *args: Any, receivers: list[Any], **kwargs: Any):
        super().__init__(*args, **kwargs)
        empty = ("", pgettext_lazy("receiver", "Choose"))
        self.fields["to"].choices = [empty, *receivers]  # type: ignore[attr-defined]


class AcceptForm(TimedForm):
    seal = forms.CharField(
        label=_("Seal as you found it"),
        max_length=60,
        required=False,
        help_text=_("If it is broken or another one, refuse, or write down what you see."),
    )
    shelf = forms.CharField(label=_("Shelf"), max_length=60, required=False)
    place = forms.CharField(label=_("Where"), max_length=200, required=False)
    remark = long_text(_("Remark"), required=False, rows=2, most=1000)


class ReasonedForm(StepForm):
    reason = long_text(_("Why"), rows=3, most=1000)


class ResealForm(ReasonedForm):
    seal = forms.CharField(label=_("Number of the new seal"), max_length=60)


class ShelfForm(StepForm):
    shelf = forms.CharField(label=_("Shelf"), max_length=60)


class OrderForm(StepForm):
    step = forms.ChoiceField(
        label=_("What was ordered"),
        choices=[
            (Step.ORDERED_RETURN.value, _("It is returned to its owner")),
            (Step.ORDERED_DESTRUCTION.value, _("It is destroyed")),
        ],
        widget=forms.RadioSelect,
    )
    authority = forms.CharField(label=_("Who ordered it"), max_length=200)
    document = forms.CharField(label=_("Number of the document"), max_length=120)
    dated = forms.DateField(label=_("Its day"), widget=DateInput)
    reason = long_text(_("Remark"), required=False, rows=2, most=1000)


class ReturnForm(TimedForm):
    receiver = forms.CharField(label=_("Who received it, as they signed"), max_length=200)
    document = forms.CharField(label=_("Number of the receipt"), max_length=120)
    place = forms.CharField(label=_("Where"), max_length=200, required=False)


class DestroyForm(StepForm):
    method = forms.CharField(label=_("How it will be destroyed"), max_length=200)
    place = forms.CharField(label=_("Where"), max_length=200, required=False)


class ConfirmForm(StepForm):
    remark = long_text(_("What you saw"), required=False, rows=2, most=1000)
