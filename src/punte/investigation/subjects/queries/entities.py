"""Reading entities and what is stated of them, from what the viewer may see."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Case as Which
from django.db.models import F, QuerySet, Value, When

from punte.core.access.door import Permission, Viewer
from punte.core.errors import NotHere
from punte.investigation.cases.door import Case
from punte.investigation.subjects.models import Entity, Selector, Source, Statement


def things_of(viewer: Viewer, case: Case) -> QuerySet[Entity]:
    """The things of a case, one row for each group: merged ones show as their leading entity."""
    return readable(viewer).filter(case=case, tail=None, group=F("pk"))


def links_of(viewer: Viewer, case: Case) -> QuerySet[Entity]:
    """The links of a case."""
    return readable(viewer).filter(case=case, tail__isnull=False)


def readable(viewer: Viewer) -> QuerySet[Entity]:
    """All entities that the viewer may see, of all their cases. Raises Refused."""
    viewer.require(Permission.SEE_CASES)
    return Entity.objects.visible_to(viewer)


def get_entity(viewer: Viewer, case: Case, group: UUID) -> Entity:
    """The leading entity of a group of this case, or of the group that this entity belongs to.

    Raises NotHere.
    """
    rows = readable(viewer).filter(case=case)
    known = rows.filter(pk=group).values_list("group", flat=True).first() or group
    leading = rows.filter(pk=known).first() or next(iter(nodes_of(viewer, [known])), None)
    if leading is None or leading.case_id != case.pk:
        raise NotHere(what="read entity", subject=case.pk)
    return leading


def nodes_of(viewer: Viewer, groups: Iterable[UUID]) -> tuple[Entity, ...]:
    """What these groups are called: the leading entity of each, or of those merged into it the
    first that the viewer may see; in the order of `groups`.
    """
    asked = list(groups)
    leads = Which(When(pk=F("group"), then=Value(0)), default=Value(1))
    rows = readable(viewer).filter(group__in=asked, tail=None).select_related("case")
    rows = rows.order_by("group", leads, "made_at")
    found = {row.group: row for row in rows.distinct("group")}
    return tuple(found[group] for group in asked if group in found)


def members_of(viewer: Viewer, entity: Entity) -> QuerySet[Entity]:
    """All entities of a group, the leading one among them, as they were stated."""
    return readable(viewer).filter(group=entity.group, case=entity.case_id).order_by("made_at")


def statements_of(viewer: Viewer, groups: Iterable[UUID]) -> QuerySet[Statement]:
    """What is stated of these groups and not withdrawn, by property and time."""
    viewer.require(Permission.SEE_CASES)
    return (
        Statement.objects.visible_to(viewer)
        .filter(entity__group__in=list(groups), withdrawn_at=None)
        .select_related("source", "entity")
        .order_by("prop", "made_at", "id")
    )


def sources_of(viewer: Viewer, case: Case) -> QuerySet[Source]:
    """The sources of a case, the newest first."""
    viewer.require(Permission.SEE_CASES)
    rows = Source.objects.visible_to(viewer).filter(case=case).select_related("made_by")
    return rows.order_by("-made_at", "id")


def selectors_of(viewer: Viewer, groups: Iterable[UUID]) -> QuerySet[Selector]:
    """The selectors of these groups; keys of names are not among them."""
    return (
        Selector.objects.visible_to(viewer)
        .filter(entity__group__in=list(groups))
        .exclude(kind="name")
        .order_by("kind", "key")
    )
