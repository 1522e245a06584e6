"""The same selectors in other cases: those one may read, and what was learnt of the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from punte.core.access.door import Permission, Viewer
from punte.investigation.cases.door import Case
from punte.investigation.subjects.models import Entity, HitQuery, HitTold, Selector

Key = tuple[str, str]
MOST = 200


def askable(viewer: Viewer, case: Case) -> list[Key]:
    """The selectors of a case that the viewer sees, as (kind, key); names are none."""
    rows = Selector.objects.visible_to(viewer).filter(case=case).exclude(kind="name")
    return list(rows.values_list("kind", "key").distinct().order_by("kind", "key")[:MOST])


@dataclass(frozen=True)
class Shared:
    """A selector that stands in another case which the viewer may read."""

    kind: str
    key: str
    case: Case
    entity: Entity


def shared_with_own_cases(viewer: Viewer, case: Case, keys: Collection[Key]) -> list[Shared]:
    """Where these selectors stand in other cases of the viewer's."""
    viewer.require(Permission.SEE_CASES)
    rows = (
        Selector.objects.visible_to(viewer)
        .filter(key__in={key for _, key in keys}, kind__in={kind for kind, _ in keys})
        .exclude(case=case)
        .select_related("case", "entity")
        .order_by("kind", "key", "case__opened_at")
    )
    wanted = set(keys)
    return [
        Shared(row.kind, row.key, row.case, row.entity)
        for row in rows[:MOST]
        if (row.kind, row.key) in wanted
    ]


def questions_of(viewer: Viewer, case: Case) -> QuerySet[HitQuery]:
    """What the team asked for in other cases, the newest first."""
    viewer.require(Permission.SEE_CASES)
    rows = HitQuery.objects.visible_to(viewer).filter(case=case)
    return rows.select_related("by").order_by("-at")


def asked_by_others(viewer: Viewer, case: Case) -> QuerySet[HitTold]:
    """Who asked for selectors of this case, the newest first."""
    viewer.require(Permission.SEE_CASES)
    rows = HitTold.objects.visible_to(viewer).filter(case=case)
    return rows.select_related("agency", "by").order_by("-at")


def asked_agencies(questions: Iterable[HitQuery]) -> set[int]:
    """The ids of all agencies that the answers name."""
    return {agency for row in questions for answer in row.answers for agency in answer["agencies"]}
