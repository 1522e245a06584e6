"""Many things of one kind at once, as somebody pastes them one a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.errors import Invalid
from punte.core.once import derived_key
from punte.investigation.cases.door import Case, hold_case, zone_of
from punte.investigation.subjects.actions.keeping import note_row
from punte.investigation.subjects.actions.stating import source_in
from punte.investigation.subjects.actions.writing import write_batch
from punte.investigation.subjects.batch import MoreOfEntity, NewEntity, Said
from punte.investigation.subjects.catalogue import SCHEMATA
from punte.investigation.subjects.models import Entity, Selector, Source, Statement
from punte.investigation.subjects.schema import Prop
from punte.investigation.subjects.values import NAME, Value, read_value

MOST_LINES = 1000


@dataclass
class Added:
    """What came of the lines: how many things are new, were there already, and were refused."""

    new: int = 0
    known: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def add_several(
    *, by: Viewer, case_id: UUID, source_id: UUID, schema: str, lines: str, request_key: UUID
) -> Added:
    """One thing of a kind for each line, named by it. What the case holds already by the same
    selector is not made twice; the source states it of that.

    Raises Refused, NotHere, Conflict, Invalid.
    """
    case = hold_case(by, case_id)
    source = source_in(by, case, source_id)
    known = SCHEMATA.get(schema)
    if known is None or known.is_link:
        raise Invalid(_("Choose what kind it is."))
    prop = known.prop(known.caption[0])
    assert prop is not None
    added = Added()
    values = _read(case, prop, lines, added)
    first = derived_key(request_key, "0")
    if Entity.objects.visible_to(by).filter(request_key=first).exists():
        return Added(known=len(values), refused=added.refused)
    there = _there(by, case, source, known.key, values)
    new, more = _sort(prop, known.key, values, there, request_key)
    added.new, added.known = len(new), len(values) - len(new)
    write_batch(by=by, case=case, source=source, new=new, more=_unsaid(by, source, more))
    note_row(
        by, case, source, "entity.several",
        source=str(source.pk), schema=known.key, new=added.new, known=added.known,
    )  # fmt: skip
    return added


def _read(case: Case, prop: Prop, lines: str, added: Added) -> list[Value]:
    """The values without repeats; a line that holds none is refused by its number."""
    zone = zone_of(case)
    values: dict[object, Value] = {}
    numbered = [(n, line) for n, line in enumerate(lines.splitlines(), 1) if line.strip()]
    if not numbered or len(numbered) > MOST_LINES:
        raise Invalid(_("Write between 1 and %(most)s lines.") % {"most": MOST_LINES})
    for number, line in numbered:
        try:
            value = read_value(prop, line, region=case.jurisdiction, zone=zone)
        except Invalid as error:
            added.refused.append((number, str(error.message)))
        else:
            values.setdefault(value.keys or value.value, value)
    return list(values.values())


def _there(
    by: Viewer, case: Case, source: Source, schema: str, values: Iterable[Value]
) -> dict[tuple[str, str], UUID]:
    """Things of this kind that the case holds already, by selector. A name is none."""
    keys = {key for value in values for key in value.keys if key[0] != NAME}
    rows = Selector.objects.visible_to(by).filter(
        case=case,
        key__in=sorted(key for _kind, key in keys),
        entity__schema=schema,
        # What fewer people see than the source may not be spoken of under it.
        entity__audiences__in=[[case.owner], source.audiences],
    )
    found = rows.order_by("-id").values_list("kind", "key", "entity")
    return {(kind, key): entity for kind, key, entity in found if (kind, key) in keys}


def _sort(
    prop: Prop,
    schema: str,
    values: Iterable[Value],
    there: dict[tuple[str, str], UUID],
    key: UUID,
) -> tuple[list[NewEntity], list[MoreOfEntity]]:
    new: list[NewEntity] = []
    more: list[MoreOfEntity] = []
    for value in values:
        said = [Said(prop.key, value)]
        entity = next((there[key] for key in value.keys if key in there), None)
        if entity is not None:
            more.append(MoreOfEntity(entity, said))
        else:
            own = derived_key(key, str(len(new)))
            new.append(NewEntity(schema, value.value[:200], said, request_key=own))
    return new, more


def _unsaid(by: Viewer, source: Source, more: list[MoreOfEntity]) -> list[MoreOfEntity]:
    """Without what the source says of them already."""
    said = set(
        Statement.objects.visible_to(by)
        .filter(source=source, withdrawn_at=None, entity__in=[one.id for one in more])
        .values_list("entity", "prop", "value")
    )
    return [one for one in more if (one.id, one.said[0].prop, one.said[0].value.value) not in said]
