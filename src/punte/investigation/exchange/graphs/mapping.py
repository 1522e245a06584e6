"""Our schemata as FollowTheMoney's, and back.

Two forms: `own` keeps everything and wants our few schemata beside FollowTheMoney's
(`data/ftm/*.yaml`, for FTM_MODEL_PATH); `standard` uses only what every reader knows, and leaves
out what has no place there. Names of schemata and properties are those of
github.com/opensanctions/followthemoney.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Form(StrEnum):
    """In whose words a graph goes out; as CASE/UCO the exhibits go too (`caseuco`)."""

    OWN = "own"
    STANDARD = "standard"
    CASE = "case"


@dataclass(frozen=True)
class Mapped:
    """schema: FollowTheMoney's name. ends: for a link, its properties that hold tail and head.
    props: our properties whose name there is another; an empty one goes into `rest`.
    """

    schema: str
    ends: tuple[str, str] | None = None
    props: Mapping[str, str] = field(default_factory=dict)
    rest: str = "notes"


_LINK: Final = ("subject", "object")
_SPAN: Final = {"kind": "", "savedAs": "", "seenAt": "date", "camera": "", "direction": ""}
SHARED: Final = {
    "Person": Mapped("Person", props={"language": "spokenLanguage"}),
    "Organization": Mapped("Organization"),
    "Company": Mapped("Company"),
    "BankAccount": Mapped("BankAccount"),
    "CryptoWallet": Mapped("CryptoWallet"),
    "Identification": Mapped("Identification", props={"notes": "description"}, rest="description"),
    "Address": Mapped("Address", props={"position": ""}),
    "UserAccount": Mapped("UserAccount", props={"url": "sourceUrl"}),
    "Event": Mapped("Event"),
    "Ownership": Mapped("Ownership", ("owner", "asset"), rest="description"),
    "Directorship": Mapped("Directorship", ("director", "organization"), rest="description"),
    "Employment": Mapped("Employment", ("employee", "employer"), rest="description"),
    "Membership": Mapped("Membership", ("member", "organization"), rest="description"),
    "Family": Mapped("Family", ("person", "relative"), {"role": ""}, "description"),
    "Associate": Mapped("Associate", ("person", "associate"), {"role": ""}, "description"),
    "UnknownLink": Mapped("UnknownLink", _LINK, {"relationship": ""}, "description"),
    "Payment": Mapped("Payment", ("payerAccount", "beneficiaryAccount"), rest="description"),
}
# Four of our properties stand on schemata of FollowTheMoney that have none such; readers but Punte
# pass over them (`EXTRA`).
EXTRA: Final = {
    "Address": {"position"}, "UnknownLink": {"relationship"}, "Family": {"role"},
    "Associate": {"role"},
}  # fmt: skip
# What FollowTheMoney lacks, or knows in another shape: our own, in data/ftm.
OWN: Final = {
    **SHARED,
    "Address": Mapped("Address"),
    "Event": Mapped("Event"),
    "UnknownLink": Mapped("UnknownLink", _LINK, rest="description"),
    "Family": Mapped("Family", ("person", "relative"), rest="description"),
    "Associate": Mapped("Associate", ("person", "associate"), rest="description"),
    "Vehicle": Mapped("RoadVehicle"),
    "Trip": Mapped("Journey"),
    "Phone": Mapped("Phone"),
    "Sim": Mapped("Sim"),
    "Device": Mapped("Device"),
    "Place": Mapped("Place"),
    "Advert": Mapped("Advert"),
    "Call": Mapped("PhoneCall", ("caller", "receiver")),
    "Sighting": Mapped("Sighting", ("seen", "place")),
    "Use": Mapped("Use", ("user", "used")),
    "Participation": Mapped("Participation", ("participant", "event")),
    "Stay": Mapped("Stay", ("guest", "place")),
    "Contact": Mapped("Contact", ("phone", "contact")),
}
STANDARD: Final = {
    **SHARED,
    "Vehicle": Mapped("Vehicle", props={"vin": "", "colour": ""}),
    "Phone": Mapped("LegalEntity", props={"number": "phone", "savedAs": "alias", "operator": ""}),
    "Place": Mapped("Address", props={"name": "full", "position": "", "cell": ""}),
    "Trip": Mapped(
        "Event",
        props={"startLocation": "", "endLocation": "", "vehicle": "", "booking": ""},
    ),
    "Call": Mapped(
        "Call", ("caller", "receiver"), {"kind": "", "cell": "", "imei": "", "imsi": ""},
        "description",
    ),
    "Sighting": Mapped("UnknownLink", _LINK, {**_SPAN, "position": ""}, "description"),
    "Use": Mapped("UnknownLink", _LINK, rest="description"),
    "Participation": Mapped("UnknownLink", _LINK, rest="description"),
    "Stay": Mapped("UnknownLink", _LINK, rest="description"),
    "Contact": Mapped("UnknownLink", _LINK, _SPAN, "description"),
}  # fmt: skip
FORMS: Final[dict[Form, dict[str, Mapped]]] = {Form.OWN: OWN, Form.STANDARD: STANDARD}
# Languages as FollowTheMoney codes them, by the codes that forms here offer.
LANGUAGES: Final = {
    "ar": "ara", "bg": "bul", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fa": "fas",
    "fr": "fra", "he": "heb", "hu": "hun", "hy": "hye", "it": "ita", "ka": "kat", "pl": "pol",
    "pt": "por", "ro": "ron", "ru": "rus", "sr": "srp", "tr": "tur", "uk": "ukr",
}  # fmt: skip
# Coming in: schemata of FollowTheMoney that are ours by another name, or near enough to be said so.
NEAR: Final = {
    "Vehicle": "Vehicle", "Airplane": "Vehicle", "Vessel": "Vehicle", "PublicBody": "Organization",
    "LegalEntity": "Organization", "Passport": "Identification",
}  # fmt: skip
# Ends of links that stand in other properties too: a payer may be a person, not an account.
OTHER_ENDS: Final = {"Payment": ("payer", "beneficiary")}


def known_schemata() -> dict[str, tuple[str, Mapped]]:
    """FollowTheMoney's name → ours, and how its properties are ours."""
    found = {mapped.schema: (ours, mapped) for ours, mapped in OWN.items()}
    for theirs, ours in NEAR.items():
        known = STANDARD[ours] if STANDARD[ours].schema == theirs else OWN[ours]
        found.setdefault(theirs, (ours, known))
    return found
