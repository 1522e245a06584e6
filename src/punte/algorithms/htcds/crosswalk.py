"""What goes where between the standard and our own records, readable as one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from punte.algorithms.htcds.catalogue import fields
from punte.algorithms.htcds.places import iso_639_2
from punte.algorithms.htcds.values import Record, Value

# Field of the record → where it lies with us. What is not here is kept as it came.
TABLE: Final[dict[str, str]] = {
    "prs_FirstName": "identity.given_name", "prs_MiddleName": "identity.given_name",
    "prs_SecondName": "identity.family_name", "pun_OtherName": "identity.other_name",
    "prs_Birthdate": "identity.birth_date", "prs_IdentityNumber": "identity.document",
    "pun_OtherDocument": "identity.document", "prs_Email": "identity.email",
    "pun_OtherEmail": "identity.email", "prs_MobilePhone": "identity.phone",
    "prs_HomePhone": "identity.phone", "pun_OtherPhone": "identity.phone",
    "prs_MailingStreet": "identity.address", "prs_MailingPostalCode": "identity.address",
    "prs_MailingCity": "identity.address", "prs_MailingState": "identity.address",
    "prs_MailingCountry": "identity.address", "prs_MailingLatitude": "identity.address",
    "prs_MailingLongitude": "identity.address", "pun_OtherAddress": "identity.address",
    "pun_ContactNote": "identity.contact_note",
    "prs_Gender": "person.sex", "prs_PrimaryLanguage": "person.language",
    "prs_Citizenship": "person.nationality", "vic_TraffickingStatus": "person.status",
    "pun_Status": "person.status", "vic_TypeOfExploitation": "person.exploitation",
    "pun_Exploitation": "person.exploitation", "vic_Vulnerabilities": "person.risk_factors",
    "pun_RiskFactors": "person.risk_factors", "pun_AgeBand": "person.age_band",
    "pun_District": "person.district", "pun_FoundIn": "person.found_in",
    "pun_NotifiedAt": "person.notified_at", "pun_ScreenedAt": "person.screened_at",
    "pun_IdentifiedAt": "person.identified_at", "pun_ReferredAt": "person.referred_at",
    "pun_AssistedAt": "person.assisted_at", "pun_ClosedAt": "person.closed_at",
    "cas_Status": "file.state", "pun_FileState": "file.state", "pun_FileRisk": "file.risk",
    "pun_FileOpenedAt": "file.opened_at", "pun_FileClosedAt": "file.closed_at",
    "pun_FileCloseReason": "file.close_reason",
    "pun_SourceId": "import.source", "pun_Pseudonym": "only out", "org_Name": "only out, or kept",
    "pun_ReferralServices": "only out, or kept", "con_Consent": "only out, or kept",
}  # fmt: skip
SEX: Final = {
    "Feminine": "female", "Masculine": "male", "TransgenderFeminine": "other",
    "TransgenderMasculine": "other", "NonConforming": "other", "NonSpecifiedUnknown": "unknown",
}  # fmt: skip
STATUS: Final = {
    "PossibleVictimOfTrafficking": "potential", "ActualVictimOfTrafficking": "identified",
    "NotAVictimOfTrafficking": "not_victim",
}  # fmt: skip
EXPLOITATION: Final = {
    "ForcedLabour": "labour", "ChildLabour": "labour", "SexualExploitation": "sexual",
    "ForcedMarriage": "marriage", "Servitude": "domestic", "OrganRemoval": "organs",
    "ForcedBegging": "begging",
}  # fmt: skip
RISKS: Final = {
    "Poverty": "poor_rural", "DisabilityAndPhysicalHealth": "disability",
    "Education": "low_education", "AbusePhysical": "domestic_violence",
}  # fmt: skip
FILE: Final = {"Active": "open", "FollowUp": "open", "Closed": "closed", "ClosedReferred": "closed"}
MOMENTS: Final = {
    "notified_at": "pun_NotifiedAt", "screened_at": "pun_ScreenedAt",
    "identified_at": "pun_IdentifiedAt", "referred_at": "pun_ReferredAt",
    "assisted_at": "pun_AssistedAt", "closed_at": "pun_ClosedAt",
}  # fmt: skip
# Each kind of identity that may have several values: where they go out, and where the rest.
_SPREAD: Final = {
    "phone": ("prs_MobilePhone", "prs_HomePhone", "pun_OtherPhone"),
    "document": ("prs_IdentityNumber", "pun_OtherDocument"),
    "email": ("prs_Email", "pun_OtherEmail"),
    "address": ("prs_MailingStreet", "pun_OtherAddress"),
    "other_name": ("pun_OtherName",),
}  # fmt: skip
_SINGLE: Final = {
    "given_name": "prs_FirstName", "family_name": "prs_SecondName", "birth_date": "prs_Birthdate",
    "contact_note": "pun_ContactNote",
}  # fmt: skip
_ADDRESS: Final = tuple(
    f"prs_Mailing{part}"
    for part in ("Street", "PostalCode", "City", "State", "Country", "Latitude", "Longitude")
)


@dataclass
class Case:
    """A record in our words. person and file hold columns of our tables (moments as ISO text);
    file is empty where there is none. identity: kind → values, for the vault alone. kept: what
    of the standard we have no column for, and codes finer than ours.
    """

    person: dict[str, str | list[str]] = field(default_factory=dict)
    file: dict[str, str] = field(default_factory=dict)
    identity: dict[str, list[str]] = field(default_factory=dict)
    kept: Record = field(default_factory=dict)
    source_id: str = ""


def _text(record: Record, key: str) -> str:
    value = record.get(key, "")
    return value if isinstance(value, str) else ""


def _list(record: Record, key: str) -> list[str]:
    value = record.get(key, [])
    return value if isinstance(value, list) else [value] if isinstance(value, str) else []


def to_case(record: Record) -> Case:
    """Our words for a record. What is missing stays missing: callers know the defaults."""
    case = Case(source_id=_text(record, "pun_SourceId"))
    case.person = {key: value for key, value in _facts(record).items() if value}
    case.file = _file(record)
    case.identity = _identity(record)
    ours = _wholly_ours()
    case.kept = {key: value for key, value in record.items() if key not in ours}
    return case


@cache
def _wholly_ours() -> frozenset[str]:
    """Fields of which nothing need be kept beside our own columns: those say as much."""
    known = fields()
    kept = {"cas_Status", *(key for key, place in TABLE.items() if "kept" in place)}
    coarse = {key for key in TABLE if TABLE[key].startswith("person.") and not known[key].own}
    return frozenset(TABLE.keys() - kept - coarse)


def _facts(record: Record) -> dict[str, str | list[str]]:
    found: dict[str, str | list[str]] = {name: _text(record, key) for name, key in MOMENTS.items()}
    found["sex"] = SEX.get(_text(record, "prs_Gender"), "")
    found["language"] = _our_language(_text(record, "prs_PrimaryLanguage"))
    found["nationality"] = next(iter(_list(record, "prs_Citizenship")), "")
    found["status"] = _text(record, "pun_Status") or STATUS.get(
        _text(record, "vic_TraffickingStatus"), ""
    )
    found["exploitation"] = _text(record, "pun_Exploitation") or _exploitation(record)
    risks = [RISKS[code] for code in _list(record, "vic_Vulnerabilities") if code in RISKS]
    found["risk_factors"] = _list(record, "pun_RiskFactors") or risks
    found["age_band"] = _text(record, "pun_AgeBand")
    found["district"] = _text(record, "pun_District")[:40]
    found["found_in"] = _text(record, "pun_FoundIn")
    return found


def _exploitation(record: Record) -> str:
    forms = _list(record, "vic_TypeOfExploitation")
    return next((EXPLOITATION[form] for form in forms if form in EXPLOITATION), "")


def _our_language(code: str) -> str:
    return code if not code or code in iso_639_2() else "other"


def _file(record: Record) -> dict[str, str]:
    """Nothing said of a file means none; our own word for it goes before the standard's."""
    state = _text(record, "pun_FileState") or FILE.get(_text(record, "cas_Status"), "none")
    if state == "none":
        return {}
    found = {"state": state, "risk": _text(record, "pun_FileRisk")}
    for name, key in (("opened_at", "OpenedAt"), ("closed_at", "ClosedAt"),
                      ("close_reason", "CloseReason")):  # fmt: skip
        found[name] = _text(record, f"pun_File{key}")[: 30 if name == "close_reason" else None]
    return {name: value for name, value in found.items() if value}


