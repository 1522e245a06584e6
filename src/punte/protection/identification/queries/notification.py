"""Reading notifications: the unit's inbox, the sender's outbox, one notification."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.agencies.door import Agency, AgencyKind
from punte.core.deadlines.door import Clock, clocks_about
from punte.core.ledger.door import record
from punte.protection.identification.models import Notification
from punte.protection.persons.door import Person, parse

SENT = Notification.State.SENT

# Counts of the rail and the day go no further.


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; empty values ask for nothing. code: a pseudonym or number."""

    state: str = ""
    urgent: bool = False
    channel: str = ""
    country: str = ""
    code: str = ""
    account_id: int | None = None


@dataclass(frozen=True)
class Counts:
    """How many notifications wait in an inbox, and how many of those are urgent."""

    waiting: int
    urgent: int


def inbox(by: Viewer) -> QuerySet[Notification]:
    """What was sent to the viewer's agency: waiting before taken up, then the newest first."""
    rows = Notification.objects.visible_to(by).filter(to_agency_id=by.agency_id)
    # "sent" sorts before "taken_up": this is the order of the index on the inbox.
    return rows.select_related("from_agency", "taken_up_by").order_by("state", "-sent_at", "-pk")


def outbox(by: Viewer) -> QuerySet[Notification]:
    """What the viewer's agency sent, newest first, with its answer and nothing later."""
    rows = Notification.objects.visible_to(by).filter(from_agency_id=by.agency_id)
    return rows.select_related("to_agency", "sent_by").order_by("-sent_at", "-pk")


def narrowed(rows: QuerySet[Notification], wanted: Wanted) -> QuerySet[Notification]:
    """Apply a filter form; a code that is no pseudonym finds nothing."""
    asked = {
        "state": wanted.state,
        "channel": wanted.channel,
        "from_country": wanted.country,
        "sent_by_id": wanted.account_id,
    }
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    if wanted.urgent:
        rows = rows.filter(urgent=True)
    if not wanted.code.strip():
        return rows
    found = parse(wanted.code)
    if found is None:
        return rows.none()
    plant, number = found
    return rows.filter(number=number, **({} if plant is None else {"plant": plant}))


def waiting_counts(by: Viewer) -> Counts:
    """For the tabs above the inbox, in one query."""
    found = (
        inbox(by)
        .filter(state=SENT)
        .order_by()
        .aggregate(waiting=Count("pk"), urgent=Count("pk", filter=Q(urgent=True)))
    )
    return Counts(**found)


@dataclass(frozen=True)
class Opened:
    """A notification as one side sees it. person: None once the sender has lost sight of them."""

    row: Notification
    person: Person | None
    clocks: list[Clock]
    received: bool
    may_take_up: bool
    may_screen: bool


def open_notification(by: Viewer, notification: UUID) -> Opened:
    """One notification; reading it is an entry in the ledger. Raises NotHere."""
    get_visible(Notification, viewer=by, pk=notification)
    row = Notification.objects.select_related(
        "from_agency", "to_agency__jurisdiction", "sent_by", "taken_up_by"
    ).get(pk=notification)
    person = Person.objects.visible_to(by).filter(pk=row.person_id).first()
    received = row.to_agency_id == by.agency_id
    record(
        action="person.read",
        by=by,
        subject=row.person_id,
        owners=[row.owner],
        detail={"fields": ["notification"], "notification": str(row.id)},
    )
    return Opened(
        row=row,
        person=person,
        clocks=clocks_about(by, [row.id]).get(row.id, []),
        received=received,
        may_take_up=received and row.state == SENT and by.may(Permission.TAKE_UP),
        may_screen=person is not None and by.may(Permission.SCREEN),
    )


def made_by_key(by: Viewer, request_key: UUID) -> Notification | None:
    """What this person sent under a key, so that a form sent again leads to it."""
    rows = Notification.objects.visible_to(by)
    return rows.filter(request_key=request_key, sent_by_id=by.account_id).first()


def receiving_units() -> QuerySet[Agency]:
    """Working coordination units of all countries."""
    units = Agency.objects.filter(kind=AgencyKind.COORDINATION, active=True)
    return units.select_related("jurisdiction").order_by("jurisdiction__name", "name")


def default_unit(by: Viewer, district: str = "") -> Agency | None:
    """The unit of one's own country for the district, else for one's own, else the first."""
    units = list(receiving_units().filter(jurisdiction_id=by.jurisdiction))
    own = Agency.objects.values_list("district", flat=True).get(pk=by.agency_id)
    for wanted in [*filter(None, (district, own)), ""]:
        fitting = [unit for unit in units if unit.district == wanted]
        if fitting:
            return fitting[0]
    return units[0] if units else None


def known_districts(jurisdiction: str) -> list[str]:
    """Districts in which a country has agencies, in order."""
    rows = Agency.objects.filter(jurisdiction_id=jurisdiction, active=True).exclude(district="")
    return list(rows.order_by("district").values_list("district", flat=True).distinct())


def waiting_notifications(viewer: Viewer) -> QuerySet[Notification]:
    """Sent to the viewer's unit and not taken up yet; urgent first, then the oldest."""
    return (
        Notification.objects.visible_to(viewer)
        .filter(to_agency=viewer.agency_id, state=Notification.State.SENT)
        .select_related("from_agency")
        .order_by("-urgent", "sent_at")
    )


def sent_notifications(viewer: Viewer) -> QuerySet[Notification]:
    """What the viewer's agency notified, newest first."""
    return (
        Notification.objects.visible_to(viewer)
        .filter(from_agency=viewer.agency_id)
        .select_related("to_agency")
        .order_by("-sent_at")
    )
