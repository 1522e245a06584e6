"""Asking the worker to weigh a case that is too large to be weighed while one waits."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from punte.core.access.door import Permission, Viewer
from punte.investigation.analysis.models import Weighing
from punte.investigation.analysis.tasks import weigh_case
from punte.investigation.cases.door import get_case, note


@transaction.atomic
def ask_weighing(*, by: Viewer, case_id: UUID) -> Weighing:
    """Have the case weighed over what the viewer sees, for them alone. Twice is once.

    What was weighed before stays until the new is there. Raises Refused, NotHere.
    """
    by.require(Permission.SEE_CASES)
    case = get_case(by, case_id)
    row, new = (
        Weighing.objects.visible_to(by)
        .select_for_update()
        .get_or_create(
            case=case,
            account_id=by.account_id,
            defaults={
                "owner": by.account_audience,
                "audiences": [by.account_audience],
                "agency_id": by.agency_id,
                "state": Weighing.State.WAITING,
                "moved_at": timezone.now(),
            },
        )
    )
    if not new:
        if row.busy and not row.still:
            return row
        row.state, row.moved_at = Weighing.State.WAITING, timezone.now()
        row.agency_id = by.agency_id
        row.save(update_fields=["state", "moved_at", "agency"])
    note(by, case, "weights.ask")
    weigh_case.configure(lock=f"weigh:{row.pk}").defer(weighing_id=str(row.pk))
    return row
