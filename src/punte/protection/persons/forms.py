"""Forms around a person's file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.protection.persons.countries import language_choices
from punte.protection.persons.models import Person
from punte.protection.persons.models.words import (
    AgeBand,
    Exploitation,
    RiskFactor,
    Sex,
    Status,
)

ANY = [("", _("Any"))]
STAGES = [
    ("notified", _("Notified")),
    ("screened", _("Screened")),
    ("identified", _("Identified")),
    ("referred", _("Referred")),
    ("assisted", _("Assisted")),
    ("closed", _("Loop closed")),
]


class PersonFilter(forms.Form):
    """Filters of the list; a pseudonym may be typed, a name may not."""

    code = forms.CharField(label=_("Pseudonym or its number"), required=False, max_length=40)
    status = forms.ChoiceField(label=_("Status"), choices=[*ANY, *Status.choices], required=False)
    stage = forms.ChoiceField(label=_("Stands at"), choices=[*ANY, *STAGES], required=False)
    age_band = forms.ChoiceField(label=_("Age"), choices=[*ANY, *AgeBand.choices], required=False)
    exploitation = forms.ChoiceField(
        label=_("Form of exploitation"), choices=[*ANY, *Exploitation.choices], required=False
    )
    mine = forms.BooleanField(label=_("Only mine"), required=False)
    shared = forms.CharField(required=False, widget=forms.HiddenInput)


class IdentityReason(forms.Form):
    """Why one opens identity."""

    reason = forms.CharField(
        label=_("Why do you open it?"),
        help_text=_("No names: the person may read this later, and it is kept in the ledger."),
        min_length=10,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PersonFacts(forms.Form):
    """What coordination needs to know, without identity."""

    age_band = forms.ChoiceField(label=_("Adult or child"), choices=AgeBand.choices)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices)
    nationality = forms.RegexField(
        label=_("Nationality"),
        help_text=_("Two letters, such as MD, RO or UA."),
        regex=r"^[A-Za-z]{2}$",
        required=False,
    )
    language = forms.ChoiceField(label=_("Language"), choices=language_choices, required=False)
    district = forms.CharField(label=_("District"), max_length=40, required=False)
    exploitation = forms.ChoiceField(label=_("Form of exploitation"), choices=Exploitation.choices)
    risk_factors = forms.MultipleChoiceField(
        label=_("Risk factors"),
        choices=RiskFactor.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    take = forms.BooleanField(label=_("I am the caseworker"), required=False)
    version = forms.CharField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(person: Person) -> dict[str, Any]:
        """The facts as they stand, with the version they were read at."""
        names = (
            "age_band", "sex", "nationality", "language", "district", "exploitation",
            "risk_factors",
        )  # fmt: skip
        return {
            **{name: getattr(person, name) for name in names},
            "version": person.changed_at.isoformat(),
        }

    def clean_nationality(self) -> str:
        value: str = self.cleaned_data["nationality"]
        return value.upper()
