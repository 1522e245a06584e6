"""Forms of a compensation claim."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punte.protection.justice import rules
from punte.protection.justice.forms.fields import Versioned, money, words
from punte.protection.justice.models.words import ClaimKind, ClaimMove, Currency
from punte.ui.forms import day


class ClaimForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Which way?"), choices=ClaimKind.choices, widget=forms.RadioSelect
    )
    asked = money(_("How much is asked?"))
    currency = forms.ChoiceField(label=_("Currency"), choices=Currency.choices)
    body = forms.CharField(label=_("Of which court or body?"), max_length=160)
    district = forms.CharField(label=_("District"), required=False, max_length=40)
    case_reference = forms.CharField(
        label=_("Case reference"),
        help_text=_("Only if the person gave it. It is not looked up anywhere."),
        required=False,
        max_length=60,
    )


class ClaimMoveForm(Versioned):
    """One move: its day, its sum where it has one, and words."""

    on = day(_("On"), initial=timezone.localdate)

    def __init__(self, *args: Any, move: ClaimMove, currency: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rule = rules.CLAIMS[move]
        if rule.amount:
            self.fields["amount"] = money(_("Sum in %(currency)s") % {"currency": currency})
        self.fields["words"] = words(_("What matters?"), required=rule.words)
