"""Judgments with a verdict on each charge, appeals, final judgments, sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.deadlines.door import meet_clock, stop_clocks, term_from
from punte.core.errors import Conflict, Invalid
from punte.investigation.cases.door import Case, Stage, hold_case
from punte.investigation.course.actions.accused import of_accused, take_step
from punte.investigation.course.actions.common import (
    APPEAL,
    follow,
    hold_row,
    keep,
    keep_new,
    refuse_future,
    run_clock,
)
from punte.investigation.course.actions.court import somebody_in_court
from punte.investigation.course.machine import outcome_of
from punte.investigation.course.models import Accused, Appeal, Charge, Judgment, Verdict
from punte.investigation.course.words import (
    AppealEnd,
    Appellant,
    ChargeState,
    Finding,
    Instance,
    State,
)

D = Permission.DECIDE_COURSE


@dataclass(frozen=True)
class Ruling:
    """A judgment as the court gave it; told_on: when it was communicated."""

    instance: Instance
    court: str
    number: str
    on: date
    told_on: date | None = None


@transaction.atomic
def give_judgment(
    *, by: Viewer, case_id: UUID, ruling: Ruling, findings: Mapping[UUID, Finding], key: UUID
) -> Judgment:
    """Keep a judgment with what it says of each charge; findings: by charge.

    Raises Refused, NotHere, Invalid (no finding, told before it was given), Conflict (a charge
    that does not stand, or of somebody who is not before the court).
    """
    case = hold_case(by, case_id, permission=D)
    refuse_future(ruling.on)
    _check_told(ruling.told_on, ruling.on)
    charges = list(
        Charge.objects.visible_to(by)
        .filter(case=case, pk__in=list(findings), state=ChargeState.BROUGHT)
        .select_related("accused")
    )
    if not charges:
        raise Invalid(_("Say what the court found on at least one charge."))
    row, new = keep_new(
        Judgment, by=by, case=case, action="course.judge", key=key, values=asdict(ruling)
    )
    if not new:
        return row
    if len(charges) < len(findings) or any(c.accused.state != State.DEFENDANT for c in charges):
        raise Conflict(_("A court judges charges that stand, against who is before it."))
    Verdict.objects.bulk_create(
        Verdict(
            **of_accused(charge.accused),
            judgment=row,
            accused=charge.accused,
            charge=charge,
            finding=findings[charge.pk],
        )
        for charge in charges
    )
    _clock_appeal(by, case, row)
    return row


def _check_told(told_on: date | None, on: date) -> None:
    refuse_future(told_on)
    if told_on is not None and told_on < on:
        raise Invalid(_("It cannot be communicated before it was given."))


def _clock_appeal(by: Viewer, case: Case, row: Judgment) -> None:
    """The term of appeal runs from the end of the day on which the judgment was communicated."""
    if row.told_on is not None and row.instance != Instance.LAST:
        told = _end_of(row.told_on)
        due = term_from(APPEAL, case.jurisdiction, told)
        run_clock(by, case, APPEAL, row, start=told, due=due)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


def appeal_until(case: Case, row: Judgment) -> datetime | None:
    """The last moment to appeal by the table of rules, once the judgment was communicated."""
    return term_from(APPEAL, case.jurisdiction, _end_of(row.told_on)) if row.told_on else None


@transaction.atomic
def communicate_judgment(
    *, by: Viewer, case_id: UUID, judgment_id: UUID, on: date, version: int
) -> Judgment:
    """The judgment was communicated: the term of appeal runs. Raises Conflict, Invalid."""
    case = hold_case(by, case_id, permission=D)
    row = hold_row(by, Judgment, case, judgment_id, version)
    if row.told_on is not None or row.final_on or row.quashed_on:
        raise Conflict(_("This judgment was communicated already."))
    _check_told(on, row.on)
    row.told_on = on
    _clock_appeal(by, case, row)
    keep(by, case, row, "course.communicate")
    return row


@transaction.atomic
def lodge_appeal(
    *, by: Viewer, case_id: UUID, judgment_id: UUID, appellant: Appellant, on: date, grounds: str,
    key: UUID,
) -> Appeal:  # fmt: skip
    """An appeal against a judgment; one after the term is kept and marked late.

    Raises Refused, NotHere, Invalid (before the judgment), Conflict (final or quashed).
    """
    case = hold_case(by, case_id, permission=D)
    refuse_future(on)
    row = hold_row(by, Judgment, case, judgment_id, version_of(by, case, judgment_id))
    if row.final_on or row.quashed_on:
        raise Conflict(_("This judgment can no longer be appealed."))
    if on < row.on:
        raise Invalid(_("An appeal comes after the judgment."))
    last = appeal_until(case, row)
    late = last is not None and on > timezone.localdate(last)
    values = {"judgment": row, "appellant": appellant, "on": on, "grounds": grounds, "late": late}
    made, new = keep_new(Appeal, by=by, case=case, action="course.appeal", key=key, values=values)
    if new:
        meet_clock(by=by, about_id=row.pk, measure=APPEAL)
        follow(by, case, made, Stage.APPEAL, str(row))
    return made


def version_of(by: Viewer, case: Case, judgment_id: UUID) -> int:
    """The version that stands, for acts that add to a judgment without changing it."""
    found = Judgment.objects.visible_to(by).filter(case=case, pk=judgment_id)
    return found.values_list("version", flat=True).first() or 0


@transaction.atomic
def end_appeal(
    *, by: Viewer, case_id: UUID, appeal_id: UUID, end: AppealEnd, on: date, version: int
) -> Appeal:
    """How an appeal ended. Quashed, the judgment falls and the case goes back to a court.

    Raises Refused, NotHere, Conflict, Invalid.
    """
    case = hold_case(by, case_id, permission=D)
    refuse_future(on)
    row = hold_row(by, Appeal, case, appeal_id, version)
    if row.end != AppealEnd.PENDING or end == AppealEnd.PENDING:
        raise Conflict(_("This appeal has ended already."))
    if on < row.on:
        raise Invalid(_("It cannot end before it was lodged."))
    row.end, row.ended_on = end, on
    keep(by, case, row, "course.end_appeal", end=str(end))
    if end in {AppealEnd.QUASHED, AppealEnd.CHANGED}:
        judgment = row.judgment
        judgment.quashed_on = on
        stop_clocks(by=by, about_id=judgment.pk)
        keep(by, case, judgment, "course.quash")
    return row


@transaction.atomic
def make_final(*, by: Viewer, case_id: UUID, judgment_id: UUID, on: date, version: int) -> Judgment:
    """A judgment can no longer be changed: who it judged is convicted, acquitted or free of it.

    The case's stage follows once no court has anybody of it to judge.
    Raises Refused, NotHere, Conflict (quashed, final already, or an appeal is not decided).
    """
    case = hold_case(by, case_id, permission=D)
    refuse_future(on)
    row = hold_row(by, Judgment, case, judgment_id, version)
    if row.final_on or row.quashed_on:
        raise Conflict(_("This judgment is final, or was quashed."))
    if row.appeals.filter(end=AppealEnd.PENDING).exists():
        raise Conflict(_("An appeal against it is not decided yet."))
    if on < row.on:
        raise Invalid(_("It cannot be final before it was given."))
    row.final_on = on
    stop_clocks(by=by, about_id=row.pk)
    keep(by, case, row, "course.final")
    _judge(by, case, row, on)
    if not somebody_in_court(by, case):
        follow(by, case, row, Stage.FINAL, str(row))
    return row


def _judge(by: Viewer, case: Case, judgment: Judgment, on: date) -> None:
    """Everybody whom the judgment speaks of takes the state that it makes."""
    verdicts = Verdict.objects.visible_to(by).filter(judgment=judgment)
    findings: dict[UUID, list[str]] = {}
    for verdict in verdicts:
        findings.setdefault(verdict.accused_id, []).append(verdict.finding)
    rows = Accused.objects.visible_to(by).filter(case=case, pk__in=findings)
    for accused in rows.select_for_update(of=("self",)).select_related("entity"):
        take_step(by, accused, outcome_of(findings[accused.pk]), on, str(judgment)[:500])
        accused.version += 1
        accused.save()
