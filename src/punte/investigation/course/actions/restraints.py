"""Preventive measures: ordered to the minute, extended, lifted."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.deadlines.door import meet_clock, stop_clocks, term_from
from punte.core.errors import Conflict, Invalid
from punte.investigation.cases.door import Case, hold_case
from punte.investigation.course.actions.accused import of_accused
from punte.investigation.course.actions.common import hold_row, keep, keep_new, run_clock
from punte.investigation.course.machine import PURSUED
from punte.investigation.course.models import Accused, Restraint
from punte.investigation.course.words import RestraintKind

# The police may retain; everything else is a prosecutor's or a court's.
OF_POLICE = frozenset({RestraintKind.RETENTION})


@dataclass(frozen=True)
class Order:
    """A preventive measure as it was ordered: from and to are minutes, not days."""

    kind: RestraintKind
    starts_at: datetime
    ends_at: datetime
    ordered_by: str
    number: str = ""


@transaction.atomic
def order_restraint(
    *, by: Viewer, case_id: UUID, accused_id: UUID, order: Order, version: int, key: UUID
) -> Restraint:
    """Keep a preventive measure, and let its clock run. One of the same kind that ends when this
    begins is extended by it.

    Raises Refused, NotHere, Invalid (longer than the table of rules lets), Conflict (one of the
    kind still runs then, or they are no longer pursued).
    """
    police = order.kind in OF_POLICE
    permission = Permission.WORK_CASES if police else Permission.DECIDE_COURSE
    case = hold_case(by, case_id, permission=permission)
    accused = hold_row(by, Accused, case, accused_id, version)
    if accused.state not in PURSUED:
        raise Conflict(_("They are no longer pursued, so nothing may bind them."))
    check_term(case, order)
    before = _extended(accused, order, key)
    row, new = keep_new(
        Restraint, by=by, case=case, action="course.restrain", key=key,
        values={**asdict(order), "accused": accused, "extends": before}, hung=of_accused(accused),
    )  # fmt: skip
    if new:
        if before is not None:
            meet_clock(by=by, about_id=before.pk, measure=before.measure)
        run_clock(by, case, row.measure, row, start=row.starts_at, due=row.ends_at)
    return row


def check_term(case: Case, order: Order) -> None:
    """Refuse what ends before it begins or lasts longer than the table of rules lets."""
    if order.ends_at <= order.starts_at:
        raise Invalid(_("It must end after it begins."))
    longest = term_from(f"restraint.{order.kind}", case.jurisdiction, order.starts_at)
    if longest is not None and order.ends_at > longest:
        last = date_format(timezone.localtime(longest), "DATETIME_FORMAT")
        raise Invalid(
            _("By the table of rules it may last until %(last)s at most.") % {"last": last}
        )


def _extended(accused: Accused, order: Order, key: UUID) -> Restraint | None:
    """The measure that this one goes on from; Conflict when one of its kind runs meanwhile."""
    same = accused.restraints.filter(kind=order.kind, lifted_at=None).exclude(request_key=key)
    running = same.filter(starts_at__lt=order.ends_at, ends_at__gt=order.starts_at).first()
    if running is not None:
        last = date_format(timezone.localtime(running.ends_at), "DATETIME_FORMAT")
        raise Conflict(
            _("One of this kind runs until %(last)s. An extension begins then.") % {"last": last}
        )
    return same.filter(ends_at=order.starts_at).first()


@transaction.atomic
def lift_restraint(
    *, by: Viewer, case_id: UUID, restraint_id: UUID, at: datetime, why: str, version: int
) -> Restraint:
    """A measure ended before its time. Raises Refused, NotHere, Invalid, Conflict."""
    case = hold_case(by, case_id)
    row = hold_row(by, Restraint, case, restraint_id, version)
    if row.lifted_at is not None or row.ends_at <= timezone.now():
        raise Conflict(_("This measure has ended already."))
    if not row.starts_at <= at <= timezone.now():
        raise Invalid(_("It was lifted after it began, and not in the future."))
    row.lifted_at, row.lifted_why = at, why
    stop_clocks(by=by, about_id=row.pk)
    keep(by, case, row, "course.lift")
    return row
