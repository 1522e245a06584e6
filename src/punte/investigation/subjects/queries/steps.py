"""One step along links, in SQL: from groups to those that they are joined to.

Callers ask for the permission, and keep to the nodes that `seen` knows.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from punte.core.access.door import Viewer
from punte.investigation.subjects.words import InfoGrade, SourceGrade

# A node with more links than this (an operator's short number, a bus company) joins everybody.
HUB = 2_000
# Beyond so many nodes on one side a search for a path is given up, and says so.
MOST_SEEN = 60_000
_FROM = """
SELECT n.a, l.b, l.schema, l.forth, count(*), min(l.started_at), max(l.started_at)
FROM unnest(%(groups)s::uuid[]) AS n(a) CROSS JOIN LATERAL (
  (SELECT e.to_group AS b, e.schema, true AS forth, e.started_at
    FROM investigation_entity e WHERE e.from_group = n.a AND {sieve} LIMIT %(most)s)
  UNION ALL
  (SELECT e.from_group, e.schema, false, e.started_at
    FROM investigation_entity e WHERE e.to_group = n.a AND {sieve} LIMIT %(most)s)
) AS l WHERE l.b <> n.a GROUP BY 1, 2, 3, 4
"""
_BETWEEN = """
SELECT e.from_group, e.to_group, e.schema, true, count(*), min(e.started_at), max(e.started_at)
FROM investigation_entity e
WHERE e.from_group = ANY (%(groups)s) AND e.to_group = ANY (%(groups)s)
  AND e.from_group <> e.to_group AND {sieve}
GROUP BY 1, 2, 3
"""
_AROUND = """
SELECT n.a, array_agg(DISTINCT l.b), count(*)
FROM unnest(%(groups)s::uuid[]) AS n(a) CROSS JOIN LATERAL (
  (SELECT e.to_group AS b FROM investigation_entity e
    WHERE e.from_group = n.a AND {sieve} LIMIT %(most)s)
  UNION ALL
  (SELECT e.from_group FROM investigation_entity e
    WHERE e.to_group = n.a AND {sieve} LIMIT %(most)s)
) AS l WHERE l.b <> n.a GROUP BY n.a
"""
# The first wall, before the policies: what `Guarded.visible_to` says.
_WALL = (
    "CASE WHEN e.audiences OPERATOR(pg_catalog.&&) %(audiences)s::int[] THEN true ELSE false END"
)
_SEEN = """
SELECT DISTINCT e."group" FROM investigation_entity e
WHERE e."group" = ANY (%(groups)s) AND {sieve}
"""
_SCHEMATA = "e.schema = ANY (%(schemata)s)"
_SINCE = "coalesce(e.ended_at, e.started_at) >= %(since)s"
_UNTIL = "e.started_at < %(until)s"
_GRADED = """EXISTS (SELECT 1 FROM investigation_statement s
  WHERE s.entity_id = e.id AND s.withdrawn_at IS NULL
  AND s.source_grade = ANY (%(sources)s) AND s.info_grade = ANY (%(infos)s))"""


@dataclass(frozen=True)
class Sieve:
    """Which links count. schemata: only these, or all. since, until: those whose time touches
    this span; links without a time do not then. least: a grade such as "B2" that something stated
    of the link must reach, both by source and by information.
    """

    schemata: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    least: str = ""


class Step(NamedTuple):
    """Links of one schema from `at` to `to`; forth: in their own direction."""

    at: UUID
    to: UUID
    schema: str
    forth: bool
    links: int
    first: datetime | None
    last: datetime | None


def from_groups(
    viewer: Viewer, groups: list[UUID], sieve: Sieve, most: int = HUB + 1
) -> list[Step]:
    """All steps from these groups; of each group no more than `most` links in either direction."""
    return [Step(*row) for row in _ask(viewer, _FROM, groups, sieve, most)]


def between(viewer: Viewer, groups: list[UUID], sieve: Sieve) -> list[Step]:
    """All steps from one of these groups to another of them."""
    return [Step(*row) for row in _ask(viewer, _BETWEEN, groups, sieve, 0)]


def around(
    viewer: Viewer, groups: list[UUID], sieve: Sieve, most: int
) -> list[tuple[UUID, list[UUID], int]]:
    """For each group: those joined to it, and by how many links, of no more than `most` in either
    direction.
    """
    return _ask(viewer, _AROUND, groups, sieve, most)


def seen(viewer: Viewer, groups: Collection[UUID]) -> set[UUID]:
    """Those of these groups that the viewer may see."""
    return {row[0] for row in _ask(viewer, _SEEN, list(groups), Sieve(), 0)}


def grades_from(least: str) -> tuple[list[str], list[str]]:
    """The grades of source and of information that are as good as this one or better."""
    sources, infos = list(SourceGrade.values), list(InfoGrade.values)
    return sources[: sources.index(least[0]) + 1], infos[: infos.index(least[1]) + 1]


def _ask(viewer: Viewer, query: str, groups: list[UUID], sieve: Sieve, most: int) -> list[Any]:
    if not groups:
        return []
    parts = [_WALL]
    values: dict[str, Any] = {
        "groups": groups,
        "most": most,
        "audiences": list(viewer.audiences),
    }
    if sieve.schemata:
        parts.append(_SCHEMATA)
        values["schemata"] = sorted(sieve.schemata)
    if sieve.since:
        parts.append(_SINCE)
        values["since"] = sieve.since
    if sieve.until:
        parts.append(_UNTIL)
        values["until"] = sieve.until
    if sieve.least:
        parts.append(_GRADED)
        values["sources"], values["infos"] = grades_from(sieve.least)
    with connection.cursor() as cursor:
        cursor.execute(query.format(sieve=" AND ".join(parts)), values)
        rows: list[Any] = cursor.fetchall()
        return rows
