"""Keeping a desk's offers: all writes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.agencies.door import AgencyKind, Desk, Service
from punte.core.errors import Conflict, Invalid, NotHere
from punte.core.ledger.door import record
from punte.protection.catalogue.hours_rules import HoursError, tidy_hours
from punte.protection.catalogue.models import Offer
from punte.protection.catalogue.places import places

MOST = 100_000
# Words that begin an address in the languages of the two countries.
_ADDRESS = re.compile(
    r"\b(?:str\.|strada|stradela|bulevardul|bd\.|bld\.|șoseaua|soseaua|street|road|ул\.|улица|"
    r"вул\.|вулиця|бульвар|проспект)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Offered:
    """What a desk says of one service: the fields of `Offer` that people write."""

    service: str
    place: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    capacity: int | None = None
    free_places: int | None = None
    waiting_days: int | None = None
    hours: Sequence[str] = ()
    languages: Sequence[str] = ()
    sexes: Sequence[str] = ()
    takes_adults: bool = True
    takes_children: bool = False
    takes_families: bool = False
    wheelchair: bool | None = None
    excludes: Sequence[str] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    note: str = ""


@transaction.atomic
def save_offer(
    *,
    by: Viewer,
    desk: int,
    offered: Offered,
    request_key: UUID,
    offer: UUID | None = None,
    version: int | None = None,
) -> Offer:
    """Put a service of one's own agency's desk into the catalogue, or change it; now confirmed.

    offer and version: the row that is changed, and the version the form was made from. The same
    request_key makes one row. Raises Refused, NotHere for a desk of another agency, Invalid
    naming what is wrong, Conflict when somebody changed the offer meanwhile.
    """
    own = own_desk(by, desk)
    values = checked(offered, own)
    if offer is not None:
        row = held(by, offer, version)
        return _written(by, row, {**values, "desk_id": own.pk}, "catalogue.edit")
    made = Offer.objects.filter(request_key=request_key, owner=by.agency_audience).first()
    if made is not None:
        return made
    row = Offer(request_key=request_key, owner=by.agency_audience, version=0)
    try:
        with transaction.atomic():
            return _written(by, row, {**values, "desk_id": own.pk}, "catalogue.add")
    except IntegrityError as error:
        if "request_key" not in str(error):
            raise
        raise Conflict(_("This form was used before. Open it anew, please.")) from error


@transaction.atomic
def update_offer(
    *,
    by: Viewer,
    offer: UUID,
    version: int,
    free_places: int | None,
    waiting_days: int | None,
    hours: Sequence[str],
) -> Offer:
    """Change what changes from day to day; nothing is written when nothing differs.

    Raises Refused, NotHere, Invalid, and Conflict when somebody else changed it otherwise.
    """
    by.require(Permission.EDIT_CATALOGUE)
    row = held(by, offer)
    values = {
        "free_places": _number(free_places),
        "waiting_days": _number(waiting_days),
        "hours": _week(hours),
    }
    if all(getattr(row, name) == value for name, value in values.items()):
        return row
    _same_version(row, version)
    if row.capacity is not None and (free_places or 0) > row.capacity:
        raise Invalid(_("There are more free places than places."))
    return _written(by, row, values, "catalogue.update")


@transaction.atomic
def confirm_offer(*, by: Viewer, offer: UUID) -> Offer:
    """Say that what the offer says is still true."""
    by.require(Permission.EDIT_CATALOGUE)
    row = held(by, offer)
    if row.confirmed_on == timezone.localdate() and row.confirmed_by_id == by.account_id:
        return row
    return _written(by, row, {}, "catalogue.confirm")


@transaction.atomic
def turn_offer(*, by: Viewer, offer: UUID, active: bool) -> Offer:
    """Take an offer out of the catalogue, or put it back."""
    by.require(Permission.EDIT_CATALOGUE)
    row = held(by, offer)
    if row.active == active:
        return row
    action = "catalogue.put_back" if active else "catalogue.take_out"
    return _written(by, row, {"active": active}, action)


def own_desk(by: Viewer, desk: int) -> Desk:
    """A desk of the viewer's own agency. Raises Refused, NotHere."""
    by.require(Permission.EDIT_CATALOGUE)
    found = Desk.objects.select_related("agency").filter(pk=desk, agency=by.agency_id).first()
    if found is None:
        raise NotHere(what="edit the catalogue of another agency")
    return found


