"""Opening and changing agencies and their desks."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.agencies.models import Agency, Desk
from punte.core.agencies.queries import get_managed_agency, get_managed_desk
from punte.core.errors import Invalid
from punte.core.ledger.door import record


@transaction.atomic
def open_agency(*, by: Viewer, kind: str, name: str, place: str = "", district: str = "") -> Agency:
    """Register an agency in the administrator's own jurisdiction."""
    by.require(Permission.MANAGE_JURISDICTION)
    agency = Agency(
        jurisdiction_id=by.jurisdiction, kind=kind, name=name, place=place, district=district
    )
    save_agency(agency)
    record_opened(agency, by=by)
    return agency


def record_opened(agency: Agency, *, by: Viewer | None) -> None:
    """Log that an agency was registered; None is who keeps the machine."""
    agency.refresh_from_db()
    record(action="agency.open", by=by, owners=[agency.audience], detail={"agency": agency.pk})


@transaction.atomic
def edit_agency(
    *, by: Viewer, agency_id: int, name: str, place: str = "", district: str = ""
) -> Agency:
    """Change the name and place of an agency."""
    agency = get_managed_agency(agency_id, by=by, permission=Permission.MANAGE_AGENCY)
    agency.name, agency.place, agency.district = name, place, district
    save_agency(agency)
    record(action="agency.edit", by=by, owners=[agency.audience], detail={"agency": agency.pk})
    return agency


def save_agency(agency: Agency) -> None:
    try:
        with transaction.atomic():
            agency.save()
    except IntegrityError as error:
        raise Invalid(_("An agency of this name is already there.")) from error


@transaction.atomic
def open_desk(
    *,
    by: Viewer,
    agency_id: int,
    name: str,
    services: Iterable[str],
    districts: Iterable[str] = (),
    languages: Iterable[str] = (),
) -> Desk:
    """Open a new desk in an agency."""
    agency = get_managed_agency(agency_id, by=by, permission=Permission.MANAGE_AGENCY)
    desk = Desk(agency=agency)
    change_desk(desk, name, services, districts, languages)
    desk.refresh_from_db()
    record_desk("desk.open", by, desk)
    return desk


@transaction.atomic
def edit_desk(
    *,
    by: Viewer,
    desk_id: int,
    name: str,
    services: Iterable[str],
    districts: Iterable[str] = (),
    languages: Iterable[str] = (),
) -> Desk:
    """Change what a desk is called, what it answers for and where."""
    desk = get_managed_desk(desk_id, by=by)
    change_desk(desk, name, services, districts, languages)
    record_desk("desk.edit", by, desk)
    return desk


def change_desk(
    desk: Desk,
    name: str,
    services: Iterable[str],
    districts: Iterable[str],
    languages: Iterable[str],
) -> None:
    desk.name = name
    desk.services, desk.districts, desk.languages = list(services), list(districts), list(languages)
    if not desk.services:
        raise Invalid(_("A desk answers for at least one service."))
    try:
        with transaction.atomic():
            desk.save()
    except IntegrityError as error:
        raise Invalid(_("The agency already has a desk of this name.")) from error


def record_desk(action: str, by: Viewer, desk: Desk, to: int | None = None) -> None:
    detail = {"desk": desk.pk, "agency": desk.agency_id, "services": list(desk.services)}
    record(
        action=action,
        by=by,
        owners=[desk.agency.audience],
        detail=detail if to is None else {**detail, "to": to},
    )