def _identity(record: Record) -> dict[str, list[str]]:
    given = " ".join(
        filter(None, (_text(record, "prs_FirstName"), _text(record, "prs_MiddleName")))
    )
    address = ", ".join(filter(None, (_text(record, key) for key in _ADDRESS)))
    found = {
        "given_name": [given],
        "family_name": [_text(record, "prs_SecondName")],
        "birth_date": [_text(record, "prs_Birthdate")],
        "contact_note": [_text(record, "pun_ContactNote")],
    }
    for kind, keys in _SPREAD.items():
        texts = [text for key in keys if key in record for text in _list(record, key)]
        found[kind] = [address, *_list(record, "pun_OtherAddress")] if kind == "address" else texts
    once = {kind: list(dict.fromkeys(filter(None, texts))) for kind, texts in found.items()}
    return {kind: texts for kind, texts in once.items() if texts}


def to_record(case: Case) -> Record:
    """The record of a case: kept values where they still say what our columns say."""
    record: Record = dict(case.kept)
    person = case.person
    for name, key in MOMENTS.items():
        _put(record, key, person.get(name))
    sex, status = str(person.get("sex", "")), str(person.get("status", ""))
    finer = {
        "prs_Gender": (sex, _reverse(SEX).get(sex, "NonConforming" if sex == "other" else "")),
        "prs_PrimaryLanguage": (str(person.get("language", "")), person.get("language", "")),
        "prs_Citizenship": (
            str(person.get("nationality", "")), [str(person.get("nationality") or "")],
        ),
        "vic_TraffickingStatus": (status, _STATUS_OUT.get(status, "")),
        "vic_TypeOfExploitation": (str(person.get("exploitation", "")), _exploitation_out(person)),
    }  # fmt: skip
    held = _facts(case.kept) if case.kept else {}
    for key, (now, derived) in finer.items():
        if key not in case.kept or _was(held, key) != now:
            record.pop(key, None)
            _put(record, key, derived)
    for key in ("Status", "AgeBand", "Exploitation", "RiskFactors", "District", "FoundIn"):
        name = TABLE[f"pun_{key}"].partition(".")[2]
        _put(record, f"pun_{key}", person.get(name))
    _put_file(record, case)
    if case.identity:
        _put_identity(record, case.identity)
    _put(record, "pun_SourceId", case.source_id)
    return record


