"""School, and the people whom the child path calls in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer, get_visible
from punte.core.errors import Conflict, Invalid
from punte.core.once import made_once
from punte.protection.assistance.door import hold_file
from punte.protection.children.actions.path import note
from punte.protection.children.instruments import roles_in
from punte.protection.children.models import Companion, Schooling
from punte.protection.children.models.words import Attendance, Barrier, SchoolLevel


@dataclass(frozen=True)
class School:
    """How it stands since a day. district: a county, never an address."""

    level: SchoolLevel
    attendance: Attendance
    since: date
    district: str = ""
    barriers: Sequence[Barrier] = ()
    note: str = ""


@transaction.atomic
def record_schooling(*, by: Viewer, file: UUID, school: School, request_key: UUID) -> Schooling:
    """Keep how it stands with school now; what stood before stays readable."""
    held = hold_file(by, file)
    if school.since > timezone.localdate():
        raise Invalid(_("The day lies in the future."))
    row, new = made_once(
        Schooling,
        by=by,
        request_key=request_key,
        same={"file_id": held.id},
        make=lambda: Schooling.objects.create(
            file=held,
            level=school.level,
            attendance=school.attendance,
            district=school.district.strip(),
            since=school.since,
            barriers=sorted(school.barriers),
            note=school.note.strip(),
            recorded_by_id=by.account_id,
            recorded_at=timezone.now(),
            request_key=request_key,
            owner=held.owner,
            audiences=held.audiences,
        ),
    )
    if new:
        note(by, held, "child.school", schooling=str(row.id))
    return row


@transaction.atomic
def call_in(
    *, by: Viewer, file: UUID, role: str, body: str, district: str, starts_on: date,
    request_key: UUID,
) -> Companion:  # fmt: skip
    """Keep who stands beside the child, by role and body. Raises Invalid for a role that the
    country's table lacks.
    """
    held = hold_file(by, file)
    if role not in {known.key for known in roles_in(held.jurisdiction)}:
        raise Invalid(_("There is no such role in this country."))
    if not body.strip():
        raise Invalid(_("Say which body or office it is."))
    row, new = made_once(
        Companion,
        by=by,
        request_key=request_key,
        same={"file_id": held.id},
        make=lambda: Companion.objects.create(
            file=held,
            role=role,
            body=body.strip(),
            district=district.strip(),
            starts_on=starts_on,
            recorded_by_id=by.account_id,
            recorded_at=timezone.now(),
            request_key=request_key,
            owner=held.owner,
            audiences=held.audiences,
        ),
    )
    if new:
        note(by, held, "child.companion", companion=str(row.id), role=role)
    return row


@transaction.atomic
def end_companion(*, by: Viewer, companion: UUID, version: int, ends_on: date) -> Companion:
    """The last day on which they stand beside the child."""
    seen = get_visible(Companion, viewer=by, pk=companion)
    file = hold_file(by, seen.file_id)
    row = get_visible(Companion, viewer=by, lock=True, pk=companion)
    if row.version != version or row.ends_on is not None:
        raise Conflict(what="child.companion_end", subject=file.person_id)
    if ends_on < row.starts_on:
        raise Invalid(_("The last day lies before the first."))
    row.ends_on = ends_on
    row.version += 1
    row.save(update_fields=["ends_on", "version"])
    note(by, file, "child.companion_end", companion=str(row.id))
    return row
