"""Answering a request, and the next version of a rule."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punte.core.agencies.door import AgencyKind, Jurisdiction
from punte.protection.approvals.acts import act_choices
from punte.protection.approvals.models import APPROVERS, ApprovalRule
from punte.ui.forms import DateInput


class AnswerForm(forms.Form):
    """What the second person says to it."""

    answer = forms.CharField(
        label=_("Your answer"),
        help_text=_("Say why when you refuse. Do not write names or contact details."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class AskForm(forms.Form):
    """Why one wants to do it."""

    reason = forms.CharField(
        label=_("What do you want to do, and why?"),
        help_text=_("A second person reads this and decides. No names, no contact details."),
        min_length=10,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )


class RuleForm(forms.Form):
    """The next version of a rule."""

    required = forms.TypedChoiceField(
        label=_("Who does it?"),
        choices=[("1", _("One person, and a second approves")), ("0", _("One person alone"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    permission = forms.ChoiceField(
        label=_("Who is the second person?"), choices=APPROVERS, widget=forms.RadioSelect
    )
    valid_from = forms.DateField(label=_("Holds from"), widget=DateInput)
    note = forms.CharField(
        label=_("Why so?"),
        help_text=_("The law or the agency's own rule."),
        max_length=300,
        required=False,
    )
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30_000)

    @classmethod
    def first_of(cls, rule: ApprovalRule | None) -> dict[str, Any]:
        """What the form begins with: the rule as it stands, from today."""
        if rule is None:
            return {
                "after": 0,
                "required": "1",
                "permission": APPROVERS[0][0],
                "valid_from": timezone.localdate(),
            }
        return {
            "after": rule.version,
            "required": "1" if rule.required else "0",
            "permission": rule.permission,
            "note": rule.note,
            "valid_from": max(timezone.localdate(), rule.valid_from),
        }


class NewRuleForm(RuleForm):
    """The first version: for which act, country and kind of agency."""

    field_order = ["act", "jurisdiction", "agency_kind"]

    act = forms.ChoiceField(label=_("Act"), choices=act_choices)
    jurisdiction = forms.ChoiceField(
        label=_("Country"),
        choices=lambda: [
            ("", _("All countries")),
            *Jurisdiction.objects.order_by("name").values_list("code", "name"),
        ],
        required=False,
    )
    agency_kind = forms.ChoiceField(
        label=_("Kind of agency"),
        choices=[("", _("All kinds")), *AgencyKind.choices],
        required=False,
    )
