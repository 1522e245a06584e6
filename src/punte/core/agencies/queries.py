"""All reads of agencies and people, beginning with what the viewer may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q, QuerySet

from punte.core.access.door import Permission, Viewer
from punte.core.agencies import rules
from punte.core.agencies.models import Account, Agency, Desk, Ending, Invitation, Membership
from punte.core.errors import NotHere


@dataclass(frozen=True)
class Wanted:
    """What a search of the directory asks for; empty values ask for nothing."""

    q: str = ""
    country: str = ""
    kind: str = ""
    service: str = ""
    district: str = ""


def directory(wanted: Wanted) -> QuerySet[Agency]:
    """Working agencies of both countries with `desk_count`, the number of their open desks."""
    found = Agency.objects.filter(active=True).select_related("jurisdiction")
    if wanted.q:
        open_desk = Desk.objects.filter(open=True, name__icontains=wanted.q)
        found = found.filter(
            Q(name__icontains=wanted.q)
            | Q(place__icontains=wanted.q) & ~Q(kind="shelter")
            | Q(pk__in=open_desk.values("agency_id"))
        )
    if wanted.country:
        found = found.filter(jurisdiction_id=wanted.country)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.service:
        desks = Desk.objects.filter(open=True, services__contains=[wanted.service])
        found = found.filter(pk__in=desks.values("agency_id"))
    if wanted.district:
        desks = Desk.objects.filter(open=True, districts__contains=[wanted.district])
        found = found.filter(Q(district=wanted.district) | Q(pk__in=desks.values("agency_id")))
    return found.prefetch_related("desks").annotate(
        desk_count=Count("desks", filter=Q(desks__open=True))
    )


def countries() -> list[tuple[str, str]]:
    """Codes and names of the jurisdictions that have agencies."""
    return list(
        Agency.objects.order_by("jurisdiction__name")
        .values_list("jurisdiction_id", "jurisdiction__name")
        .distinct()
    )


def districts() -> list[str]:
    """Districts that agencies stand in, in order."""
    return list(
        Agency.objects.exclude(district="")
        .order_by("district")
        .values_list("district", flat=True)
        .distinct()
    )


def get_agency(pk: int) -> Agency:
    """An agency of the directory; NotHere when there is none."""
    found = Agency.objects.filter(pk=pk).select_related("jurisdiction").first()
    if found is None:
        raise NotHere(what="read agency")
    return found


def manages(by: Viewer, agency: Agency, permission: Permission) -> bool:
    """True when the viewer holds the permission and it reaches this agency."""
    return by.may(permission) and rules.reaches(
        by, agency_id=agency.pk, jurisdiction=agency.jurisdiction_id
    )


def get_managed_agency(pk: int, *, by: Viewer, permission: Permission) -> Agency:
    """An agency the viewer manages; Refused without the permission, NotHere out of reach."""
    by.require(permission)
    agency = get_agency(pk)
    if not manages(by, agency, permission):
        raise NotHere(what="manage agency")
    return agency


def get_managed_desk(pk: int, *, by: Viewer) -> Desk:
    """A desk of an agency the viewer manages, locked until the transaction ends."""
    by.require(Permission.MANAGE_AGENCY)
    desk = Desk.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if desk is None:
        raise NotHere(what="manage desk")
    get_managed_agency(desk.agency_id, by=by, permission=Permission.MANAGE_AGENCY)
    return desk


def successors_of(desk: Desk) -> QuerySet[Desk]:
    """The open desks of the same agency that could answer for this one, by name."""
    others = Desk.objects.filter(agency_id=desk.agency_id, open=True).exclude(pk=desk.pk)
    return others.select_related("agency").order_by("name")


def hold_open_desk(desk_id: int) -> bool:
    """Whether the desk is open; then nobody closes it before this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM agencies_desk WHERE id = %s AND open FOR SHARE", [desk_id])
        return cursor.fetchone() is not None


def sees_people(by: Viewer, agency: Agency) -> bool:
    """Colleagues see each other; beyond the agency only who manages its people."""
    return by.agency_id == agency.pk or manages(by, agency, Permission.MANAGE_PEOPLE)


def people_of(agency: Agency, *, by: Viewer) -> QuerySet[Membership]:
    """The people of an agency; colleagues see who works there now, managers also who left."""
    if not sees_people(by, agency):
        return Membership.objects.none()
    people = Membership.objects.filter(agency=agency).select_related("account", "agency")
    if not manages(by, agency, Permission.MANAGE_PEOPLE):
        people = people.filter(state=Membership.State.ACTIVE)
    return people.prefetch_related("desks")


def get_managed_membership(pk: int, *, by: Viewer, lock: bool = False) -> Membership:
    """A person's role in an agency whose people the viewer manages."""
    by.require(Permission.MANAGE_PEOPLE)
    rows = Membership.objects.select_related("account", "agency__jurisdiction")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=pk).first()
    if found is None or not manages(by, found.agency, Permission.MANAGE_PEOPLE):
        raise NotHere(what="manage person")
    return found


def working_administrators(country: str) -> QuerySet[Account]:
    """Those who administer a country's agencies now, by name."""
    members = Membership.objects.filter(
        role=rules.ADMINISTRATOR,
        state=Membership.State.ACTIVE,
        agency__active=True,
        agency__jurisdiction=country,
    )
    return Account.objects.filter(is_active=True, pk__in=members.values("account")).order_by("name")


def open_ending(membership: Membership) -> Ending | None:
    """The wish to end this role that waits for a second administrator."""
    waiting = Ending.objects.filter(membership=membership, agreed=None)
    return waiting.select_related("proposed_by").first()


def get_ending(pk: int, *, by: Viewer, lock: bool = False) -> Ending:
    """A wish to end a role in an agency whose people the viewer manages."""
    by.require(Permission.MANAGE_PEOPLE)
    rows = Ending.objects.select_related("membership__agency__jurisdiction", "membership__account")
    if lock:
        rows = rows.select_for_update(of=("self", "membership"))
    found = rows.filter(pk=pk).first()
    if found is None or not manages(by, found.membership.agency, Permission.MANAGE_PEOPLE):
        raise NotHere(what="end role")
    return found


def invitations_of(agency: Agency, *, by: Viewer) -> QuerySet[Invitation]:
    """Invitations into an agency whose people the viewer manages, newest first."""
    get_managed_agency(agency.pk, by=by, permission=Permission.MANAGE_PEOPLE)
    return Invitation.objects.filter(agency=agency).order_by("-invited_at")


def get_managed_invitation(pk: int, *, by: Viewer) -> Invitation:
    """An invitation into an agency whose people the viewer manages, locked."""
    by.require(Permission.MANAGE_PEOPLE)
    rows = Invitation.objects.select_for_update(of=("self",))
    found = rows.select_related("agency__jurisdiction").filter(pk=pk).first()
    if found is None or not manages(by, found.agency, Permission.MANAGE_PEOPLE):
        raise NotHere(what="manage invitation")
    return found


def heirs_of(membership: Membership) -> QuerySet[Membership]:
    """Who may take over a leaver's work: active colleagues, one row per person and role."""
    return (
        Membership.objects.filter(agency_id=membership.agency_id, state=Membership.State.ACTIVE)
        .exclude(account_id=membership.account_id)
        .select_related("account")
        .order_by("account__name", "pk")
    )
