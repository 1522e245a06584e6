"""The clocks that assessments and plans start and meet; the terms come from the rule table."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.urls import reverse

from punte.core.access.door import Viewer
from punte.core.agencies.door import Jurisdiction
from punte.core.deadlines.door import meet_clock, start_clock
from punte.protection.assistance.door import AssistanceFile, responsible_for
from punte.protection.persons.door import code_of

ASSESS, PLAN, REVIEW = "assistance.assess", "assistance.plan", "assistance.plan_review"


def assessed(by: Viewer, file: AssistanceFile, *, planned: bool) -> None:
    """An assessment was made; a first plan is owed now."""
    meet_clock(by=by, about_id=file.id, measure=ASSESS)
    if not planned:
        _start(by, file, PLAN, "protection:plan")


def agreed(by: Viewer, file: AssistanceFile, review_on: date) -> None:
    """The plan was agreed, for the first time or again; it is looked at on the day named."""
    meet_clock(by=by, about_id=file.id, measure=PLAN)
    meet_clock(by=by, about_id=file.id, measure=REVIEW)
    zone = Jurisdiction.objects.values_list("time_zone", flat=True).get(pk=file.jurisdiction)
    due = datetime.combine(review_on, time(23, 59), ZoneInfo(zone))
    _start(by, file, REVIEW, "protection:plan", due)


def _start(
    by: Viewer, file: AssistanceFile, measure: str, page: str, due: datetime | None = None
) -> None:
    start_clock(
        by=by,
        measure=measure,
        jurisdiction=file.jurisdiction,
        record=file.person_id,
        about_kind="file",
        about_id=file.id,
        owner=file.owner,
        responsible=responsible_for(file),
        audiences=file.audiences,
        url=reverse(page, args=[file.id]),
        due=due,
        code=code_of(file.plant, file.number),
    )
