"""What rows become: things that are new or known by an exact selector, and links between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from punte.core.access.door import Viewer
from punte.core.database.staging import write_like
from punte.core.ids import new_id
from punte.investigation.cases.door import Case
from punte.investigation.exchange.models import ImportedEntity, ListImport
from punte.investigation.subjects.door import (
    SCHEMATA,
    SELECTORS,
    Entity,
    MoreOfEntity,
    NewEntity,
    Said,
    Selector,
    Source,
    Value,
    caption_of,
    write_batch,
)

# By what a thing is the same as one that stands in the case; for all others any selector.
# A phone or a mail address may be shared, so it makes nobody the same.
IDENTITY: Final = {
    "Person": ("idNumber", "passportNumber"),
    "Organization": (),
    "Company": ("registrationNumber",),
    "Vehicle": ("vin", "registrationNumber"),
    "UserAccount": ("url", "username"),
    "Advert": ("url",),
}
# Kinds of selectors that links carry too, and the things that have such.
_ON_LINKS: Final = frozenset(
    prop.type for schema in SCHEMATA.values() if schema.is_link for prop in schema.props
)
_WITH_LINKS_KINDS: Final = [
    schema.key
    for schema in SCHEMATA.values()
    if not schema.is_link and any(prop.type in _ON_LINKS & SELECTORS for prop in schema.props)
]
Props = dict[str, Value]
Ident = tuple[str, str, str]


@dataclass(frozen=True)
class Ref:
    """An entity that a link may lead to. fresh: this file made it."""

    id: UUID
    group: UUID
    fresh: bool


@dataclass
class Told:
    """What one row becomes, in plain values, for the preview."""

    row: int
    things: list[list[Any]] = field(default_factory=list)
    links: list[list[Any]] = field(default_factory=list)


class Putter:
    """Collects what a batch of rows makes; `flush` writes it. source None: a dry run."""

    def __init__(self, by: Viewer, case: Case, run: ListImport, source: Source | None):
        self.by, self.case, self.run, self.source = by, case, run, source
        self.row = self.made = self.links = self.statements = 0
        self.known: dict[Ident, Ref] = {}
        self.asked: set[tuple[str, str]] = set()
        self.matched: set[UUID] = set()
        self.told: Told | None = None
        # What all of the team see, and what those see who see the list.
        self._audiences = sorted({case.owner, *run.audiences})
        self._met: dict[tuple[Any, ...], tuple[Ref, Props]] = {}
        self._said: set[tuple[UUID, str, str]] = set()
        self._once: dict[tuple[str, UUID, UUID], list[datetime]] = {}
        self._ends: dict[tuple[str, UUID, UUID], tuple[Ref, Ref, int]] = {}
        self._clear()

    def _clear(self) -> None:
        self.things: dict[UUID, NewEntity] = {}
        self.ties: list[NewEntity] = []
        self.more: dict[UUID, MoreOfEntity] = {}
        self.rows: list[tuple[UUID, UUID, int]] = []

    def look_up(self, values: Iterable[Value], places: Iterable[str] = ()) -> None:
        """Find at once what stands in the case under any of these selectors, or places so named.

        Only what all who see the source may see: a link must not point into a narrower circle.
        """
        keys = {key for value in values for key in value.keys if key[0] != "name"} - self.asked
        self.asked |= keys
        on_links = {key for key in keys if key[0] in _ON_LINKS}
        self._find(self._selectors(keys - on_links))
        # A device's number stands on each of its calls too: only things are asked for it.
        things = self._shared().filter(tail=None, schema__in=_WITH_LINKS_KINDS)
        if on_links:
            ids = list(things.values_list("id", flat=True))
            self._find(self._selectors(on_links).filter(entity__in=ids))
        self._look_up_places({name for name in places if ("", name) not in self.asked})

    def _selectors(self, keys: set[tuple[str, str]]) -> QuerySet[Selector]:
        return Selector.objects.visible_to(self.by).filter(
            case=self.case,
            key__in=[key for _kind, key in keys],
            kind__in=sorted({kind for kind, _key in keys}),
        )

    def _find(self, rows: QuerySet[Selector]) -> None:
        """Two plain questions: of one that joins them a planner expects one row, and errs."""
        found = list(rows.values_list("kind", "key", "entity_id").order_by("entity_id"))
        things = self._shared().filter(tail=None).in_bulk({entity for *_key, entity in found})
        for kind, key, entity in found:
            thing = things.get(entity)
            if thing is not None:
                ref = Ref(thing.id, thing.group, fresh=False)
                self.known.setdefault((thing.schema, kind, key), ref)

    def _look_up_places(self, names: set[str]) -> None:
        self.asked |= {("", name) for name in names}
        rows = self._shared().filter(schema="Place", caption__in=names)
        for name, entity, group in rows.values_list("caption", "id", "group").order_by("id"):
            self.known.setdefault(("Place", "", name), Ref(entity, group, fresh=False))

    def _shared(self) -> QuerySet[Entity]:
        """What all who see the source may see."""
        return Entity.objects.visible_to(self.by).filter(
            case=self.case, audiences__overlap=self._audiences
        )

    def thing(self, schema: str, props: Props, same_as: str = "") -> Ref:
        """The entity that these values identify, or a new one; what is said of it is kept.

        same_as: a name that identifies it besides, in this file (a trip) or the case (a place).
        """
        mark = (schema, same_as, *map(id, props.values()))
        ref = self._met[mark][0] if mark in self._met else self._thing(schema, props, same_as)
        # The values are kept, so that nothing else comes to lie where they lay.
        self._met[mark] = ref, props
        if self.told is not None:
            self.told.things.append([schema, self._caption(schema, props), ref.fresh])
        return ref

    def _thing(self, schema: str, props: Props, same_as: str) -> Ref:
        idents = list(self._idents(schema, props))
        if same_as:
            idents.append((schema, "", same_as))
        ref = next((self.known[ident] for ident in idents if ident in self.known), None)
        if ref is None:
            ref = self._new(schema, props)
        elif not ref.fresh:
            self.matched.add(ref.id)
        for ident in idents:
            self.known.setdefault(ident, ref)
        for prop, value in props.items():
            self.say(ref, prop, value)
        return ref

    def _idents(self, schema: str, props: Props) -> Iterator[Ident]:
        for prop in IDENTITY.get(schema, tuple(props)):
            if prop in props:
                yield from ((schema, kind, key) for kind, key in props[prop].keys if kind != "name")

    def _new(self, schema: str, props: Props) -> Ref:
        one = NewEntity(schema, self._caption(schema, props))
        self.things[one.id] = one
        self.rows.append((new_id(), one.id, self.row))
        self.made += 1
        return Ref(one.id, one.id, fresh=True)

    def _caption(self, schema: str, props: Props) -> str:
        known = SCHEMATA[schema]
        values = {prop: [value.value] for prop, value in props.items()}
        return caption_of(known.caption, values, str(known.label))

    def say(self, ref: Ref, prop: str, value: Value) -> None:
        """One statement of the source on an entity; the same is said once."""
        mark = (ref.id, prop, value.value)
        if mark in self._said:
            return
        self._said.add(mark)
        new = self.things.get(ref.id)
        into = new or self.more.setdefault(ref.id, MoreOfEntity(ref.id))
        into.said.append(Said(prop, value))
        self.statements += 1

    def link(
        self,
        schema: str,
        tail: Ref,
        head: Ref,
        props: Props,
        start: datetime | None = None,
        end: datetime | None = None,
    ) -> None:
        """A link of its own for this row."""
        self.tie(schema, tail, head, list(props.items()), start, end)

    def tie(
        self,
        schema: str,
        tail: Ref,
        head: Ref,
        said: list[tuple[str, Value]],
        start: datetime | None = None,
        end: datetime | None = None,
    ) -> None:
        """A link whose properties may have several values."""
        one = NewEntity(
            schema, self._caption(schema, dict(reversed(said))),
            [Said(prop, value) for prop, value in said],
            tail.id, head.id, tail.group, head.group, start, end,
        )  # fmt: skip
        self.ties.append(one)
        self.rows.append((new_id(), one.id, self.row))
        self.links += 1
        self.statements += len(said)
        if self.told is not None:
            self.told.links.append([schema, [[prop, value.value] for prop, value in said]])

    def fresh(self, schema: str, said: list[tuple[str, Value]]) -> Ref:
        """A thing of its own, never met with another, whose properties may have several values."""
        ref = self._new(schema, dict(reversed(said)))
        for prop, value in said:
            self.say(ref, prop, value)
        return ref

    def link_once(self, schema: str, tail: Ref, head: Ref, at: datetime | None) -> None:
        """One link for the whole file, from the first moment to the last; `finish` makes it."""
        mark = (schema, tail.id, head.id)
        self._ends.setdefault(mark, (tail, head, self.row))
        moments = self._once.setdefault(mark, [])
        if at is not None:
            moments[:] = [min([at, *moments]), max([at, *moments])]

    def finish(self) -> None:
        """The links that the file has once."""
        self.told = None
        for mark, (tail, head, row) in self._ends.items():
            self.row = row
            moments, props = self._once[mark], {}
            if moments:
                props = {
                    "startDate": Value(moments[0].isoformat()),
                    "endDate": Value(moments[-1].isoformat()),
                }
            start, end = (moments[0], moments[-1]) if moments else (None, None)
            self.link(mark[0], tail, head, props, start, end)
        self._ends.clear()

    def follow_merges(self) -> None:
        """Let links lead to the groups that their ends are in now, which people may have merged or
        split since they were looked up. The case is held.
        """
        before = {ref.id: ref.group for ref in self.known.values() if ref.id in self.matched}
        for key, group in Entity.objects.filter(pk__in=before).values_list("pk", "group"):
            if before[key] != group:
                Entity.objects.filter(case=self.case, tail=key).update(from_group=group)
                Entity.objects.filter(case=self.case, head=key).update(to_group=group)

    def flush(self) -> None:
        """Write what was collected; a dry run only forgets it."""
        if self.source is not None:
            write_batch(
                by=self.by, case=self.case, source=self.source,
                new=list(chain(self.things.values(), self.ties)), more=list(self.more.values()),
            )  # fmt: skip
            pattern = ImportedEntity(
                run=self.run, case=self.case, owner=self.source.owner,
                audiences=self.source.audiences,
            )  # fmt: skip
            write_like(pattern, ("id", "entity_id", "row"), self.rows)
        self._clear()
