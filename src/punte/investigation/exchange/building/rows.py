"""How the rows of each kind of list become things and links."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from punte.investigation.exchange.building.putting import Props, Putter, Ref
from punte.investigation.exchange.lists.fields import THING
from punte.investigation.exchange.lists.rows import Values
from punte.investigation.subjects.door import Value

Make = Callable[[Values, Putter], None]
_CALL: Final = {
    "when": "startDate", "until": "endDate", "seconds": "duration", "kind": "kind",
    "cell": "cell", "imei": "imei", "imsi": "imsi",
}  # fmt: skip
_PERSON: Final = (
    "name", "firstName", "lastName", "birthDate", "nationality", "passportNumber", "idNumber",
    "phone", "email",
)  # fmt: skip
_TRIP: Final = {
    "trip": "name", "when": "startDate", "until": "endDate", "from": "startLocation",
    "to": "endLocation", "carrier": "vehicle", "booking": "booking",
}  # fmt: skip
_PAYMENT: Final = {
    "when": "date", "amount": "amount", "currency": "currency", "purpose": "purpose",
    "transactionNumber": "transactionNumber",
}  # fmt: skip


def _named(row: Values, names: dict[str, str]) -> Props:
    return {prop: row[key] for key, prop in names.items() if key in row}


def at(row: Values, key: str = "when") -> datetime | None:
    """The moment that a field holds."""
    return datetime.fromisoformat(row[key].value) if key in row else None


def call(row: Values, put: Putter) -> None:
    """Two phones and the call between them. Whose device it was is said only where the list says
    whose records these are.
    """
    subscriber = row.get("subscriber")
    if subscriber is not None:
        other, incoming = row["other"], "direction" in row and row["direction"].value == "in"
        ends = (other, subscriber) if incoming else (subscriber, other)
    else:
        ends = (row["caller"], row["called"])
    caller, called = (put.thing("Phone", {"number": end}) for end in ends)
    start, end = at(row), at(row, "until")
    if start and end is None and "seconds" in row:
        end = start + timedelta(seconds=int(row["seconds"].value))
    put.link("Call", caller, called, _named(row, _CALL), start, end)
    if subscriber is not None:
        mine = called if ends[1] is subscriber else caller
        for key, schema in (("imei", "Device"), ("imsi", "Sim")):
            if key in row:
                put.link_once("Use", mine, put.thing(schema, {key: row[key]}), start)


def contact_of(owner: Value | None) -> Make:
    """owner: the phone whose contacts these are, where the rows do not say."""

    def contact(row: Values, put: Putter) -> None:
        holder = row.get("owner") or owner
        if holder is None:
            raise ValueError("a list of contacts without its phone")
        phone = put.thing("Phone", {"number": holder})
        saved = {"savedAs": row["savedAs"]} if "savedAs" in row else {}
        other = put.thing("Phone", {"number": row["number"], **saved})
        when = {"seenAt": row["when"]} if "when" in row else {}
        put.link("Contact", phone, other, {**saved, **when}, at(row))

    return contact


def plate(row: Values, put: Putter) -> None:
    """A vehicle, a place and the sighting."""
    vehicle = put.thing(
        "Vehicle", _named(row, {"plate": "registrationNumber", "country": "country"})
    )
    spot = _position(row)
    name = row.get("place") or row["camera"]
    place = put.thing("Place", {"name": name, **spot}, same_as=name.value)
    props = _named(row, {"when": "startDate", "direction": "direction", "camera": "camera"})
    put.link("Sighting", vehicle, place, {**props, **spot}, at(row))


def _position(row: Values) -> Props:
    if "position" in row:
        return {"position": row["position"]}
    if "latitude" in row and "longitude" in row:
        return {"position": Value(f"{row['latitude'].value},{row['longitude'].value}")}
    return {}


def journey(row: Values, put: Putter) -> None:
    """A person, the trip, and that they took part in it."""
    props: Props = {key: row[key] for key in _PERSON if key in row}
    if "name" not in props and "lastName" in props:
        props = {"name": _joined(row), **props}
    person = put.thing("Person", props)
    if "phone" in row:
        put.link_once("Use", person, put.thing("Phone", {"number": row["phone"]}), at(row))
    trip = _trip(row, put)
    if trip is None:
        return
    said = _named(row, {"seat": "role", "when": "startDate", "until": "endDate"})
    put.link("Participation", person, trip, said, at(row), at(row, "until"))
    if "plate" in row:
        vehicle = put.thing("Vehicle", {"registrationNumber": row["plate"]})
        put.link_once("Participation", vehicle, trip, at(row))


def _joined(row: Values) -> Value:
    parts = [row[key] for key in ("firstName", "lastName") if key in row]
    keys = dict.fromkeys(key for part in parts for key in part.keys)
    return Value(" ".join(part.value for part in parts), keys=tuple(keys))


def _trip(row: Values, put: Putter) -> Ref | None:
    props = _named(row, _TRIP)
    if not props:
        return None
    route = [row[key].value if key in row else "" for key in ("trip", "from", "to", "when")]
    told = route[3] and (route[0] or (route[1] and route[2]))
    if not told:
        return put.thing("Trip", props)
    # A booking may cover the way there and the way back: the route tells them apart.
    booking = props.pop("booking", None)
    trip = put.thing("Trip", props, same_as="\n".join(route))
    if booking is not None:
        put.say(trip, "booking", booking)
    return trip


def payment(row: Values, put: Putter) -> None:
    """Two accounts and what was paid."""
    payer, payee = (
        put.thing("BankAccount", _account(row, side)) for side in ("payer", "payee")
    )  # fmt: skip
    put.link("Payment", payer, payee, _named(row, _PAYMENT), at(row))


def _account(row: Values, side: str) -> Props:
    value, holder = row[side], row.get(f"{side}Name")
    prop = "iban" if any(kind == "iban" for kind, _key in value.keys) else "accountNumber"
    return {prop: value, **({"notes": Value(holder.value)} if holder else {})}


def thing_of(schema: str) -> Make:
    """One thing a row."""

    def thing(row: Values, put: Putter) -> None:
        put.thing(schema, dict(row))

    return thing


def make_of(kind: str, owner: Value | None = None) -> Make:
    """How rows of this kind become what they are about."""
    if kind.startswith(THING):
        return thing_of(kind.removeprefix(THING))
    return {
        "calls": call, "contacts": contact_of(owner), "plates": plate, "bookings": journey,
        "passengers": journey, "payments": payment,
    }[kind]  # fmt: skip
