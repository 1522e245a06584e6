"""One entity as its page shows it: every value with who says it, its links, its selectors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from punte.core.access.door import Viewer
from punte.investigation.cases.door import Case
from punte.investigation.subjects.catalogue import SCHEMATA, prop_of
from punte.investigation.subjects.models import Entity, Statement
from punte.investigation.subjects.queries.entities import nodes_of, readable
from punte.investigation.subjects.queries.graph import ties_of
from punte.investigation.subjects.schema import SELECTORS, Prop, Schema, Words
from punte.investigation.subjects.values import fault_in

MOST_STATEMENTS: Final = 500
MOST_TIES: Final = 400
# Of these a thing has one: where sources name two, they contradict each other.
SINGLE: Final = frozenset({"date", "gender", "moment", "position", "number", "vin", "imei", "iban"})


@dataclass
class Heard:
    """One value, as kept and in words, and every statement that gives it. fault: what is wrong
    with it.
    """

    value: str
    shown: str
    fault: str = ""
    statements: list[Statement] = field(default_factory=list)


@dataclass
class Fact:
    """A property with its values side by side. differ: sources contradict each other."""

    prop: Prop
    values: list[Heard]
    differ: bool


@dataclass(frozen=True)
class Facts:
    """All that is stated of an entity. more: there are statements beyond the limit."""

    facts: list[Fact]
    selectors: list[tuple[Words, Heard]]
    withdrawn: list[Statement]
    more: bool


@dataclass
class Kin:
    """The links of one schema with others: how many, the first and the last."""

    schema: Schema
    count: int = 0
    first: datetime | None = None
    last: datetime | None = None
    others: list[dict[str, Any]] = field(default_factory=list)


def facts_of(viewer: Viewer, case: Case, entity: Entity) -> Facts:
    """What is stated of a group, by property in the order of its schema."""
    rows = list(
        Statement.objects.visible_to(viewer)
        .filter(entity__group=entity.group)
        .select_related("source", "entity", "made_by", "withdrawn_by")
        .order_by("source_grade", "info_grade", "made_at", "id")[: MOST_STATEMENTS + 1]
    )
    kept = [row for row in rows[:MOST_STATEMENTS] if row.withdrawn_at is None]
    facts = [_fact(prop, some, case) for prop, some in _by_prop(kept)]
    chosen = [fact for fact in facts if fact.prop.type in SELECTORS]
    return Facts(
        facts,
        [(fact.prop.label, heard) for fact in chosen for heard in fact.values],
        [row for row in rows[:MOST_STATEMENTS] if row.withdrawn_at is not None],
        len(rows) > MOST_STATEMENTS,
    )


def _by_prop(rows: Iterable[Statement]) -> list[tuple[Prop, list[Statement]]]:
    found: dict[str, tuple[Prop, list[Statement]]] = {}
    for row in rows:
        known = found.setdefault(row.prop, (prop_of(row.entity.schema, row.prop), []))
        known[1].append(row)
    order = {
        prop.key: place
        for schema in {row.entity.schema for row in rows}
        for place, prop in enumerate(SCHEMATA[schema].props)
    }
    return [found[key] for key in sorted(found, key=lambda key: (order.get(key, 99), key))]


def _fact(prop: Prop, rows: Iterable[Statement], case: Case) -> Fact:
    values: dict[str, Heard] = {}
    for row in rows:
        heard = values.get(row.value)
        if heard is None:
            fault = fault_in(prop, row.original or row.value, case.jurisdiction)
            heard = values[row.value] = Heard(row.value, row.shown, fault)
        heard.statements.append(row)
    differ = prop.type in SINGLE and len(values) > 1
    return Fact(prop, list(values.values()), differ)


def kin_of(viewer: Viewer, entity: Entity) -> list[Kin]:
    """The links of a group by schema, the most frequent first; each with whom it joins."""
    ties = ties_of(viewer, [entity.group], most=MOST_TIES)
    names = {
        node.group: node
        for node in nodes_of(viewer, {end for tie in ties for end in (tie.source, tie.target)})
    }
    found: dict[str, Kin] = {}
    for tie in ties:
        forth = tie.source == entity.group
        other = names[tie.target if forth else tie.source]
        kin = found.setdefault(tie.schema, Kin(SCHEMATA[tie.schema]))
        kin.count += tie.count
        kin.first = min(filter(None, (kin.first, tie.first)), default=None)
        kin.last = max(filter(None, (kin.last, tie.last)), default=None)
        words = kin.schema.ends[1 if forth else 0]
        kin.others.append({"entity": other, "as": words, "tie": tie})
    return sorted(found.values(), key=lambda kin: -kin.count)


def links_with(viewer: Viewer, entity: Entity, schema: str = "") -> QuerySet[Entity]:
    """The single links of a group, the latest first."""
    at = Q(from_group=entity.group) | Q(to_group=entity.group)
    rows = readable(viewer).filter(at, tail__isnull=False).select_related("tail", "head")
    if schema:
        rows = rows.filter(schema=schema)
    return rows.order_by("-started_at", "-id")


def happened(viewer: Viewer, entity: Entity, most: int = 30) -> list[dict[str, Any]]:
    """The latest links with a time, and the entity's own time, as `{% timeline %}` takes them."""
    dated = links_with(viewer, entity).filter(started_at__isnull=False)[:most]
    lines = [_line(link, entity) for link in dated if link.tail and link.head]
    if entity.started_at:
        lines.append({"when": entity.started_at, "title": SCHEMATA[entity.schema].label})
    return sorted(lines, key=lambda line: line["when"], reverse=True)


def _line(link: Entity, entity: Entity) -> dict[str, Any]:
    schema = SCHEMATA[link.schema]
    forth = link.from_group == entity.group
    other = link.head if forth else link.tail
    return {
        "when": link.started_at,
        "title": schema.label,
        "text": f"{schema.ends[1 if forth else 0]}: {other}",
        "url": other.get_absolute_url() if other else "",
    }


def ids_of(facts: Facts, prop: str) -> list[UUID]:
    """The keys that stand as values of a property, such as exhibits."""
    return [
        UUID(heard.value) for fact in facts.facts if fact.prop.key == prop for heard in fact.values
    ]