_STATUS_OUT: Final = {
    "potential": "PossibleVictimOfTrafficking", "presumed": "PossibleVictimOfTrafficking",
    "identified": "ActualVictimOfTrafficking", "not_victim": "NotAVictimOfTrafficking",
}  # fmt: skip


def _was(held: Mapping[str, Value], key: str) -> Value:
    value = held[TABLE[key].partition(".")[2]]
    return value or ("unknown" if key in {"prs_Gender", "vic_TypeOfExploitation"} else "")


def _reverse(table: Mapping[str, str]) -> dict[str, str]:
    """Ours → theirs, where only one of theirs means it."""
    ours = list(table.values())
    return {our: their for their, our in table.items() if ours.count(our) == 1}


def _exploitation_out(person: Mapping[str, str | list[str]]) -> list[str]:
    form = str(person.get("exploitation", ""))
    first = {our: their for their, our in reversed(EXPLOITATION.items())}
    return [first[form]] if form in first else ["Other"] if form == "criminal" else []


def _put(record: Record, key: str, value: object) -> None:
    """Only what says something: blank texts and empty lists stay out."""
    if isinstance(value, bool) or (isinstance(value, str) and value):
        record[key] = value
    elif isinstance(value, list) and any(value):
        record[key] = [str(part) for part in value]


def _put_file(record: Record, case: Case) -> None:
    state = case.file.get("state", "none")
    _put(record, "pun_FileState", state)
    if FILE.get(_text(record, "cas_Status"), "none") != state:
        record.pop("cas_Status", None)
        _put(record, "cas_Status", {"open": "Active", "closed": "Closed"}.get(state, ""))
    for name, key in (("risk", "Risk"), ("opened_at", "OpenedAt"), ("closed_at", "ClosedAt"),
                      ("close_reason", "CloseReason")):  # fmt: skip
        _put(record, f"pun_File{key}", case.file.get(name))


def _put_identity(record: Record, identity: Mapping[str, list[str]]) -> None:
    for kind, key in _SINGLE.items():
        _put(record, key, next(iter(identity.get(kind, ())), ""))
    for kind, (*singles, rest) in _SPREAD.items():
        values = identity.get(kind, [])
        for key, value in zip(singles, values, strict=False):
            _put(record, key, value)
        _put(record, rest, values[len(singles) :])
