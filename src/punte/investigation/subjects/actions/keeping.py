"""What is kept true after every write: how an entity is named, its times, its selectors."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer, get_visible
from punte.core.errors import Conflict, Invalid
from punte.core.ledger.door import record
from punte.investigation.cases.door import Case, CaseRow, hold_case, zone_of
from punte.investigation.subjects.actions.writing import moments_of
from punte.investigation.subjects.batch import Said
from punte.investigation.subjects.catalogue import ENDS, SCHEMATA, STARTS, prop_of
from punte.investigation.subjects.models import Entity, Selector, Statement
from punte.investigation.subjects.values import Value, caption_of, keys_of


def note_row(by: Viewer, case: Case, row: CaseRow, action: str, **detail: object) -> None:
    """An entry about a row of a case, for those who may see the row."""
    record(action=action, by=by, subject=case.pk, owners=list(row.audiences), detail=detail)


@transaction.atomic
def withdraw_statement(*, by: Viewer, case_id: UUID, statement_id: UUID, reason: str) -> Statement:
    """Take back what was written under a source; it stays to be read, folded away.

    Raises Refused, NotHere, Conflict (withdrawn before, a closed case), Invalid without a reason.
    """
    case = hold_case(by, case_id)
    row = get_visible(Statement, viewer=by, lock=True, case=case, pk=statement_id)
    if row.withdrawn_at is not None:
        raise Conflict(_("This was withdrawn already."))
    if not reason.strip():
        raise Invalid(_("Say why it is withdrawn."))
    row.withdrawn_at, row.withdrawn_by_id = timezone.now(), by.account_id
    row.withdrawn_why = reason.strip()[:500]
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    entity = get_visible(Entity, viewer=by, lock=True, pk=row.entity_id)
    _drop_selectors(case, entity, row)
    keep_true(entity)
    note_row(
        by, case, row, "statement.withdraw",
        entity=str(entity.pk), source=str(row.source_id), fields=[row.prop],
    )  # fmt: skip
    return row


def keep_true(entity: Entity) -> None:
    """Name and times of an entity by the best graded of what all who see it may read."""
    rows = Statement.objects.filter(
        entity=entity, withdrawn_at=None, audiences=entity.audiences
    ).order_by("source_grade", "info_grade", "made_at", "id")
    values: dict[str, list[str]] = {}
    for prop, value in rows.values_list("prop", "value"):
        values.setdefault(prop, []).append(value)
    said = [Said(prop, Value(some[0])) for prop, some in values.items()]
    entity.caption = caption_of(SCHEMATA[entity.schema].caption, values, "")
    entity.started_at, entity.ended_at = moments_of(said, STARTS, ENDS)
    entity.save(update_fields=["caption", "started_at", "ended_at"])


def _drop_selectors(case: Case, entity: Entity, gone: Statement) -> None:
    """Forget the selectors that nothing but the withdrawn statement gave to who may see it."""
    zone = zone_of(case)

    def keys(row: Statement) -> set[tuple[str, str]]:
        prop, texts = prop_of(entity.schema, row.prop), {row.value, row.original or row.value}
        return {key for text in texts for key in keys_of(prop, text, case.jurisdiction, zone)}

    same: dict[str, Any] = {"entity": entity, "audiences": gone.audiences}
    rows = Statement.objects.filter(**same, withdrawn_at=None)
    for kind, key in keys(gone).difference(*map(keys, rows)):
        Selector.objects.filter(**same, kind=kind, key=key).delete()
