"""Finding entities by any selector, or by a name in either script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from punte.algorithms.selectors import normalise
from punte.core.access.door import Permission, Viewer
from punte.core.errors import Invalid
from punte.investigation.subjects.models import Entity
from punte.investigation.subjects.queries.entities import nodes_of
from punte.investigation.subjects.schema import SELECTORS
from punte.investigation.subjects.values import name_keys

MOST = 200
MAX_LENGTH = 200
_BY_KEY = """
SELECT e."group" FROM investigation_selector s
  JOIN investigation_entity e ON e.id = s.entity_id
WHERE s.key = ANY (%(keys)s) AND s.kind = ANY (%(kinds)s) AND e.tail_id IS NULL {within}
LIMIT %(most)s
"""
# One look-up a part of the name: the planner knows which comes least often, and begins there.
_BY_NAME = """
SELECT e."group" FROM investigation_selector s {others}
  JOIN investigation_entity e ON e.id = s.entity_id
WHERE s.key = %(key0)s AND s.kind = 'name' AND e.tail_id IS NULL {within}
LIMIT %(most)s
"""
_OTHER = """JOIN investigation_selector s{n}
  ON s{n}.entity_id = s.entity_id AND s{n}.kind = 'name' AND s{n}.key = %(key{n})s"""


@dataclass(frozen=True)
class Found:
    """Entities that a search found, by kind and name. more: there are others beyond the limit."""

    entities: list[Entity]
    more: bool


def search_entities(viewer: Viewer, text: str, *, case: UUID | None = None) -> Found:
    """Leading entities that carry this selector, or a name that sounds so, of all the viewer's
    cases or of one. Raises Refused, and Invalid for a text that nobody searches for.
    """
    viewer.require(Permission.SEE_CASES)
    text = text.strip()
    if len(text) > MAX_LENGTH or any(ord(letter) < 32 for letter in text):
        raise Invalid(_("Search for at most 200 characters, without control characters."))
    if not text:
        return Found([], False)
    met = [*_by_selector(text, viewer.jurisdiction, case), *_by_name(text, case)]
    groups = list(dict.fromkeys(met))
    nodes = nodes_of(viewer, groups[:MOST])
    found = sorted(nodes, key=lambda node: (node.schema, node.caption, node.pk))
    return Found(found, len(groups) > MOST)


def keys_like(text: str, region: str) -> list[tuple[str, str]]:
    """What a text may be as a selector of any kind: (kind, key), without repeats."""
    found = (normalise(kind, text, region) for kind in sorted(SELECTORS))
    return list(dict.fromkeys((one.kind, one.key) for one in found if one.key))


def _by_selector(text: str, region: str, case: UUID | None) -> list[UUID]:
    keys = keys_like(text, region)
    values = {
        "keys": sorted({key for _kind, key in keys}),
        "kinds": sorted({k for k, _key in keys}),
    }
    return _ask(_BY_KEY, values, case) if keys else []


def _by_name(text: str, case: UUID | None) -> list[UUID]:
    keys = name_keys(text)
    others = " ".join(_OTHER.format(n=n) for n in range(1, len(keys)))
    values = {f"key{n}": key for n, key in enumerate(keys)}
    return _ask(_BY_NAME.replace("{others}", others), values, case) if keys else []


def _ask(query: str, values: dict[str, Any], case: UUID | None) -> list[UUID]:
    within = "" if case is None else "AND s.case_id = %(case)s"
    with connection.cursor() as cursor:
        cursor.execute(
            query.replace("{within}", within), {**values, "case": case, "most": MOST + 1}
        )
        return [row[0] for row in cursor.fetchall()]
