"""Pairs that may be one: what is compared, what waits, and what both sides say."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final
from uuid import UUID

from django.db.models import F, Q, QuerySet

from punte.algorithms.linkage import Record
from punte.algorithms.selectors import KINDS, normalise
from punte.core.access.door import Permission, Viewer, get_visible
from punte.investigation.cases.door import Case
from punte.investigation.subjects.models import Entity, Merge, Selector, Statement

# What of a person is compared.
_NAMES = ("name", "alias")
_PARTS = ("lastName", "firstName", "fatherName")
# So many different ones are put together, lest a person of many sources has hundreds of names.
MOST_OF_A_PART: Final = 4
_PROPS = (*_NAMES, *_PARTS, "birthDate", "gender", "birthPlace", "nationality", "country")


def merges_of(viewer: Viewer, case: Case, *states: str) -> QuerySet[Merge]:
    """Pairs of a case in these states, the surest first."""
    viewer.require(Permission.SEE_CASES)
    rows = Merge.objects.visible_to(viewer).filter(case=case, state__in=states)
    return rows.select_related("left", "right", "proposed_by", "decided_by", "split_by").order_by(
        "-score", "id"
    )


def open_merges(viewer: Viewer, case: Case, state: str) -> QuerySet[Merge]:
    """Suggested or proposed pairs whose sides are not one group meanwhile.

    Of suggestions, those that name the leading entities: others stand for groups that have grown,
    and come back when these are split.
    """
    rows = merges_of(viewer, case, state).exclude(left__group=F("right__group"))
    if state == Merge.State.SUGGESTED:
        rows = rows.filter(left__group=F("left_id"), right__group=F("right_id"))
    return rows


def get_merge(viewer: Viewer, case: Case, merge_id: UUID, *, lock: bool = False) -> Merge:
    """One pair of this case. Raises NotHere."""
    viewer.require(Permission.SEE_CASES)
    return get_visible(Merge, viewer=viewer, lock=lock, case=case, pk=merge_id)


def waiting_merges(viewer: Viewer) -> QuerySet[Merge]:
    """Pairs of all the viewer's cases that others proposed and the viewer may decide."""
    rows = Merge.objects.visible_to(viewer).filter(state=Merge.State.PROPOSED)
    return rows.exclude(proposed_by=viewer.account_id).select_related("case").order_by("made_at")


@dataclass
class _Person:
    """What all members of one group say, gathered."""

    group: UUID
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    selectors: set[tuple[str, str]] = field(default_factory=set)

    def record(self) -> Record:
        said = [name for prop in _NAMES for name in self.values[prop]]
        return Record(
            id=self.group,
            names=_each([*said, *self._composed()]),
            births=_each(self.values["birthDate"]),
            sexes=_each(self.values["gender"]),
            places=_each(self.values["birthPlace"]),
            countries=_each(self.values["nationality"] or self.values["country"]),
            selectors=frozenset(self.selectors),
        )

    def _composed(self) -> Iterator[str]:
        """Names of the parts that sources give: whoever married has two family names."""
        last, first, father = (_each(self.values[prop])[:MOST_OF_A_PART] for prop in _PARTS)
        for parts in product(last, first, father[:1] or ("",)):
            yield " ".join(filter(None, parts))


