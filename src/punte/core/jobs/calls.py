"""What a clock's call becomes: a notice to whoever stands at that step."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from punte.core.deadlines.door import Clock, Stage, take_calls
from punte.core.notices.door import coordination_above, send_notice, supervisors_above

BATCH = 200


def make_due_calls(now: datetime) -> int:
    """Make every call whose time has come, in batches; returns how many were made."""
    made = 0
    while True:
        with transaction.atomic():
            calls = take_calls(now=now, most=BATCH)
            for clock, stage in calls:
                _tell(clock, stage)
        made += len(calls)
        if not calls:
            return made


def _tell(clock: Clock, stage: Stage) -> None:
    """Near and missed go to who must act, the later steps above them."""
    params = {"measure": clock.measure}
    if stage in (Stage.NEAR, Stage.MISSED):
        late = stage == Stage.MISSED
        send_notice(
            kind="deadline_missed" if late else "deadline_near",
            params=params,
            url=clock.url,
            urgent=late,
            to_audience=clock.responsible,
        )
        return
    above = supervisors_above if stage == Stage.SUPERVISORS else coordination_above
    send_notice(
        kind="escalation",
        params=params,
        url=clock.url,
        urgent=True,
        to_accounts=above(clock.responsible),
    )
