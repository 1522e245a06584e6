"""Climbing a chain, and seeing to what it is about."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from punte.core.access.door import Viewer
from punte.core.agencies.door import Agency
from punte.core.deadlines.door import Clock, calendar_of, is_urgent
from punte.core.errors import NotHere
from punte.core.escalation.models import RUNNING, Run
from punte.core.escalation.people import Late, told_at
from punte.core.escalation.queries import chain_of
from punte.core.escalation.rules import OVERSIGHT, RESPONSIBLE, Step, steps_of
from punte.core.ledger.door import record as record_entry
from punte.core.notices.door import agency_behind, read_notice, send_notice

BATCH = 200
# When nobody at all could be told, not even oversight, it is tried again.
AGAIN = timedelta(hours=1)
DONE = Q(clock__met_at__isnull=False) | Q(clock__stopped_at__isnull=False)


@transaction.atomic
def begin_run(*, clock: Clock, now: datetime) -> Run | None:
    """Let the chain of whoever must act climb for a missed clock; once for each clock.

    None when no agency stands behind the number that must act.
    """
    agency = agency_behind(clock.responsible)
    if agency is None:
        return None
    urgent = is_urgent(clock.measure)
    rows = [step.row() for step in chain_of(agency.pk, urgent).in_order]
    run = Run(clock=clock, record=clock.record, owner=clock.owner, urgent=urgent, steps=rows)
    run.began_at, run.next_at = now, _comes_at(steps_of(rows)[0], now, agency)
    made = Run.objects.bulk_create([run], ignore_conflicts=True)
    if run.next_at <= now:
        climb_due(now=now, only=clock.pk)
    return made[0]


def climb_due(*, now: datetime, only: UUID | None = None) -> int:
    """Tell whoever stands at each step whose time has come; returns how many steps were taken.

    For the worker: rows are taken with SKIP LOCKED and moved on in the transaction that tells,
    so that a step is told once, whoever tries. only: the chain of one clock.
    """
    taken = 0
    while True:
        with transaction.atomic():
            runs = _due(now, only)
            for run in runs:
                _climb(run, now)
        taken += len(runs)
        if not runs:
            return taken


def _due(now: datetime, only: UUID | None) -> list[Run]:
    """The chains that must climb; those whose clock has closed end here."""
    rows = Run.objects.filter(RUNNING, next_at__lte=now)
    if only is not None:
        rows = rows.filter(clock_id=only)
    ended = rows.filter(DONE).values("pk")
    Run.objects.filter(pk__in=ended).update(next_at=None)
    due = rows.filter(clock__paused_at=None).select_related("clock").order_by("next_at")
    return list(due.select_for_update(of=("self",), skip_locked=True)[:BATCH])


def _climb(run: Run, now: datetime) -> None:
    """Tell the next step; with nobody there the one after it at once, and oversight at last."""
    agency = agency_behind(run.clock.responsible)
    steps = steps_of(run.steps)
    if agency is None:
        run.next_at = None
    else:
        ahead = [*enumerate(steps[run.place :], run.place + 1), (len(steps), Step(OVERSIGHT, 0))]
        reached = next((place for place, step in ahead if _tell(run, step, agency)), None)
        run.place = run.place if reached is None else reached
        run.next_at = _next_at(run, steps, agency, now) if reached is not None else now + AGAIN
    run.save(update_fields=["place", "next_at"])


def _next_at(run: Run, steps: list[Step], agency: Agency, now: datetime) -> datetime | None:
    if run.place >= len(steps):
        return None
    return _comes_at(steps[run.place], run.began_at, agency)


def _comes_at(step: Step, began: datetime, agency: Agency) -> datetime:
    zone, free = calendar_of(agency.jurisdiction_id, began)
    return step.comes_at(began, zone, free)


def _tell(run: Run, step: Step, agency: Agency) -> int:
    """Returns how many were told; none when nobody works there."""
    clock = run.clock
    late = Late(agency, clock.responsible, run.owner)
    told = send_notice(
        kind="deadline_missed" if step.who == RESPONSIBLE else "escalation",
        params={"measure": clock.measure},
        url=clock.url,
        urgent=run.urgent,
        to_accounts=told_at(step, late, timezone.localdate()),
        run=run.pk,
    )
    if told:
        record_entry(
            action="escalation.tell",
            by=None,
            subject=run.record,
            owners=[run.owner],
            detail={"clock": str(clock.pk), "who": step.who, "told": told},
        )
    return told


@transaction.atomic
def see_to(*, by: Viewer, notice_id: UUID) -> bool:
    """Take a late thing on: its chain climbs no further. False when somebody did before.

    Raises NotHere for another's notice, or one that no chain has sent.
    """
    notice = read_notice(by=by, notice_id=notice_id)
    run = Run.objects.select_for_update().filter(pk=notice.run).first() if notice.run else None
    if run is None:
        raise NotHere(what="see to notice")
    if run.seen_to_at is not None:
        return False
    run.seen_to_at, run.seen_to_by, run.next_at = timezone.now(), by.account_id, None
    run.save(update_fields=["seen_to_at", "seen_to_by", "next_at"])
    record_entry(
        action="escalation.see_to",
        by=by,
        subject=run.record,
        owners=[run.owner],
        detail={"clock": str(run.clock_id)},
    )
    return True
