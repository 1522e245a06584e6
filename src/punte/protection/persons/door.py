"""What other rooms may use of persons."""

from __future__ import annotations

from punte.protection.persons.actions.age import set_age_band_of
from punte.protection.persons.actions.new import create_person, free_pseudonyms
from punte.protection.persons.countries import (
    COUNTRIES,
    country_choices,
    country_name,
    language_choices,
    language_name,
)
from punte.protection.persons.forms import ANY, IdentityReason
from punte.protection.persons.models import Person
from punte.protection.persons.models.words import AgeBand, Exploitation, RiskFactor, Sex, Status
from punte.protection.persons.pseudonyms import code_of, parse, pseudonym
from punte.protection.persons.queries import (
    NOT_KNOWN,
    SIGHT_CLASSES,
    get_person,
    persons_by_id,
    seen_lately,
    who_may_see,
)
from punte.protection.persons.reading import note_reading

__all__ = [
    "ANY",
    "COUNTRIES",
    "NOT_KNOWN",
    "SIGHT_CLASSES",
    "AgeBand",
    "Exploitation",
    "IdentityReason",
    "Person",
    "RiskFactor",
    "Sex",
    "Status",
    "code_of",
    "country_choices",
    "country_name",
    "create_person",
    "free_pseudonyms",
    "get_person",
    "language_choices",
    "language_name",
    "note_reading",
    "parse",
    "persons_by_id",
    "pseudonym",
    "seen_lately",
    "set_age_band_of",
    "who_may_see",
]
