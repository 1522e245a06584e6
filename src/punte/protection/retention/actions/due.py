"""Computing whose time has run out. Nothing is erased by it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from punte.core.ids import new_id
from punte.core.ledger.door import record
from punte.protection.persons.door import code_of
from punte.protection.retention.models import Due

SQL = (Path(__file__).resolve().parent.parent / "due.sql").read_text(encoding="utf-8")
BATCH = 2000
KEPT = ("code", "kind", "then", "rule_id", "closed_on", "due_on", "gone_at")


@transaction.atomic
def compute_due(day: date) -> int:
    """For the worker: write down who is due on a day, and take away who no longer is.

    Returns how many are due. Run twice, it changes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"day": day})
        found = [_row(*values) for values in cursor.fetchall()]
    for at in range(0, len(found), BATCH):
        Due.objects.bulk_create(
            found[at : at + BATCH],
            update_conflicts=True,
            unique_fields=["subject"],
            update_fields=[*(name.removesuffix("_id") for name in KEPT)],
        )
    waiting = Due.objects.filter(gone_at=None)
    subjects = {row.subject for row in found}
    gone = [row.pk for row in waiting.only("subject") if row.subject not in subjects]
    Due.objects.filter(pk__in=gone).update(gone_at=timezone.now())
    record(action="retention.compute", by=None, detail={"due": len(found), "gone": len(gone)})
    return len(found)


def _row(
    subject: Any, plant: int, number: int, kind: str, closed_on: date, rule: Any, then: str,
    audience: int, due_on: date,
) -> Due:  # fmt: skip
    return Due(
        id=new_id(),
        subject=subject,
        code=code_of(plant, number),
        kind=kind,
        then=then,
        rule_id=rule,
        closed_on=closed_on,
        due_on=due_on,
        owner=audience,
        audiences=[audience],
    )