def _each(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def person_records(case_id: UUID, only: Iterable[UUID] | None = None) -> list[list[Record]]:
    """The persons of a case as `algorithms.linkage` compares them, one record for each group.

    One list for each circle of readers: what a narrow source says is compared with what the same
    few see, and with nothing else, so that no suggestion tells more than its reader may know.
    Reads what the role of the database may see. only: of these groups.
    """
    rows = Entity.objects.filter(case_id=case_id, schema="Person", tail=None)
    if only is not None:
        rows = rows.filter(group__in=list(only))
    found: dict[tuple[int, ...], dict[UUID, _Person]] = defaultdict(dict)
    places: dict[UUID, _Person] = {}
    for pk, group, audiences in rows.order_by("id").values_list("id", "group", "audiences"):
        circle = found[tuple(audiences)]
        places[pk] = circle.setdefault(group, _Person(group))
    same = {"entity__in": rows.values("pk"), "audiences": F("entity__audiences")}
    _gather_statements(places, same)
    _gather_selectors(places, same)
    _gather_used(places, {"tail__in": rows.values("pk"), "audiences": F("tail__audiences")})
    return [
        [person.record() for person in circle.values() if person.values]
        for circle in found.values()
    ]


def _gather_statements(places: dict[UUID, _Person], same: dict[str, Any]) -> None:
    stated = Statement.objects.filter(**same, withdrawn_at=None, prop__in=_PROPS)
    for entity, prop, value in stated.order_by("id").values_list("entity_id", "prop", "value"):
        places[entity].values[prop].append(value)


def _gather_selectors(places: dict[UUID, _Person], same: dict[str, Any]) -> None:
    keys = Selector.objects.filter(**same).exclude(kind="name").order_by("id")
    for entity, kind, key in keys.values_list("entity_id", "kind", "key"):
        _add(places[entity], kind, key)


def _gather_used(places: dict[UUID, _Person], same: dict[str, Any]) -> None:
    """The phones, accounts and other things that a person uses count as the person's own."""
    uses = Entity.objects.filter(**same, schema="Use", head__audiences=F("audiences"))
    keys = uses.filter(head__selectors__audiences=F("audiences")).order_by("id")
    found = keys.values_list("tail_id", "head__selectors__kind", "head__selectors__key")
    for person, kind, key in found:
        _add(places[person], kind, key)


def _add(person: _Person, kind: str, key: str) -> None:
    """Valid ones: fillers, and numbers whose check digit is wrong, join nobody."""
    if kind in KINDS and normalise(kind, key).valid:
        person.selectors.add((kind, key))


def known_pairs(case_id: UUID) -> set[tuple[UUID, UUID]]:
    """Pairs of groups that people have judged or are judging; they are not suggested again."""
    rows = Merge.objects.filter(case_id=case_id).exclude(state=Merge.State.SUGGESTED)
    return set(rows.values_list("left__group", "right__group"))


@dataclass(frozen=True)
class Side:
    """One value of a property, with who says so."""

    value: str
    grade: str
    source: str


@dataclass(frozen=True)
class Line:
    """A property of both sides. differs: none of the values is said of both."""

    prop: str
    left: tuple[Side, ...]
    right: tuple[Side, ...]

    @property
    def differs(self) -> bool:
        mine, theirs = ({side.value for side in values} for values in (self.left, self.right))
        return bool(mine and theirs and not mine & theirs)


def side_by_side(viewer: Viewer, left: Entity, right: Entity) -> list[Line]:
    """What is stated of the two groups, property by property, each value with its own grade.

    For a pair that is one group already: of the two as they were stated.
    """
    merged = left.group == right.group
    said: dict[str, tuple[list[Side], list[Side]]] = defaultdict(lambda: ([], []))
    for place, entity in enumerate((left, right)):
        which = Q(entity=entity) if merged else Q(entity__group=entity.group)
        rows = Statement.objects.visible_to(viewer).filter(which, withdrawn_at=None)
        for row in rows.select_related("source").order_by("prop", "made_at", "id"):
            said[row.prop][place].append(Side(row.value, row.grade, row.source.title))
    return [Line(prop, tuple(mine), tuple(theirs)) for prop, (mine, theirs) in said.items()]


def digest_of(entities: Sequence[UUID]) -> str:
    """SHA-256 over all that is kept of these entities: rows, statements, selectors and links.

    Of what the role of the database may see, groups included, in one canonical spelling.
    """
    told = hashlib.sha256()
    for line in _canonical(entities):
        told.update(line.encode())
        told.update(b"\n")
    return told.hexdigest()


def _canonical(entities: Sequence[UUID]) -> Iterator[str]:
    ids = list(entities)
    things = Entity.objects.filter(Q(pk__in=ids) | Q(tail__in=ids) | Q(head__in=ids))
    rows: tuple[QuerySet[Any], ...] = (
        things,
        Statement.objects.filter(entity__in=ids),
        Selector.objects.filter(entity__in=ids),
    )
    for found in rows:
        for row in found.order_by("pk").values():
            yield json.dumps(row, sort_keys=True, default=str, ensure_ascii=False)
