"""What is ahead in all of somebody's cases: dates in court, tasks, ends of preventive measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.investigation.cases.door import Case, Wait, my_case_tasks
from punte.investigation.course.models import Accused, Restraint
from punte.investigation.course.queries.course import hearings_ahead

MOST = 300
NEAR = timedelta(days=7)


def course_url(case_id: UUID) -> str:
    return reverse("investigation:course", args=[case_id])


@dataclass(frozen=True)
class Ahead:
    """One thing on a day. at: its hour, if it has one."""

    day: date
    at: datetime | None
    title: str
    detail: str
    case: Case
    url: str


def calendar_of(viewer: Viewer) -> list[tuple[date, list[Ahead]]]:
    """Everything ahead by day; what is late and not ended stands first."""
    found = [*_hearings(viewer), *_tasks(viewer), *_ends(viewer)]
    found.sort(key=lambda one: (one.day, one.at is None, one.at or timezone.now(), one.title))
    return [(day, list(rows)) for day, rows in groupby(found, key=lambda one: one.day)]


def _hearings(viewer: Viewer) -> Iterator[Ahead]:
    for row in hearings_ahead(viewer)[:MOST]:
        where = " · ".join(filter(None, [row.court, row.room]))
        day = timezone.localdate(row.at)
        yield Ahead(day, row.at, row.get_kind_display(), where, row.case, course_url(row.case_id))


def _tasks(viewer: Viewer) -> Iterator[Ahead]:
    for row in my_case_tasks(viewer).filter(due_on__isnull=False)[:MOST]:
        url = reverse("investigation:case_tasks", args=[row.case_id])
        yield Ahead(row.due_on or date.max, None, row.title, row.details, row.case, url)


def restraints_running(viewer: Viewer) -> QuerySet[Restraint]:
    """Preventive measures under way in all one's cases, the first to end first."""
    viewer.require(Permission.SEE_CASES)
    rows = Restraint.objects.visible_to(viewer).filter(lifted_at=None, ends_at__gt=timezone.now())
    return rows.select_related("case", "accused__entity").order_by("ends_at", "pk")


def _ends(viewer: Viewer) -> Iterator[Ahead]:
    for row in restraints_running(viewer)[:MOST]:
        title = _("Ends: %(measure)s") % {"measure": row.get_kind_display()}
        day = timezone.localdate(row.ends_at)
        yield Ahead(day, row.ends_at, title, str(row.accused), row.case, course_url(row.case_id))


def near_hearings(viewer: Viewer) -> Iterable[Wait]:
    """Dates in court of the next days, and those whose outcome was not written down."""
    rows: Any = hearings_ahead(viewer).filter(at__lt=timezone.now() + NEAR)
    for row in rows:
        yield Wait(str(row), row.case, course_url(row.case_id), row.at)


def ending_restraints(viewer: Viewer) -> Iterable[Wait]:
    """Preventive measures that end in the next days."""
    for row in restraints_running(viewer).filter(ends_at__lt=timezone.now() + NEAR):
        yield Wait(row.get_kind_display(), row.case, course_url(row.case_id), row.ends_at)


def how_many_pursued(viewer: Viewer, case: Case) -> int:
    return Accused.objects.visible_to(viewer).filter(case=case).count()
