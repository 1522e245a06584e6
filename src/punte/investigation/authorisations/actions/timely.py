"""What time brings, for the worker: each once, whoever else works beside it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from punte.investigation.authorisations.actions.deciding import carry_out
from punte.investigation.authorisations.actions.life import lapse, run_out
from punte.investigation.authorisations.machine import Move, State, may
from punte.investigation.authorisations.models import Authorisation, Quarantine
from punte.investigation.cases.door import lock_case

BATCH = 200


def stop_due(now: datetime, most: int = BATCH) -> int:
    """Mark orders whose end has come, and urgent ones that no judge confirmed in time.

    Each in a transaction of its own: what is done for one stays, whatever comes of the next.
    """
    late = Q(confirm_by__lte=now)
    over = Q(state__in=[State.GRANTED, State.ACTIVE], end__lte=now)
    due = Authorisation.objects.filter(late | over).order_by("end").values_list("pk", flat=True)
    return sum(_stop(key, now) for key in list(due[:most]))


@transaction.atomic
def _stop(key: UUID, now: datetime) -> int:
    """One order, unless another worker or somebody of the team was quicker: then 0."""
    # The case first, as all who act on an order do: what is being taken in or copied now is there
    # to be sealed with the rest, or comes too late.
    lock_case(Authorisation.objects.values_list("case", flat=True).get(pk=key))
    rows = Authorisation.objects.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("case", "rule").get(pk=key)
    if may(row.life, Move.LAPSE, now):
        lapse(row, now)
    elif may(row.life, Move.RUN_OUT, now):
        run_out(row, now)
    else:
        return 0
    return 1


def carry_out_confirmed(now: datetime, most: int = BATCH) -> int:
    """Destroy what two people decided to destroy, each in a transaction of its own."""
    rows = Quarantine.objects.filter(state=Quarantine.State.CONFIRMED).order_by("second_at")
    return sum(_carry_out(key, now) for key in list(rows.values_list("pk", flat=True)[:most]))


@transaction.atomic
def _carry_out(key: UUID, now: datetime) -> int:
    rows = Quarantine.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
    row = rows.filter(pk=key, state=Quarantine.State.CONFIRMED).first()
    if row is None:
        return 0
    carry_out(row, now)
    return 1
