"""What a list may hold: its kinds, and the fields that their columns may mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punte.investigation.subjects.door import SCHEMATA, Prop, Schema, SourceKind

Words = str | Promise
# Kinds of one thing a row: "thing:Person".
THING: Final = "thing:"


@dataclass(frozen=True)
class Field:
    """What a column may mean. type: as of a property (`subjects.schema`), or `when` (a moment),
    `clock` (its time of day, where that stands apart), `seconds`, `direction`.
    """

    key: str
    label: Words
    type: str = "text"

    @property
    def prop(self) -> Prop:
        return Prop(self.key, self.label, self.type)


@dataclass(frozen=True)
class Kind:
    """A kind of list. needs: sets of fields, one of which must be chosen and filled whole."""

    key: str
    label: Words
    source: SourceKind
    fields: tuple[Field, ...]
    needs: tuple[frozenset[str], ...]

    def field(self, key: str) -> Field | None:
        return next((field for field in self.fields if field.key == key), None)


F = Field
_WHEN = (F("when", _("When"), "when"), F("clock", _("Time of day, where it stands apart"), "clock"))
_PERSON = (
    F("name", pgettext_lazy("entity", "Name"), "name"),
    F("firstName", _("Given name"), "name"),
    F("lastName", _("Family name"), "name"),
    F("birthDate", _("Date of birth"), "date"),
    F("nationality", _("Nationality"), "country"),
    F("passportNumber", _("Passport or identity card"), "document"),
    F("idNumber", _("Personal number"), "national_id"),
    F("phone", _("Phone"), "phone"),
    F("email", _("E-mail address"), "email"),
)
_TRIP = (
    F("from", pgettext_lazy("trip", "From"), "place"),
    F("to", pgettext_lazy("trip", "To"), "place"),
    F("when", _("Departure"), "when"),
    F("clock", _("Time of day, where it stands apart"), "clock"),
    F("until", _("Arrival"), "when"),
    F("carrier", _("Carrier")),
    F("trip", _("Number of the trip")),
)
_NAMED = (frozenset({"name"}), frozenset({"lastName"}), frozenset({"passportNumber"}))
CALLS: Final = Kind(
    "calls", _("Call records"), SourceKind.CALLS,
    (
        F("caller", _("Caller"), "phone"),
        F("called", _("Called"), "phone"),
        F("subscriber", _("Whose records these are"), "phone"),
        F("other", _("The other number"), "phone"),
        F("direction", _("Incoming or outgoing"), "direction"),
        *_WHEN,
        F("until", _("Until"), "when"),
        F("seconds", _("How long"), "seconds"),
        F("kind", _("Kind")),
        F("cell", _("Cell of a mobile network")),
        F("imei", "IMEI", "imei"),
        F("imsi", "IMSI", "imsi"),
    ),
    (frozenset({"caller", "called", "when"}), frozenset({"subscriber", "other", "when"})),
)  # fmt: skip
CONTACTS: Final = Kind(
    "contacts", _("Contacts of a phone"), SourceKind.CONTACTS,
    (
        F("owner", _("In whose phone"), "phone"),
        F("number", pgettext_lazy("identifier", "Number"), "phone"),
        F("savedAs", _("Saved as"), "name"),
        *_WHEN,
    ),
    (frozenset({"number"}),),
)  # fmt: skip
PLATES: Final = Kind(
    "plates", _("Plate reads"), SourceKind.PLATES,
    (
        F("plate", _("Plate"), "plate"),
        F("country", _("Country of the plate"), "country"),
        *_WHEN,
        F("place", _("Place"), "place"),
        F("camera", _("Camera or reader")),
        F("direction", _("Direction")),
        F("position", _("Position"), "position"),
        F("latitude", _("Latitude"), "number"),
        F("longitude", _("Longitude"), "number"),
    ),
    (frozenset({"plate", "when", "place"}), frozenset({"plate", "when", "camera"})),
)  # fmt: skip
BOOKINGS: Final = Kind(
    "bookings", _("Bookings"), SourceKind.BOOKINGS,
    (F("booking", _("Booking number"), "document"), *_PERSON, *_TRIP), _NAMED,
)  # fmt: skip
PASSENGERS: Final = Kind(
    "passengers", _("Passenger list"), SourceKind.PASSENGERS,
    (*_PERSON, *_TRIP, F("plate", _("Plate"), "plate"), F("seat", _("Seat"))), _NAMED,
)  # fmt: skip
PAYMENTS: Final = Kind(
    "payments", _("Payments"), SourceKind.DOCUMENT,
    (
        F("payer", _("Account of the payer"), "account"),
        F("payerName", _("Name of the payer"), "name"),
        F("payee", _("Account of the beneficiary"), "account"),
        F("payeeName", _("Name of the beneficiary"), "name"),
        *_WHEN,
        F("amount", _("Amount"), "money"),
        F("currency", _("Currency")),
        F("purpose", _("Purpose")),
        F("transactionNumber", _("Transaction number")),
    ),
    (frozenset({"payer", "payee", "amount", "when"}),),
)  # fmt: skip
# No rows and columns: FollowTheMoney's JSON, read in `graphs`.
GRAPH: Final = Kind("ftm", _("Graph (FollowTheMoney JSON)"), SourceKind.GRAPH, (), ())
LISTS: Final = {
    kind.key: kind for kind in (CALLS, CONTACTS, PLATES, BOOKINGS, PASSENGERS, PAYMENTS, GRAPH)
}


def kind_of(key: str) -> Kind:
    """A kind by its key; `thing:Person` is one person a row. Raises KeyError."""
    if not key.startswith(THING):
        return LISTS[key]
    schema = SCHEMATA[key.removeprefix(THING)]
    if schema.is_link:
        raise KeyError(key)
    return _thing(schema)


def _thing(schema: Schema) -> Kind:
    fields = tuple(
        Field(prop.key, prop.label, "when" if prop.type == "moment" else prop.type)
        for prop in schema.props
    )
    return Kind(
        THING + schema.key, schema.plural, SourceKind.OTHER, fields,
        tuple(frozenset({key}) for key in schema.caption),
    )  # fmt: skip


def every_kind() -> Iterator[Kind]:
    """The kinds of lists, then one for each schema of a thing."""
    yield from LISTS.values()
    for schema in SCHEMATA.values():
        if not schema.is_link:
            yield _thing(schema)


def with_needs(kind: Kind, *, owner: bool) -> Kind:
    """The contacts of a phone that was not named beside the file must name it in each row."""
    if kind.key != CONTACTS.key or owner:
        return kind
    return replace(kind, needs=(frozenset({"owner", "number"}),))
