"""Forms of retention: a hold, its end, a rule, a choice of persons."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punte.core.agencies.door import Agency
from punte.protection.retention.words import FileKind, Then
from punte.ui.forms import DateInput

WITHOUT_NAMES = _("Others will read this later. Do not write names or contact details.")


def reason_field(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=WITHOUT_NAMES,
        min_length=10,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )


class HoldFields(forms.Form):
    """Whom the hold is about, why, and until when."""

    person = forms.CharField(
        label=_("Number of the person"), help_text=_("Such as Willow-4172."), max_length=60
    )
    agency = forms.ModelChoiceField(
        label=_("Only the file of one agency?"),
        help_text=_("All data of the person is kept with it: it shares one key."),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("No, all files"),
    )
    reason = reason_field(_("Why must it be kept?"))
    until = forms.DateField(
        label=_("Last day"),
        help_text=_("Empty: until somebody ends it."),
        required=False,
        widget=DateInput,
    )

    def __init__(self, *args: Any, jurisdiction: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rows = Agency.objects.filter(jurisdiction_id=jurisdiction, active=True).order_by("name")
        self.fields["agency"].queryset = rows  # type: ignore[attr-defined]


class ReasonFields(forms.Form):
    reason = reason_field(_("Why?"))


class RuleFields(forms.Form):
    """The next version of a rule of one's own country."""

    kind = forms.ChoiceField(label=_("What it is about"), choices=FileKind.choices)
    keep_years = forms.IntegerField(label=_("Years after closing"), min_value=1, max_value=100)
    then = forms.ChoiceField(label=_("Then"), choices=Then.choices, widget=forms.RadioSelect)
    source = forms.CharField(label=_("Source"), max_length=300)
    verified = forms.BooleanField(
        label=_("I have compared it with the text of the source"), required=False
    )
    valid_from = forms.DateField(
        label=_("Holds from"), initial=timezone.localdate, widget=DateInput
    )
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30_000, initial=0)


class Chosen(forms.Form):
    """Persons ticked on the page of those who are due, and the reason."""

    subjects = forms.TypedMultipleChoiceField(
        choices=(), error_messages={"required": _("Choose at least one person.")}
    )
    reason = reason_field(_("Why now?"))

    def __init__(self, *args: Any, offered: list[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["subjects"].choices = [(key, key) for key in offered]  # type: ignore[attr-defined]
