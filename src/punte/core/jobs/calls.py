"""What a clock's call becomes: a notice to whoever stands at that step."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from punte.core.deadlines.door import Clock, Stage, take_calls
from punte.core.escalation.door import begin_run
from punte.core.notices.door import send_notice

BATCH = 200


def make_due_calls(now: datetime) -> int:
    """Make every call whose time has come, in batches; returns how many were made."""
    made = 0
    while True:
        with transaction.atomic():
            calls = take_calls(now=now, most=BATCH)
            for clock, stage in calls:
                _tell(clock, stage, now)
        made += len(calls)
        if not calls:
            return made


def _tell(clock: Clock, stage: Stage, now: datetime) -> None:
    """What is near is told to who must act; what was missed climbs the chain of their agency."""
    if stage == Stage.MISSED and begin_run(clock=clock, now=now):
        return
    late = stage == Stage.MISSED
    send_notice(
        kind="deadline_missed" if late else "deadline_near",
        params={"measure": clock.measure},
        url=clock.url,
        urgent=late,
        to_audience=clock.responsible,
    )
