"""What a referral may carry of a person: fields, each with its class of data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import DataClass
from punte.protection.persons.door import Person


@dataclass(frozen=True)
class Field:
    """One field that may be shared; identity fields come from the vault, the rest from Person."""

    key: str
    label: str | Promise
    data_class: DataClass = DataClass.OPERATIONAL
    usual: bool = False


FIELDS: dict[str, Field] = {
    field.key: field
    for field in (
        Field("age_band", _("Adult or child"), usual=True),
        Field("sex", _("Sex"), usual=True),
        Field("language", _("Language"), usual=True),
        Field("nationality", _("Nationality")),
        Field("district", _("District")),
        Field("status", _("Status")),
        Field("exploitation", _("Form of exploitation")),
        Field("risk_factors", _("Risk factors")),
        Field("given_name", _("Given name"), DataClass.IDENTITY),
        Field("family_name", _("Family name"), DataClass.IDENTITY),
        Field("birth_date", _("Date of birth"), DataClass.IDENTITY),
        Field("phone", _("Phone"), DataClass.IDENTITY),
        Field("document", _("Identity document"), DataClass.IDENTITY),
    )
}


def identity_kinds(keys: Iterable[str]) -> list[str]:
    """Those of the keys that sit in the vault."""
    return [key for key in keys if FIELDS[key].data_class == DataClass.IDENTITY]


def classes_of(keys: Iterable[str]) -> frozenset[DataClass]:
    """The classes of data that these fields belong to."""
    return frozenset(FIELDS[key].data_class for key in keys) | {DataClass.OPERATIONAL}


def operational_values(person: Person, keys: Iterable[str]) -> dict[str, Any]:
    """The chosen fields as they stand now, without identity."""
    return {
        key: getattr(person, key) for key in keys if FIELDS[key].data_class == DataClass.OPERATIONAL
    }
