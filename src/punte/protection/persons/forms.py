"""Forms around a person's file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Viewer
from punte.protection.persons.countries import Choices, country_choices, language_choices
from punte.protection.persons.models import Person
from punte.protection.persons.models.words import (
    AgeBand,
    Exploitation,
    RiskFactor,
    Sex,
    Status,
)
from punte.protection.persons.queries import FACTS, NOT_KNOWN, Wanted
from punte.ui.forms import DateInput

ANY = [("", _("Any"))]
STAGES = [
    ("notified", _("Notified")),
    ("screened", _("Screened")),
    ("identified", _("Identified")),
    ("referred", _("Referred")),
    ("assisted", _("Assisted")),
    ("closed", _("Loop closed")),
]


def nationalities() -> Choices:
    """Every country by its name, and those whose is not known."""
    return [*country_choices(_("Any")), (NOT_KNOWN, _("Not known"))]


class PersonFilter(forms.Form):
    """Filters of the list; a pseudonym may be typed, a name may not."""

    code = forms.CharField(label=_("Pseudonym or its number"), required=False, max_length=40)
    status = forms.ChoiceField(label=_("Status"), choices=[*ANY, *Status.choices], required=False)
    stage = forms.ChoiceField(label=_("Stands at"), choices=[*ANY, *STAGES], required=False)
    age_band = forms.ChoiceField(label=_("Age"), choices=[*ANY, *AgeBand.choices], required=False)
    exploitation = forms.ChoiceField(
        label=_("Form of exploitation"), choices=[*ANY, *Exploitation.choices], required=False
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=[*ANY, *Sex.choices], required=False)
    district = forms.CharField(label=_("District"), required=False, max_length=40)
    nationality = forms.ChoiceField(label=_("Nationality"), required=False, choices=nationalities)
    month = forms.DateField(label=_("Month"), required=False, widget=forms.HiddenInput)
    since = forms.DateField(label=_("Notified since"), required=False, widget=DateInput)
    reached = forms.ChoiceField(label=_("Came to"), choices=[*ANY, *STAGES], required=False)
    mine = forms.BooleanField(label=_("Only mine"), required=False)
    shared = forms.CharField(required=False, widget=forms.HiddenInput)

    def wanted(self, viewer: Viewer) -> Wanted:
        """What a valid form asks for."""
        found = self.cleaned_data
        return Wanted(
            facts={name: found[name] for name in FACTS},
            mine=viewer.account_id if found["mine"] else None,
            text=found["code"],
            **{name: found[name] for name in ("stage", "reached", "since", "month")},
        )


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
