"""Lists of what a case is about: things, how many of each kind, sources and what they state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet

from punte.core.access.door import Viewer
from punte.investigation.cases.door import Case
from punte.investigation.subjects.catalogue import SCHEMATA
from punte.investigation.subjects.models import Entity, Source, Statement
from punte.investigation.subjects.queries.entities import things_of
from punte.investigation.subjects.queries.graph import degrees_of
from punte.investigation.subjects.queries.steps import grades_from

# Counts go no further.
MOST_COUNTED: Final = 1000
MOST_LINKS: Final = 100
_BY_SCHEMA = """
SELECT s.key, (SELECT count(*) FROM (
  SELECT 1 FROM investigation_entity e
  WHERE e.case_id = %(case)s AND e.schema = s.key AND e.tail_id IS NULL AND e."group" = e.id
    AND CASE WHEN e.audiences OPERATOR(pg_catalog.&&) %(audiences)s::int[]
      THEN true ELSE false END
  LIMIT %(most)s) AS counted)
FROM unnest(%(schemata)s::text[]) AS s(key)
"""


@dataclass(frozen=True)
class Wanted:
    """What a list asks for. grade: the least, such as "B2", that some statement reaches."""

    schema: str = ""
    source: Source | None = None
    grade: str = ""
    handling: str = ""


def things_like(viewer: Viewer, case: Case, wanted: Wanted) -> QuerySet[Entity]:
    """The things of a case that answer what is wanted, by name."""
    rows = things_of(viewer, case).order_by("caption", "id")
    if wanted.schema:
        rows = rows.filter(schema=wanted.schema)
    if not (wanted.source or wanted.grade or wanted.handling):
        return rows
    stated = Statement.objects.visible_to(viewer).filter(withdrawn_at=None)
    if wanted.source:
        stated = stated.filter(source=wanted.source)
    if wanted.handling:
        stated = stated.filter(handling=wanted.handling)
    if wanted.grade:
        sources, infos = grades_from(wanted.grade)
        stated = stated.filter(source_grade__in=sources, info_grade__in=infos)
    # Two questions, of the thing and of what was merged into it: asked row by row, by index,
    # where one over groups would read all that is stated before the first row is shown.
    merged = Entity.objects.visible_to(viewer).filter(group=OuterRef("group"))
    of_merged = merged.exclude(pk=OuterRef("pk")).filter(
        Exists(stated.filter(entity=OuterRef("pk")))
    )
    return rows.filter(Exists(stated.filter(entity=OuterRef("pk"))) | Exists(of_merged))


def counts_by_schema(viewer: Viewer, case: Case) -> dict[str, int]:
    """How many things of each kind there are, without the kinds of which there are none; more
    than `MOST_COUNTED` are not counted further.
    """
    things = [key for key, schema in SCHEMATA.items() if not schema.is_link]
    with connection.cursor() as cursor:
        cursor.execute(
            _BY_SCHEMA,
            {
                "case": case.pk,
                "schemata": things,
                "audiences": list(viewer.audiences),
                "most": MOST_COUNTED + 1,
            },
        )
        found: dict[str, int] = dict(cursor.fetchall())
    return {key: found[key] for key in things if found[key]}


def count_things(viewer: Viewer, case: Case) -> int:
    """How many things a case is about, counted up to `MOST_COUNTED` of each kind."""
    return sum(counts_by_schema(viewer, case).values())


def about_rows(viewer: Viewer, rows: Iterable[Entity]) -> dict[UUID, dict[str, Any]]:
    """What a list says of each of its rows besides: links, statements, the best grade."""
    groups = [row.group for row in rows]
    links = degrees_of(viewer, groups, most=MOST_LINKS)
    stated: dict[UUID, list[str]] = {}
    graded = (
        Statement.objects.visible_to(viewer)
        .filter(entity__group__in=groups, withdrawn_at=None)
        .values_list("entity__group", "source_grade", "info_grade")
    )
    for group, source, info in graded:
        stated.setdefault(group, []).append(f"{source}{info}")
    return {
        group: {
            "links": links.get(group, 0),
            "statements": len(stated.get(group, ())),
            "grade": min(stated.get(group, ("",))),
        }
        for group in groups
    }


def stated_by(viewer: Viewer, sources: Iterable[Source]) -> dict[UUID, int]:
    """How many statements stand of each of these sources."""
    rows = (
        Statement.objects.visible_to(viewer)
        .filter(source__in=list(sources), withdrawn_at=None)
        .order_by()
        .values_list("source")
        .annotate(Count("pk"))
    )
    return dict(rows)


def statements_under(viewer: Viewer, source: Source) -> QuerySet[Statement]:
    """What a source states, withdrawn or not, the newest first."""
    return (
        Statement.objects.visible_to(viewer)
        .filter(source=source)
        .select_related("entity", "made_by")
        .order_by("-made_at", "-id")
    )
