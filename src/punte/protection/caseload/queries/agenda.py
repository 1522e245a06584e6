"""Dates of all rooms: tasks, steps of plans, clocks, appointments, hearings, follow-ups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import Permission, Viewer
from punte.core.deadlines.door import Clock, my_clocks, soonest
from punte.protection.assistance.door import FollowUp, follow_ups_to_do
from punte.protection.caseload.agenda import NEUTRAL, Entry, Kind, in_order
from punte.protection.caseload.models import Task
from punte.protection.caseload.queries.tasks import agency_tasks
from punte.protection.delivery.door import Appointment, Meeting, appointments_between
from punte.protection.justice.door import Hearing, hearings_between
from punte.protection.plans.door import Step, open_steps

ONE_DAY = timedelta(days=1)
AHEAD = timedelta(days=31)
HEARING_LASTS = timedelta(hours=1)
# What names the person of a file; a month has hundreds of rows, each with two dozen fields.
PERSON = ("file__plant", "file__number")


@dataclass(frozen=True)
class Span:
    """Whose dates, from which day to which; since None: all before too. mine: one's own alone.

    most: of each kind, the soonest.
    """

    since: date | None
    until: date | None
    mine: bool = True
    most: int = 300


def agenda(viewer: Viewer, span: Span) -> list[Entry]:
    """All that falls into a span, in order; at most `most` of each kind."""
    viewer.require(Permission.SEE_FILES)
    if not span.mine:
        viewer.require(Permission.REVIEW_FILES)
    return in_order(entry for source in SOURCES for entry in source(viewer, span))


def days(span: Span, field: str) -> dict[str, date]:
    """Conditions on a field of days."""
    bounds = {"gte": span.since, "lte": span.until}
    return {f"{field}__{name}": day for name, day in bounds.items() if day is not None}


def times(span: Span, field: str) -> dict[str, datetime]:
    """Conditions on a field of moments."""
    end = span.until + ONE_DAY if span.until else None
    bounds = {"gte": span.since, "lt": end}
    return {f"{field}__{name}": midnight(day) for name, day in bounds.items() if day is not None}


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(0)))


def tasks(viewer: Viewer, span: Span) -> list[Entry]:
    rows = agency_tasks(viewer).select_related(None).select_related("file")
    rows = rows.filter(done_at=None, **days(span, "due_on")).only("words", "due_on", *PERSON)
    if span.mine:
        rows = rows.filter(account=viewer.account_id)
    return [of_task(row) for row in rows.order_by("due_on", "id")[: span.most]]


def of_task(row: Task) -> Entry:
    file = row.file
    return Entry(
        kind=Kind.TASK,
        key=str(row.id),
        day=row.due_on,
        words=row.words,
        url=file.get_absolute_url() if file else reverse("protection:tasks"),
        person=str(file) if file else "",
        task=str(row.id),
    )


def steps(viewer: Viewer, span: Span) -> list[Entry]:
    rows = open_steps(viewer, caseworker=viewer.account_id if span.mine else None)
    rows = rows.filter(due_on__isnull=False, **days(span, "due_on"))
    rows = rows.only("words", "due_on", *PERSON)
    return [of_step(row) for row in rows[: span.most]]


def of_step(row: Step) -> Entry:
    return Entry(
        kind=Kind.STEP,
        key=str(row.id),
        day=row.due_on,
        words=row.words,
        url=row.file.get_absolute_url(),
        person=str(row.file),
    )


def clocks(viewer: Viewer, span: Span) -> list[Entry]:
    rows = my_clocks(viewer).filter(paused_at=None, **times(span, "due_at"))
    rows = rows.exclude(measure__in=TOLD_OTHERWISE).only("measure", "due_at", "url", "code")
    return [of_clock(row) for row in soonest(viewer, rows, span.most)]


def of_clock(row: Clock) -> Entry:
    return Entry(
        kind=Kind.CLOCK,
        key=str(row.id),
        day=timezone.localdate(row.due_at),
        at=row.due_at,
        words=row.name,
        what=row.name,
        url=row.url,
        person=row.person,
    )


def appointments(viewer: Viewer, span: Span) -> list[Entry]:
    since = span.since or timezone.localdate()
    until = span.until or since + AHEAD
    rows = appointments_between(viewer, midnight(since), midnight(until + ONE_DAY))
    rows = rows.exclude(state=Meeting.CANCELLED).select_related(None).select_related("file")
    rows = rows.only("what", "starts_at", "ends_at", *PERSON)
    if span.mine:
        rows = rows.filter(caseworker=viewer.account_id)
    return [of_appointment(row) for row in rows[: span.most]]


def of_appointment(row: Appointment) -> Entry:
    return Entry(
        kind=Kind.APPOINTMENT,
        key=str(row.id),
        day=timezone.localdate(row.starts_at),
        at=row.starts_at,
        until=row.ends_at,
        words=row.what,
        url=row.get_absolute_url(),
        person=str(row.file),
    )


def hearings(viewer: Viewer, span: Span) -> list[Entry]:
    since = span.since or timezone.localdate()
    until = span.until or since + AHEAD
    rows = hearings_between(viewer, midnight(since), midnight(until + ONE_DAY))
    if span.mine:
        rows = rows.filter(Q(goes=viewer.account_id) | Q(file__caseworker=viewer.account_id))
    return [of_hearing(row) for row in rows[: span.most]]


def of_hearing(row: Hearing) -> Entry:
    return Entry(
        kind=Kind.HEARING,
        key=str(row.id),
        day=timezone.localdate(row.at),
        at=row.at,
        until=row.at + HEARING_LASTS,
        words=row.get_kind_display(),
        what=row.get_kind_display(),
        url=row.file.get_absolute_url(),
        person=str(row.file),
    )


def follow_ups(viewer: Viewer, span: Span) -> list[Entry]:
    rows = follow_ups_to_do(viewer).filter(**days(span, "due_on"))
    if span.mine:
        rows = rows.filter(file__caseworker=viewer.account_id)
    return [of_follow_up(row) for row in rows[: span.most]]


def of_follow_up(row: FollowUp) -> Entry:
    return Entry(
        kind=Kind.FOLLOW_UP,
        key=str(row.id),
        day=row.due_on,
        words=NEUTRAL[Kind.FOLLOW_UP],
        url=row.file.get_absolute_url(),
        person=str(row.file),
    )


# Clocks that only repeat a date which stands in the calendar by itself.
TOLD_OTHERWISE = ("assistance.follow_up",)
SOURCES: tuple[Callable[[Viewer, Span], list[Entry]], ...] = (
    tasks,
    steps,
    clocks,
    appointments,
    hearings,
    follow_ups,
)
