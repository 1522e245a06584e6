"""Finding entities by any selector, or by a name in either script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from punte.algorithms.selectors import normalise
from punte.core.access.door import Permission, Viewer
from punte.investigation.subjects.models import Entity
from punte.investigation.subjects.queries.entities import readable
from punte.investigation.subjects.schema import SELECTORS
from punte.investigation.subjects.values import name_keys

MOST = 200
_BY_KEY = """
SELECT DISTINCT e."group" FROM investigation_selector s
  JOIN investigation_entity e ON e.id = s.entity_id
WHERE s.key = ANY (%s) AND s.kind = ANY (%s) AND e.tail_id IS NULL LIMIT %s
"""
# The rarest part of a name first would be best; the planner knows how often each comes.
_BY_NAME = """
SELECT e."group" FROM investigation_selector s
  JOIN investigation_entity e ON e.id = s.entity_id
WHERE s.key = ANY (%s) AND s.kind = 'name' AND e.tail_id IS NULL
GROUP BY e."group" HAVING count(DISTINCT s.key) = %s LIMIT %s
"""


@dataclass(frozen=True)
class Found:
    """Entities that a search found, the best first. more: there are others beyond the limit."""

    entities: list[Entity]
    more: bool


def search_entities(viewer: Viewer, text: str, *, case: UUID | None = None) -> Found:
    """Leading entities that carry this selector, or a name that sounds so, of all the viewer's
    cases or of one. Raises Refused.
    """
    viewer.require(Permission.SEE_CASES)
    groups = _by_selector(text, viewer.jurisdiction) or _by_name(text)
    rows = readable(viewer).filter(pk__in=groups).select_related("case")
    if case is not None:
        rows = rows.filter(case=case)
    found = list(rows.order_by("schema", "caption", "id")[: MOST + 1])
    return Found(found[:MOST], len(found) > MOST or len(groups) > MOST)


def keys_like(text: str, region: str) -> list[tuple[str, str]]:
    """What a text may be as a selector of any kind: (kind, key), without repeats."""
    found = (normalise(kind, text, region) for kind in sorted(SELECTORS))
    return list(dict.fromkeys((one.kind, one.key) for one in found if one.key))


def _by_selector(text: str, region: str) -> list[UUID]:
    keys = keys_like(text, region)
    return _ask(_BY_KEY, [sorted({k for _kind, k in keys}), sorted({kind for kind, _k in keys})])


def _by_name(text: str) -> list[UUID]:
    keys = name_keys(text)
    return _ask(_BY_NAME, [keys, len(keys)]) if keys else []


def _ask(query: str, values: list[Any]) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(query, [*values, MOST + 1])
        return [row[0] for row in cursor.fetchall()]
