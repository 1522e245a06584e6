"""What every act on a case's course begins and ends with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer, get_visible
from punte.core.deadlines.door import start_clock
from punte.core.errors import Invalid, Stale
from punte.core.once import made_once
from punte.investigation.cases.door import Case, CaseRow, Stage, follow_course, note, of_case
from punte.investigation.course.models.base import CourseRow

R = TypeVar("R", bound=CourseRow)
HEARING, APPEAL = "course.hearing", "course.appeal"


def keep_new(
    model: type[R],
    *,
    by: Viewer,
    case: Case,
    action: str,
    key: UUID,
    values: Mapping[str, Any],
    hung: Mapping[str, Any] | None = None,
) -> tuple[R, bool]:
    """A new row and its entry in the ledger, once for a key; and whether it is new.

    hung: whose row it is where that is not the case's whole team.
    """

    def make() -> R:
        marks = {"made_at": timezone.now(), "made_by_id": by.account_id, "request_key": key}
        row = model(**(hung or of_case(case)), **values, **marks)
        row.save(force_insert=True)
        return row

    row, new = made_once(model, by=by, request_key=key, same={"case_id": case.pk}, make=make)
    if new:
        note(by, case, action, row=str(row.pk))
    return row, new


def hold_row(by: Viewer, model: type[R], case: Case, pk: UUID, version: int) -> R:
    """A row of the case, held still. Raises NotHere, Conflict for an old form."""
    row = get_visible(model, viewer=by, lock=True, case=case, pk=pk)
    if row.version != version:
        raise Stale
    return row


def keep(by: Viewer, case: Case, row: CourseRow, action: str, **detail: Any) -> None:
    """Save a changed row as its next version, and the entry in the ledger."""
    row.version += 1
    row.save()
    note(by, case, action, row=str(row.pk), **detail)


def follow(by: Viewer, case: Case, row: CaseRow, to: Stage, text: str = "") -> None:
    """The case's stage follows what the row records; what few may know moves nothing that all of
    the team see.
    """
    if row.audiences == case.audiences:
        follow_course(by=by, case=case, to=to, text=text)


def refuse_future(day: date | None) -> None:
    """Raises Invalid for a day that has not come."""
    if day is not None and day > timezone.localdate():
        raise Invalid(_("This day has not come yet."))


def run_clock(
    by: Viewer, case: Case, measure: str, row: CourseRow, *, start: datetime, due: datetime | None
) -> None:
    """A clock of the whole team; none for what is over already."""
    if due is not None and due <= timezone.now():
        return
    start_clock(
        by=by,
        measure=measure,
        jurisdiction=case.jurisdiction,
        record=case.pk,
        code=case.number,
        about_kind=row._meta.model_name or "",
        about_id=row.pk,
        owner=case.owner,
        audiences=row.audiences,
        url=f"/cases/{case.pk}/course/",
        start=start,
        due=due,
    )
