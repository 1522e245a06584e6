"""Pausing, meeting and stopping clocks; starting is `starting.py`, the rules `table_actions.py`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from punte.core.access.door import Viewer
from punte.core.deadlines import rules
from punte.core.deadlines.measures import is_period
from punte.core.deadlines.models import Clock, ClockCall
from punte.core.deadlines.queries import open_clocks, open_clocks_of
from punte.core.ledger.door import record as record_entry

BATCH = 200


@transaction.atomic
def pause_clock(*, by: Viewer | None, about_id: UUID, measure: str) -> Clock | None:
    """Let a clock wait; None when none is open. A paused clock stays as it is."""
    clock = _lock(by, about_id, measure)
    if clock is not None and clock.paused_at is None:
        clock.paused_at = timezone.now()
        clock.save(update_fields=["paused_at"])
        _enter("pause", by, clock)
    return clock


@transaction.atomic
def resume_clock(*, by: Viewer | None, about_id: UUID, measure: str) -> Clock | None:
    """Let a paused clock run on; it is due later by as long as it waited."""
    clock = _lock(by, about_id, measure)
    if clock is not None and clock.paused_at is not None:
        _end_pause(clock, timezone.now())
        _enter("resume", by, clock)
    return clock


def _end_pause(clock: Clock, now: datetime) -> None:
    """Its moments lie later by as long as it waited."""
    paused = clock.paused_at
    if paused is None:
        return
    clock.paused_total += max(now, paused) - paused
    clock.due_at = rules.pushed_by(clock.due_at, paused, now)
    clock.warn_at = rules.pushed_by(clock.warn_at, paused, now)
    if clock.next_at is not None:
        clock.next_at = rules.pushed_by(clock.next_at, paused, now)
    clock.paused_at = None
    clock.save(update_fields=["paused_total", "due_at", "warn_at", "next_at", "paused_at"])


@transaction.atomic
def meet_clock(*, by: Viewer | None, about_id: UUID, measure: str) -> Clock | None:
    """What was due has been done; None when no such clock is open. A pause does not count."""
    clock = _lock(by, about_id, measure)
    if clock is not None:
        clock.met_at = timezone.now()
        _end_pause(clock, clock.met_at)
        if clock.met_at > clock.due_at and clock.missed_at is None:
            clock.missed_at = clock.due_at
        clock.save(update_fields=["met_at", "missed_at"])
        _enter("meet", by, clock)
    return clock


@transaction.atomic
def stop_clocks(*, by: Viewer | None, about_id: UUID) -> int:
    """Nothing is due any more about this; returns how many clocks that stopped."""
    clocks = list(open_clocks(by, about_id=about_id).select_for_update(of=("self",)))
    for clock in clocks:
        clock.stopped_at = timezone.now()
        clock.save(update_fields=["stopped_at"])
        _enter("stop", by, clock)
    return len(clocks)


@transaction.atomic
def take_calls(*, now: datetime, most: int = BATCH) -> list[tuple[Clock, rules.Stage]]:
    """For the worker: the calls whose time has come, each handed out once, whoever asks.

    The caller sends them in the same transaction, so that a call is made and marked or neither.
    """
    due = (
        Clock.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(next_at__lte=now, paused_at=None, met_at=None, stopped_at=None)
        .select_related("rule")
        .order_by("next_at")[:most]
    )
    return [(clock, stage) for clock in due for stage in _take(clock, now)]


@transaction.atomic
def pass_clocks(*, by: Viewer, old: int, new: int, records: Collection[UUID] = ()) -> int:
    """Let somebody else of the viewer's agency act: its open clocks go from audience `old` to
    `new`, those of the named records only when any is named. Returns how many.
    """
    clocks = open_clocks_of(by, responsible=old)
    if records:
        clocks = clocks.filter(record__in=records)
    rows = list(clocks.select_for_update(of=("self",)))
    for clock in rows:
        clock.responsible = new
        clock.audiences = sorted({*clock.audiences, new} - {old} | {clock.owner})
        clock.save(update_fields=["responsible", "audiences"])
        _enter("pass", by, clock)
    return len(rows)


def _take(clock: Clock, now: datetime) -> list[rules.Stage]:
    if clock.due_at <= now and is_period(clock.measure):
        clock.met_at, clock.next_at = clock.due_at, None
        clock.save(update_fields=["met_at", "next_at"])
        return []
    made = set(clock.made_calls.values_list("stage", flat=True))
    calls = rules.calls_due(clock.calls, made, now)
    ClockCall.objects.bulk_create(
        [ClockCall(clock=clock, stage=call.stage, at=now) for call in calls]
    )
    if clock.due_at <= now and clock.missed_at is None:
        clock.missed_at = clock.due_at
    clock.next_at = rules.next_call(clock.calls, now)
    clock.save(update_fields=["missed_at", "next_at"])
    return [call.stage for call in calls]


def _lock(by: Viewer | None, about_id: UUID, measure: str) -> Clock | None:
    clocks = open_clocks(by, about_id=about_id, measures=[measure])
    return clocks.select_for_update(of=("self",)).first()


def _enter(verb: str, by: Viewer | None, clock: Clock) -> None:
    """A ledger entry where a person acted; what the worker does follows from the rule."""
    if by is not None:
        record_entry(
            action=f"deadline.{verb}",
            by=by,
            subject=clock.record,
            owners=[clock.owner],
            detail={"clock": str(clock.pk), "measure": clock.measure},
        )
