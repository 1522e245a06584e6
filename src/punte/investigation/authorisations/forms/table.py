"""The form of the table of measures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punte.investigation.authorisations.measures import Authority
from punte.investigation.authorisations.models import MeasureRule
from punte.investigation.authorisations.rules import MOST_DAYS, MOST_HOURS, MOST_MONTHS
from punte.investigation.authorisations.table_actions import EDITABLE
from punte.ui.forms import DateInput


def _days(label: Any, *, least: int = 0, required: bool = True, most: int = MOST_DAYS) -> Any:
    return forms.IntegerField(label=label, min_value=least, max_value=most, required=required)


class RuleForm(forms.Form):
    """The next version of one measure under one law."""

    authority = forms.ChoiceField(label=_("Ordered by a"), choices=Authority)
    first_days = _days(_("Longest first order, in days"), least=1)
    extension_days = _days(_("Longest extension, in days (0: none)"))
    total_days = _days(_("Longest in all, in days"), least=1, required=False)
    total_months = _days(_("or in months"), least=1, required=False, most=MOST_MONTHS)
    urgent_hours = _days(
        _("Longest urgent order of a prosecutor, in hours"),
        least=1,
        required=False,
        most=MOST_HOURS,
    )
    confirm_hours = _days(
        _("Hours after its end within which a judge confirms it"), most=MOST_HOURS
    )
    notice_days = _days(_("Days until the subject is told, after the end"), required=False)
    delete_months = _days(
        _("Months until the product is destroyed, after the end"),
        least=1,
        required=False,
        most=MOST_MONTHS,
    )
    two_persons = forms.BooleanField(
        label=_("A second person puts an order in force"), required=False
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
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30_000)

    @classmethod
    def from_rule(cls, rule: MeasureRule, data: Any = None) -> RuleForm:
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

    @property
    def values(self) -> dict[str, object]:
        """What `change_rule` takes."""
        return {name: self.cleaned_data[name] for name in EDITABLE}
