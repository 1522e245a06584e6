"""Recording and withdrawing a consent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import DataClass
from punte.core.agencies.door import Agency
from punte.protection.referral.models.words import ConsentForm, ConsentGiver, ConsentPurpose
from punte.protection.referral.queries.consent import current_text
from punte.ui.forms import DateInput

CONSENT_DAYS = 180
CLASSES = [
    (DataClass.IDENTITY.value, _("Identity: name, date of birth, phone, document")),
    (DataClass.MEDICAL.value, _("Medical")),
    (DataClass.LEGAL.value, _("Legal")),
]
TEXT_LANGUAGES = [("ro", "Română"), ("en", "English"), ("ru", "Русский"), ("uk", "Українська")]


def usual_end() -> date:
    return timezone.localdate() + timedelta(days=CONSENT_DAYS)


class AgencyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.jurisdiction_id})"


class ConsentFields(forms.Form):
    """Purpose × recipient × classes of data, to a text in a language."""

    recipient = AgencyChoice(
        label=_("Who may see the data?"), queryset=Agency.objects.none(), empty_label=""
    )
    purpose = forms.ChoiceField(
        label=_("What for?"), choices=ConsentPurpose.choices, widget=forms.RadioSelect
    )
    classes = forms.MultipleChoiceField(
        label=_("Which kinds of data, besides the case itself?"),
        choices=CLASSES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(
        label=_("In which language was the text read?"), choices=TEXT_LANGUAGES
    )
    form = forms.ChoiceField(
        label=_("How was it given?"), choices=ConsentForm.choices, widget=forms.RadioSelect
    )
    witness = forms.CharField(
        label=_("Witness, when spoken"),
        help_text=_("Role or badge, not a private person's name."),
        max_length=120,
        required=False,
    )
    giver = forms.ChoiceField(
        label=_("Who gave it?"), choices=ConsentGiver.choices, widget=forms.RadioSelect
    )
    guardian_role = forms.CharField(
        label=_("Guardian's role, when a guardian gave it"), max_length=120, required=False
    )
    interpreter = forms.BooleanField(label=_("An interpreter helped"), required=False)
    expires_on = forms.DateField(label=_("Ends on"), initial=usual_end, widget=DateInput)

    def __init__(self, *args: Any, own_agency: int, child_path: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rows = Agency.objects.filter(active=True).exclude(pk=own_agency)
        self.fields["recipient"].queryset = rows.order_by("jurisdiction", "name")  # type: ignore[attr-defined]
        if child_path:
            self.fields["giver"].initial = ConsentGiver.GUARDIAN

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        language = values.get("language")
        if language and current_text(language) is None:
            self.add_error("language", _("There is no text in this language yet."))
        return values


class Withdrawal(forms.Form):
    """How the person said it."""

    how = forms.CharField(
        label=_("How did the person withdraw it?"),
        help_text=_("In person, by phone, through the guardian…"),
        max_length=200,
    )
