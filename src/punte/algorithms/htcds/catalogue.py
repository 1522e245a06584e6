"""The standard's fields and codes, repaired, and our own fields beside them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

Kind = Literal[
    "text", "long_text", "code", "codes", "yes_no", "number", "date", "moment", "country",
    "countries", "language",
]  # fmt: skip
OWN: Final = "pun_"
_DATA: Final = Path(__file__).with_name("data") / "htcds.json"
_KINDS: Final[dict[str | None, Kind]] = {
    "picklist": "code", "multi_picklist": "codes", "boolean": "yes_no", "number": "number",
    "date": "date", "long_text": "long_text", "geolocation": "number",
}  # fmt: skip

# As published → as meant. We read both; `published` gives back what others expect.
REPAIRS: Final[dict[tuple[str, str], str]] = {
    ("vic_RelationshipToTrafficker", "Unaquainted"): "Unacquainted",
}
# Defined in the standard, or in its own Excel tool, and missing from the picklist.
MISSING: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "vic_MethodsOfControl": (
        ("RestrictsMovement", "Restricts movement"),
        ("UsesChildren", "Uses children"),
        ("Threats", "Threats"),
    ),
    "vic_TypeOfSexExploitation": (("Other", "Other"),),
}
# The definitions' spelling of codes that the picklist spells otherwise.
SYNONYMS: Final[dict[tuple[str, str], str]] = {
    ("vic_MethodsOfControl", "ThreatOfLawEnforcement"): "ThreatsLawEnforcement",
    ("vic_MethodsOfControl", "PsychoactiveSubstances"): "PsychoactiveSubstance",
}
# Whose types the standard leaves to a code system, or does not give at all.
_BY_NAME: Final[dict[str, Kind]] = {
    "prs_Citizenship": "countries", "prs_MailingCountry": "country",
    "org_ShippingCountry": "country", "hte_Country": "country",
    "prs_PrimaryLanguage": "language", "prs_SecondaryLanguage": "language",
}  # fmt: skip
# What tells who a person is; everything of these goes to the vault and nowhere else.
IDENTITY: Final = frozenset(
    {
        "prs_FirstName", "prs_MiddleName", "prs_SecondName", "prs_Birthdate", "prs_IdentityNumber",
        "prs_Email", "prs_HomePhone", "prs_MobilePhone", "prs_MailingCity", "prs_MailingCountry",
        "prs_MailingState", "prs_MailingStreet", "prs_MailingPostalCode", "prs_MailingLongitude",
        "prs_MailingLatitude", "pun_OtherName", "pun_OtherPhone", "pun_OtherDocument",
        "pun_OtherEmail", "pun_OtherAddress", "pun_ContactNote",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Field:
    """One field. codes: code → English label, in the standard's order; empty when open."""

    key: str
    label: str
    kind: Kind
    section: str
    core: bool = False
    several: bool = False
    definition: str = ""
    codes: tuple[tuple[str, str], ...] = ()

    @property
    def own(self) -> bool:
        return self.key.startswith(OWN)

    @property
    def identity(self) -> bool:
        return self.key in IDENTITY


def _own(key: str, label: str, kind: Kind, codes: str = "", *, several: bool = False) -> Field:
    pairs = tuple((code, code.replace("_", " ").capitalize()) for code in codes.split())
    return Field(OWN + key, label, kind, "Punte", several=several, codes=pairs)


# What the standard has no place for. Codes are those of our own tables.
OWN_FIELDS: Final = (
    _own("SourceId", "Number of the case in the source", "text"),
    _own("Status", "Status", "code", "none potential presumed identified not_victim"),
    _own("AgeBand", "Age band", "code", "adult child unknown"),
    _own("Exploitation", "Main form of exploitation", "code",
         "labour sexual begging criminal domestic marriage organs unknown"),
    _own("RiskFactors", "Risk factors", "codes",
         "single_parent_family child domestic_violence low_education poor_rural disability"
         " refugee"),
    _own("District", "District", "text"),
    _own("FoundIn", "Country where the person was found", "country"),
    _own("NotifiedAt", "Notified", "moment"),
    _own("ScreenedAt", "Screened", "moment"),
    _own("IdentifiedAt", "Identified", "moment"),
    _own("ReferredAt", "Referred", "moment"),
    _own("AssistedAt", "Help begun", "moment"),
    _own("ClosedAt", "Loop closed", "moment"),
    _own("FileState", "State of the assistance file", "code", "none open closed"),
    _own("FileRisk", "Risk in the assistance file", "code", "low medium high"),
    _own("FileOpenedAt", "Assistance file opened", "moment"),
    _own("FileClosedAt", "Assistance file closed", "moment"),
    _own("FileCloseReason", "Why the assistance file was closed", "text"),
    _own("ReferralServices", "Services asked for in referrals", "text", several=True),
    _own("OtherName", "Other name", "text", several=True),
    _own("OtherPhone", "Other phone", "text", several=True),
    _own("OtherDocument", "Other document", "text", several=True),
    _own("OtherEmail", "Other e-mail", "text", several=True),
    _own("OtherAddress", "Other address", "text", several=True),
    _own("ContactNote", "How to reach safely", "long_text"),
    _own("Pseudonym", "Pseudonym", "text"),
)  # fmt: skip


def _read(entry: dict[str, Any]) -> Field:
    key = entry["field"]
    codes = []
    for code in entry.get("codes", ()):
        meant = REPAIRS.get((key, code["code"]), code["code"])
        codes.append((meant, meant if code["label"] == code["code"] else code["label"]))
    return Field(
        key=key,
        label=entry["label"],
        kind=_BY_NAME.get(key) or _KINDS.get(entry["type"], "text"),
        section=entry["section"],
        core=entry["core"],
        several=entry["repeatable"],
        definition=entry["definition"],
        codes=(*codes, *MISSING.get(key, ())),
    )


@cache
def fields() -> dict[str, Field]:
    """All fields by key: the standard's in its order, then ours."""
    entries = json.loads(_DATA.read_text(encoding="utf-8"))["fields"]
    return {field.key: field for field in (*map(_read, entries), *OWN_FIELDS)}


@cache
def about() -> dict[str, str]:
    """Title, version, licence and attribution of the standard, and what was changed."""
    meta: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))["_meta"]
    return {key: meta[key] for key in ("title", "version", "licence", "attribution", "changes")}


_PUBLISHED: Final = {(key, meant): given for (key, given), meant in REPAIRS.items()}
_REPAIRED: Final = frozenset(key for key, _given in REPAIRS)


def published(key: str, code: str) -> str:
    """The code as the standard prints it, typing errors and all: others check against that."""
    return _PUBLISHED.get((key, code), code)


def as_published(record: dict[str, Any]) -> dict[str, Any]:
    """The record, changed in place, with all codes as the standard prints them."""
    for key in _REPAIRED & record.keys():
        value = record[key]
        several = isinstance(value, list)
        record[key] = [published(key, v) for v in value] if several else published(key, value)
    return record
