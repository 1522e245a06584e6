"""Filters of the list of deadlines, and the forms of the rule table."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punte.core.deadlines.measures import measure_choices
from punte.core.deadlines.models import Rule, Unit
from punte.core.deadlines.rules import MOST_TERM
from punte.core.deadlines.table_actions import EDITABLE
from punte.ui.forms import DateInput

MOST_HOURS = 24 * 366


class ClockFilter(forms.Form):
    """Which measure."""

    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=lambda: [("", _("Any")), *measure_choices()]
    )
    hide_optional = True


class RuleForm(forms.Form):
    """The next version of a rule. `confirm` comes back from the preview."""

    term = forms.IntegerField(label=_("How long"), min_value=1, max_value=MOST_TERM)
    unit = forms.ChoiceField(label=_("Counted in"), choices=Unit.choices)
    working_days = forms.BooleanField(label=_("Count working days only"), required=False)
    warn_before = forms.IntegerField(
        label=_("Warn so many hours before"), min_value=0, max_value=MOST_HOURS
    )
    give_up_after = forms.IntegerField(
        label=_("Give up so many hours after"),
        help_text=_("A referral that nobody answers then expires. Empty: never."),
        min_value=0,
        max_value=MOST_HOURS,
        required=False,
    )
    source = forms.CharField(
        label=_("Source"), help_text=_("The law or standard, with its article."), max_length=300
    )
    verified = forms.BooleanField(
        label=_("Compared with the text"),
        help_text=_("Tick only when a person has read the source."),
        required=False,
    )
    valid_from = forms.DateField(label=_("Holds from"), widget=DateInput)
    valid_to = forms.DateField(
        label=_("Holds until"),
        help_text=_("The first day on which it no longer holds; empty: no end."),
        widget=DateInput,
        required=False,
    )
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30_000)

    @classmethod
    def from_rule(cls, rule: Rule, data: Any = None) -> RuleForm:
        """Filled with the rule, beginning today. `after` remembers the version one looked at."""
        same = {*EDITABLE} - {"valid_from"}
        return cls(
            data,
            initial={
                **{field: getattr(rule, field) for field in same},
                "valid_from": max(timezone.localdate(), rule.valid_from),
                "after": rule.version,
            },
        )

    def clean_valid_from(self) -> Any:
        begins = self.cleaned_data["valid_from"]
        if begins < timezone.localdate():
            raise forms.ValidationError(_("A rule may begin today or later, not in the past."))
        return begins

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        begins, ends = found.get("valid_from"), found.get("valid_to")
        if begins and ends and ends <= begins:
            self.add_error("valid_to", _("The end must come after the beginning."))
        return found

    @property
    def values(self) -> dict[str, object]:
        """What `change_rule` takes."""
        return {name: self.cleaned_data[name] for name in EDITABLE}


class HolidayForm(forms.Form):
    """One free day of a country."""

    day = forms.DateField(label=_("Day"), widget=DateInput)
    name = forms.CharField(label=pgettext_lazy("thing", "Name"), max_length=80)
