"""Writing entities, links and statements one by one, each under a source."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer, get_visible
from punte.core.errors import Invalid
from punte.core.once import made_once
from punte.investigation.cases.door import Case, hold_case
from punte.investigation.subjects.actions.keeping import keep_true, note_row
from punte.investigation.subjects.actions.writing import moments_of, write_batch
from punte.investigation.subjects.batch import MoreOfEntity, NewEntity, Said
from punte.investigation.subjects.catalogue import ENDS, SCHEMATA, STARTS
from punte.investigation.subjects.models import Entity, Source, Statement
from punte.investigation.subjects.schema import EXHIBIT, STANDS, Schema
from punte.investigation.subjects.stated import Stated, read_stated
from punte.investigation.subjects.values import Value, caption_of

MOST = 200


@transaction.atomic
def add_entity(
    *,
    by: Viewer,
    case_id: UUID,
    source_id: UUID,
    schema: str,
    stated: Sequence[Stated],
    request_key: UUID,
    tail: UUID | None = None,
    head: UUID | None = None,
) -> Entity:
    """A new thing of a case, or with tail and head a new link between two, as a source states it.

    Raises Refused, NotHere, Conflict (a closed case), Invalid.
    """
    case = hold_case(by, case_id)
    source = source_in(by, case, source_id)
    known = _schema(schema, is_link=tail is not None)
    said = read_stated(case, known.key, stated[: MOST + 1])
    _enough(known, said)
    one = NewEntity(known.key, _caption(known, said), said, request_key=request_key)
    one.started_at, one.ended_at = moments_of(said, STARTS, ENDS)
    if tail is not None and head is not None:
        _join(by, case, source, known, one, tail, head)

    def make() -> Entity:
        write_batch(by=by, case=case, source=source, new=[one])
        return Entity.objects.get(pk=one.id)

    same = {"case_id": case.pk, "schema": known.key}
    made, new = made_once(Entity, by=by, request_key=request_key, same=same, make=make)
    if new:
        note_row(by, case, made, "entity.add", entity=str(made.pk), schema=known.key)
    return made


@transaction.atomic
def add_statements(
    *, by: Viewer, case_id: UUID, entity_id: UUID, source_id: UUID, stated: Sequence[Stated]
) -> int:
    """More that a source states of an entity; how many statements are new.

    What the same source says already is not written twice. Raises Refused, NotHere, Conflict,
    Invalid.
    """
    case = hold_case(by, case_id)
    source = source_in(by, case, source_id)
    entity = get_visible(Entity, viewer=by, lock=True, case=case, pk=entity_id)
    return _state(by, case, source, entity, read_stated(case, entity.schema, stated[: MOST + 1]))


@transaction.atomic
def tie_exhibit(
    *, by: Viewer, case_id: UUID, entity_id: UUID, source_id: UUID, exhibit: UUID
) -> int:
    """A source states that an entity is this exhibit; 0 when it had said so.

    Raises Refused, NotHere, Conflict, Invalid. Whether the exhibit is there is its room's to ask.
    """
    case = hold_case(by, case_id)
    source = source_in(by, case, source_id)
    entity = get_visible(Entity, viewer=by, lock=True, case=case, pk=entity_id)
    return _state(by, case, source, entity, [Said(EXHIBIT.key, Value(str(exhibit)))])


def source_in(by: Viewer, case: Case, source_id: UUID) -> Source:
    """A source of this case. Raises NotHere."""
    return get_visible(Source, viewer=by, case=case, pk=source_id)


def as_wide(source: Source, entity: Entity) -> None:
    """Raise Invalid when more people would see the statement than the entity that it is about."""
    if entity.owner not in entity.audiences and entity.audiences != source.audiences:
        raise Invalid(
            _("Fewer people see “%(what)s” than this source. State it under a source as narrow.")
            % {"what": entity}
        )


def _state(by: Viewer, case: Case, source: Source, entity: Entity, said: list[Said]) -> int:
    as_wide(source, entity)
    if not said:
        raise Invalid(_("Write at least one value."))
    known = set(
        Statement.objects.visible_to(by)
        .filter(entity=entity, source=source, withdrawn_at=None)
        .values_list("prop", "value", "valid_from", "valid_to", "seen_at")
    )
    new = [
        one
        for one in said
        if (one.prop, one.value.value, one.valid_from, one.valid_to, one.seen_at) not in known
    ]
    if not new:
        return 0
    write_batch(by=by, case=case, source=source, more=[MoreOfEntity(entity.pk, new)])
    keep_true(entity)
    note_row(
        by, case, source, "entity.state",
        entity=str(entity.pk), source=str(source.pk), fields=sorted({one.prop for one in new}),
    )  # fmt: skip
    return len(new)


def _schema(key: str, *, is_link: bool) -> Schema:
    known = SCHEMATA.get(key)
    if known is None or known.is_link != is_link:
        raise Invalid(_("Choose what kind it is."))
    return known


def _enough(schema: Schema, said: list[Said]) -> None:
    """A link stands by itself; a thing wants something that tells it from others."""
    if len(said) > MOST:
        raise Invalid(_("So many values are a list: bring it in as one."))
    if schema.is_link and not said:
        said.append(Said(STANDS.key, Value("+")))
    if not said:
        raise Invalid(_("Write at least one value."))


def _caption(schema: Schema, said: list[Said]) -> str:
    values: dict[str, list[str]] = {}
    for one in said:
        values.setdefault(one.prop, []).append(one.value.value)
    return caption_of(schema.caption, values, "")


def _join(
    by: Viewer, case: Case, source: Source, schema: Schema, one: NewEntity, tail: UUID, head: UUID
) -> None:
    ends = [get_visible(Entity, viewer=by, case=case, pk=pk, tail=None) for pk in (tail, head)]
    for end, wanted, words in zip(ends, schema.joins, schema.ends, strict=True):
        as_wide(source, end)
        if wanted and end.schema != wanted:
            raise Invalid(
                _("“%(end)s”: choose one of the kind “%(kind)s”.")
                % {"end": words, "kind": SCHEMATA[wanted].label}
            )
    if ends[0].group == ends[1].group:
        raise Invalid(_("A link joins two different things."))
    one.tail, one.head = ends[0].pk, ends[1].pk
    one.from_group, one.to_group = ends[0].group, ends[1].group