def held(by: Viewer, offer: UUID, version: int | None = None) -> Offer:
    """An offer of the viewer's own agency, held still. Raises NotHere, Conflict."""
    rows = Offer.objects.select_for_update().filter(owner=by.agency_audience, pk=offer)
    row = rows.first()
    if row is None:
        raise NotHere(what="edit the catalogue of another agency")
    if version is not None:
        _same_version(row, version)
    return row


def _same_version(row: Offer, version: int) -> None:
    if row.version != version:
        raise Conflict(_("Somebody changed this offer since you opened the page."))


def _written(by: Viewer, row: Offer, values: dict[str, Any], action: str) -> Offer:
    """Write the values; whoever writes confirms, and the version goes up."""
    for name, value in values.items():
        setattr(row, name, value)
    row.confirmed_on, row.confirmed_by_id = timezone.localdate(), by.account_id
    row.version += 1
    row.save()
    record(
        action=action,
        by=by,
        owners=[row.owner],
        detail={
            "offer": str(row.id),
            "desk": row.desk_id,
            "service": row.service,
            "fields": sorted(values),
        },
    )
    return row


def checked(offered: Offered, desk: Desk) -> dict[str, Any]:
    """The values as they are kept. Raises Invalid naming what is wrong."""
    _service(offered, desk)
    _place(offered, desk)
    plain = replace(
        offered,
        valid_from=offered.valid_from or timezone.localdate(),
        hours=_week(offered.hours),
        capacity=_number(offered.capacity),
        free_places=_number(offered.free_places),
        waiting_days=_number(offered.waiting_days),
        note=offered.note.strip(),
    )
    if plain.valid_from and plain.valid_until and plain.valid_until < plain.valid_from:
        raise Invalid(_("The offer ends before it begins."))
    if None not in (plain.capacity, plain.free_places) and (plain.free_places or 0) > (
        plain.capacity or 0
    ):
        raise Invalid(_("There are more free places than places."))
    if not (plain.takes_adults or plain.takes_children):
        raise Invalid(_("Say whether adults, children or both are taken."))
    values = asdict(plain)
    for name in ("languages", "sexes", "excludes"):
        values[name] = list(values[name])
    return values


def _service(offered: Offered, desk: Desk) -> None:
    if offered.service not in Service.values or offered.service not in desk.services:
        raise Invalid(_("The desk does not answer for this service."))


def _place(offered: Offered, desk: Desk) -> None:
    """A place of the desk's country; of a shelter and of housing no more than the county."""
    known = places().get(offered.place)
    if offered.place and (known is None or known.country != desk.agency.jurisdiction_id):
        raise Invalid(_("Choose a county or district of your own country."))
    hidden = offered.service == Service.HOUSING or desk.agency.kind == AgencyKind.SHELTER
    position = (offered.latitude, offered.longitude)
    if hidden and position != (None, None):
        raise Invalid(_("Where a shelter stands is not written here: name the county alone."))
    if hidden and _ADDRESS.search(offered.note):
        raise Invalid(_("The note seems to hold an address. Where a shelter stands stays out."))
    if (position[0] is None) != (position[1] is None):
        raise Invalid(_("Give both latitude and longitude, or neither."))
    if position[0] is not None and not (
        -90 <= position[0] <= 90 and -180 <= (position[1] or 0) <= 180
    ):
        raise Invalid(_("There is no such place on the map."))


def _week(hours: Sequence[str]) -> list[str]:
    """Seven days as they are kept; nothing where nothing at all was said."""
    if not any(text.strip() for text in hours):
        return []
    if len(hours) != 7:
        raise Invalid(_("Say the hours of each day of the week."))
    try:
        return [tidy_hours(text) for text in hours]
    except HoursError as error:
        raise Invalid(_("Write hours like 9-17 or 08:30-12:00, 13:00-17:00.")) from error


def _number(value: int | None) -> int | None:
    if value is not None and not 0 <= value <= MOST:
        raise Invalid(_("A number is from 0 to 100,000."))
    return value
