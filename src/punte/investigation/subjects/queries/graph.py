"""Neighbours and paths: the graph of what the viewer may see, and of nothing else.

A node is a group of entities, an edge a link. Every step asks the guarded tables, so what is
hidden is no node, no edge, and in no count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from punte.core.access.door import Permission, Viewer

MOST_NEIGHBOURS = 500
MOST_HOPS = 6
# Beyond so many nodes on one side a search for a path is given up, and says so.
MOST_SEEN = 60_000
# A node with more links than this (an operator's short number, a bus company) joins everybody.
HUB = 2_000
_TIES = """
WITH ends AS (
  SELECT from_group AS a, to_group AS b, true AS forth, schema, started_at
    FROM investigation_entity WHERE from_group = ANY (%(groups)s)
  UNION ALL
  SELECT to_group, from_group, false, schema, started_at
    FROM investigation_entity WHERE to_group = ANY (%(groups)s)
)
SELECT a, b, schema, forth, count(*), min(started_at), max(started_at) FROM ends
WHERE a <> b GROUP BY a, b, schema, forth
ORDER BY count(*) DESC, b LIMIT %(most)s
"""


@dataclass(frozen=True)
class Tie:
    """All links of one schema from one group to another: how many, and when the first and last."""

    source: UUID
    target: UUID
    schema: str
    count: int
    first: datetime | None
    last: datetime | None


def ties_of(viewer: Viewer, groups: Iterable[UUID], *, most: int = MOST_NEIGHBOURS) -> list[Tie]:
    """What joins these groups to others, the most frequent first; at most `most`."""
    viewer.require(Permission.SEE_CASES)
    with connection.cursor() as cursor:
        cursor.execute(_TIES, {"groups": list(groups), "most": most})
        return [
            Tie(a, b, schema, count, first, last)
            if forth
            else Tie(b, a, schema, count, first, last)
            for a, b, schema, forth, count, first, last in cursor.fetchall()
        ]
