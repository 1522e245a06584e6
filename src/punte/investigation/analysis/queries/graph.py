"""The graph of a case as a viewer sees it: what is hidden is no node, no edge, and in no count.

A node is a group of entities, an edge all links of one schema from one node to another. A link
whose other end the viewer may not see is not there for them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.db.models.functions import Concat, ExtractHour, TruncDate

from punte.core.access.door import Viewer
from punte.investigation.cases.door import Case, zone_of
from punte.investigation.subjects.door import (
    Entity,
    links_of,
    nodes_of,
    readable,
    statements_of,
)
from punte.investigation.subjects.door import degrees_of as degrees_in_all

UNGRADED: Final = "X4"
STRICTEST: Final = "H3"
# Of more links than this between the nodes of one chart the rest is not counted, and that is said.
MOST_LINKS: Final = 50_000
MOST_ADDED: Final = 50
MOST_LOOKED_AT: Final = 20_000


@dataclass(frozen=True)
class Node:
    """grade: the best of its statements. handling: the strictest. links: all that the viewer sees
    of it in the case, on the chart or not.
    """

    id: UUID
    schema: str
    caption: str
    grade: str
    handling: str
    links: int


@dataclass(frozen=True)
class Part:
    """So many links of an edge with the same day and hour (None: no date), grade and handling
    code.
    """

    day: str | None
    grade: str
    handling: str
    count: int
    hour: int | None = None


@dataclass(frozen=True)
class Edge:
    source: UUID
    target: UUID
    schema: str
    parts: tuple[Part, ...]

    @property
    def count(self) -> int:
        return sum(part.count for part in self.parts)


@dataclass(frozen=True)
class Graph:
    """cut: there are more links than were read."""

    nodes: list[Node]
    edges: list[Edge]
    cut: bool = False


def seen_links(viewer: Viewer, case: Case) -> QuerySet[Entity]:
    """The links of a case of which the viewer sees both ends; none from a thing to itself."""
    ends = _members(viewer, case).values("group")
    return (
        links_of(viewer, case)
        .filter(from_group__in=ends, to_group__in=ends)
        .exclude(from_group=F("to_group"))
    )


def things_in(viewer: Viewer, case: Case, ids: Collection[UUID]) -> dict[UUID, Entity]:
    """What these groups are called, of those of the case that the viewer sees."""
    return {one.group: one for one in nodes_of(viewer, ids) if one.case_id == case.pk}


def _members(viewer: Viewer, case: Case) -> QuerySet[Entity]:
    return readable(viewer).filter(case=case, tail=None)


def graph_of(viewer: Viewer, case: Case, ids: Collection[UUID]) -> Graph:
    """These entities, as far as the viewer sees them, and all links among them."""
    things = things_in(viewer, case, ids)
    groups = list(things)
    worth = _worth_of(viewer, groups)
    degrees = degrees_of(viewer, case, groups)
    nodes = [
        Node(
            group,
            thing.schema,
            thing.caption,
            *worth.get(group, (UNGRADED, STRICTEST)),
            degrees[group],
        )
        for group, thing in things.items()
    ]
    edges, cut = _edges(viewer, case, groups)
    return Graph(nodes, edges, cut)


def _worth_of(viewer: Viewer, groups: list[UUID]) -> dict[UUID, tuple[str, str]]:
    """The best grade and the strictest handling code of what is stated of each group."""
    rows = (
        statements_of(viewer, groups)
        .order_by()
        .values("entity__group")
        .annotate(best=Min(Concat("source_grade", "info_grade")), strictest=Max("handling"))
        .values_list("entity__group", "best", "strictest")
    )
    return {group: (grade, handling) for group, grade, handling in rows}


def degrees_of(viewer: Viewer, case: Case, groups: Collection[UUID]) -> Counter[UUID]:
    """How many links each of these has."""
    found: Counter[UUID] = Counter()
    links = seen_links(viewer, case)
    for end in ("from_group", "to_group"):
        rows = links.filter(**{f"{end}__in": groups}).values_list(end).annotate(Count("pk"))
        found.update(dict(rows))
    return found


def _edges(viewer: Viewer, case: Case, groups: list[UUID]) -> tuple[list[Edge], bool]:
    rows = links_with_worth(
        links_of(viewer, case)
        .filter(from_group__in=groups, to_group__in=groups)
        .exclude(from_group=F("to_group")),
        zone_of(case),
    )
    found = list(rows[: MOST_LINKS + 1])
    return edges_from(found[:MOST_LINKS]), len(found) > MOST_LINKS


Row = tuple[Any, ...]


def links_with_worth(links: QuerySet[Entity], zone: ZoneInfo) -> QuerySet[Any, Row]:
    """Of each link: id, ends, schema, day and hour in the zone, best grade, strictest handling
    code.
    """
    stated = Q(statements__withdrawn_at=None)
    return (
        links.order_by("pk")
        .annotate(
            day=TruncDate("started_at", tzinfo=zone),
            hour=ExtractHour("started_at", tzinfo=zone),
            grade=Min(Concat("statements__source_grade", "statements__info_grade"), filter=stated),
            handling=Max("statements__handling", filter=stated),
        )
        .values_list("pk", "from_group", "to_group", "schema", "day", "hour", "grade", "handling")
    )


def edges_from(rows: Iterable[Row]) -> list[Edge]:
    """Single links gathered to edges. What nobody states is graded least and handled strictest."""
    edges: dict[tuple[UUID, UUID, str], Counter[Part]] = defaultdict(Counter)
    for _pk, tail, head, schema, day, hour, grade, handling in rows:
        part = Part(str(day) if day else None, grade or UNGRADED, handling or STRICTEST, 0, hour)
        edges[tail, head, schema][part] += 1
    return [
        Edge(tail, head, schema, tuple(sorted(_counted(parts), key=_in_order)))
        for (tail, head, schema), parts in edges.items()
    ]


def _counted(parts: Counter[Part]) -> Iterable[Part]:
    return (replace(part, count=number) for part, number in parts.items())


def _in_order(part: Part) -> tuple[str, int, str, str]:
    return part.day or "", -1 if part.hour is None else part.hour, part.grade, part.handling


@dataclass(frozen=True)
class Way:
    """What a node leads to by one schema of links: so many links to so many neighbours, of which
    `new` are not on the chart yet.
    """

    schema: str
    links: int
    neighbours: int
    new: int


@dataclass(frozen=True)
class Steps:
    """ways: what expanding would bring, by schema. add: the neighbours not shown yet with the most
    links first; more: how many there are beyond these.
    """

    ways: list[Way]
    add: list[UUID]
    more: int


def steps_from(
    viewer: Viewer,
    case: Case,
    node: UUID,
    shown: Collection[UUID],
    schema: str = "",
    most: int = MOST_ADDED,
) -> Steps:
    """What lies one hop from a node, by all links or those of one schema."""
    by_schema: dict[str, Counter[UUID]] = defaultdict(Counter)
    links = seen_links(viewer, case)
    for here, there in (("from_group", "to_group"), ("to_group", "from_group")):
        rows = links.filter(**{here: node}).values_list("schema", there).annotate(n=Count("pk"))
        for key, other, number in rows:
            by_schema[key][other] += number
    ways = [
        Way(key, sum(counts.values()), len(counts), len(counts.keys() - set(shown)))
        for key, counts in sorted(by_schema.items())
    ]
    total: Counter[UUID] = Counter()
    for key, counts in by_schema.items():
        if not schema or key == schema:
            total.update(counts)
    new = [one for one, _number in total.most_common() if one not in set(shown)]
    return Steps(ways, new[:most], max(0, len(new) - most))


def common_of(viewer: Viewer, case: Case, nodes: Collection[UUID]) -> list[UUID]:
    """The neighbours that all of these nodes share, those with the most links first."""
    per_node = []
    for node in nodes:
        found: Counter[UUID] = Counter()
        links = seen_links(viewer, case)
        for here, there in (("from_group", "to_group"), ("to_group", "from_group")):
            rows = links.filter(**{here: node}).values_list(there).annotate(Count("pk"))
            found.update(dict(rows))
        per_node.append(found)
    shared = set.intersection(*(set(found) for found in per_node)) - set(nodes)
    return sorted(shared, key=lambda one: (-sum(found[one] for found in per_node), str(one)))


def most_linked(viewer: Viewer, case: Case, most: int = 12) -> list[tuple[Entity, int]]:
    """The things with the most links, and how many they have; in a case with very many links those
    that `MOST_LOOKED_AT` of them lead to most, the newest before those without a time.
    """
    every = readable(viewer).filter(case=case)
    timed = every.filter(started_at__isnull=False).order_by("-started_at")
    untimed = every.filter(started_at=None, tail__isnull=False).order_by()
    # Only a few can be among the first: of these alone it is asked whether both ends are seen.
    likely = _ends_most_met([timed, untimed], most * 3)
    exact = Counter(degrees_in_all(viewer, likely, most=MOST_LINKS)).most_common(most)
    best = [one for one in exact if one[1]]
    things = things_in(viewer, case, [key for key, _number in best])
    return [(things[key], number) for key, number in best if key in things]


def _ends_most_met(parts: Iterable[QuerySet[Entity]], most: int) -> list[UUID]:
    """At the ends of the first `MOST_LOOKED_AT` links of these parts the things that stand there
    most often. The database counts: tens of thousands of ids read to count them take far longer.
    """
    first, *others = (part.values("from_group", "to_group")[:MOST_LOOKED_AT] for part in parts)
    links, params = first.union(*others, all=True)[:MOST_LOOKED_AT].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT met FROM ({links}) AS link"  # noqa: S608  # what querysets compiled
            " CROSS JOIN LATERAL (VALUES (from_group), (to_group)) AS ends (met)"
            " WHERE met IS NOT NULL GROUP BY met ORDER BY count(*) DESC, met LIMIT %s",
            [*params, most],
        )
        return [row[0] for row in cursor.fetchall()]
