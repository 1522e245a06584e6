"""What time brings, for the worker: each once, whoever else works beside it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from punte.investigation.authorisations.actions.deciding import carry_out
from punte.investigation.authorisations.actions.life import lapse, run_out
from punte.investigation.authorisations.machine import State
from punte.investigation.authorisations.models import Authorisation, Quarantine

BATCH = 200


@transaction.atomic
def stop_due(now: datetime, most: int = BATCH) -> int:
    """Mark orders whose end has come, and urgent ones that no judge confirmed in time."""
    rows = Authorisation.objects.select_for_update(skip_locked=True, of=("self",))
    late = rows.filter(confirm_by__lte=now).select_related("case", "rule")[:most]
    stopped = [lapse(row, now) for row in late]
    over = rows.filter(state__in=[State.GRANTED, State.ACTIVE], end__lte=now)
    stopped += [run_out(row, now) for row in over.select_related("case", "rule")[:most]]
    return len(stopped)


@transaction.atomic
def carry_out_confirmed(now: datetime, most: int = BATCH) -> int:
    """Destroy what two people decided to destroy."""
    rows = Quarantine.objects.select_for_update(skip_locked=True, of=("self",))
    due = list(rows.filter(state=Quarantine.State.CONFIRMED).order_by("second_at")[:most])
    for row in due:
        carry_out(row, now)
    return len(due)
