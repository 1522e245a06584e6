"""Writing entities, links and statements: singly from a form, or in bulk from a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from punte.core.access.door import Viewer
from punte.core.database.staging import write_like
from punte.core.ids import new_id
from punte.investigation.cases.door import Case
from punte.investigation.subjects.batch import MoreOfEntity, NewEntity, Said
from punte.investigation.subjects.models import Entity, Selector, Source, Statement

_ENTITY = (
    "id", "schema", "caption", "group", "tail_id", "head_id", "from_group", "to_group",
    "started_at", "ended_at", "request_key",
)  # fmt: skip
_STATEMENT = (
    "id", "entity_id", "prop", "value", "original", "source_grade", "info_grade", "handling",
    "valid_from", "valid_to", "seen_at",
)  # fmt: skip
# Beyond so many ends it is quicker to look at all merged things of the case.
MANY_ENDS = 1000
_SELECTOR = ("id", "entity_id", "kind", "key")


def write_batch(
    *,
    by: Viewer,
    case: Case,
    source: Source,
    new: Sequence[NewEntity] = (),
    more: Sequence[MoreOfEntity] = (),
) -> int:
    """Write new entities, and more statements on old ones; how many statements were written.

    For the actions of this room and for bringing in lists: who calls it holds the case, has asked
    for the permission and leaves the entry in the ledger. Things must stand before the links
    between them in `new`, or in the database. All rows carry the source's audiences. Within the
    running transaction.
    """
    same = _same(by, case, source)
    groups = _merged(case, new)
    write_like(Entity(**same), _ENTITY, (_entity_row(one, groups) for one in new))
    pattern = Statement(**same, source=source)
    written = write_like(pattern, _STATEMENT, _statement_rows(source, chain(new, more)))
    hung = {"case": case, "owner": source.owner, "audiences": source.audiences}
    write_like(Selector(**hung), _SELECTOR, _selector_rows(chain(new, more)), skip_known=True)
    return written


def _same(by: Viewer, case: Case, source: Source) -> dict[str, Any]:
    return {
        "case": case,
        "owner": source.owner,
        "audiences": source.audiences,
        "made_at": timezone.now(),
        "made_by_id": by.account_id,
    }


def _merged(case: Case, new: Sequence[NewEntity]) -> dict[UUID, UUID]:
    """The groups of those ends of new links that were merged into another thing."""
    ends = {end for one in new for end in (one.tail, one.head) if end} - {one.id for one in new}
    if not ends:
        return {}
    rows = Entity.objects.filter(case=case, tail=None).exclude(group=F("pk"))
    if len(ends) <= MANY_ENDS:
        rows = rows.filter(pk__in=ends)
    return dict(rows.values_list("pk", "group"))


def _entity_row(one: NewEntity, groups: dict[UUID, UUID]) -> tuple[Any, ...]:
    from_group = one.from_group or (one.tail and groups.get(one.tail, one.tail))
    to_group = one.to_group or (one.head and groups.get(one.head, one.head))
    return (
        one.id, one.schema, one.caption, one.id, one.tail, one.head, from_group, to_group,
        one.started_at, one.ended_at, one.request_key,
    )  # fmt: skip


def _statement_rows(
    source: Source, every: Iterable[NewEntity | MoreOfEntity]
) -> Iterator[tuple[Any, ...]]:
    for one in every:
        for said in one.said:
            yield _statement_row(source, one.id, said)


def _statement_row(source: Source, entity: UUID, said: Said) -> tuple[Any, ...]:
    return (
        new_id(), entity, said.prop, said.value.value, said.value.original,
        said.source_grade or source.source_grade, said.info_grade or source.info_grade,
        said.handling or source.handling, said.valid_from, said.valid_to, said.seen_at,
    )  # fmt: skip


def _selector_rows(every: Iterable[NewEntity | MoreOfEntity]) -> Iterator[tuple[Any, ...]]:
    for one in every:
        for kind, key in dict.fromkeys(key for said in one.said for key in said.value.keys):
            yield new_id(), one.id, kind, key


def moments_of(
    said: Iterable[Said], starts: Iterable[str], ends: Iterable[str]
) -> tuple[datetime | None, datetime | None]:
    """When something began and ended, by what is said of it."""
    first = {one.prop: one.value.value for one in said}
    start = next((first[key] for key in starts if key in first), None)
    end = next((first[key] for key in ends if key in first), None)
    return _moment(start), _moment(end)


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return moment if moment is None or moment.tzinfo else timezone.make_aware(moment)
