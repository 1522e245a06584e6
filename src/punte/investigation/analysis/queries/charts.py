"""Reading saved charts."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import NotHere
from punte.investigation.analysis.content import Content, content_of
from punte.investigation.analysis.models import Chart, ChartVersion
from punte.investigation.cases.door import Case
from punte.investigation.subjects.door import readable


def charts_of(viewer: Viewer, case: Case) -> QuerySet[Chart]:
    """The charts of a case, the last changed first."""
    viewer.require(Permission.SEE_CASES)
    return (
        Chart.objects.visible_to(viewer)
        .filter(case=case, removed_at=None)
        .select_related("changed_by", "made_by")
        .order_by("-changed_at", "id")
    )


def get_chart(viewer: Viewer, case: Case, chart_id: UUID, *, lock: bool = False) -> Chart:
    """One chart of a case, or NotHere."""
    viewer.require(Permission.SEE_CASES)
    return get_visible(Chart, viewer=viewer, lock=lock, case=case, pk=chart_id, removed_at=None)


def versions_of(viewer: Viewer, chart: Chart) -> QuerySet[ChartVersion]:
    """All versions of a chart, the newest first, without what they hold."""
    rows = ChartVersion.objects.visible_to(viewer).filter(chart=chart)
    return rows.defer("content").select_related("by").order_by("-number")


def content_at(viewer: Viewer, chart: Chart, number: int) -> Content:
    """What a version of a chart holds, whoever may see what of it. Raises NotHere."""
    rows = ChartVersion.objects.visible_to(viewer).filter(chart=chart, number=number)
    row = rows.first()
    if row is None:
        raise NotHere(what="read a version of a chart", subject=chart.case_id)
    return content_of(row.content)


def standing(viewer: Viewer, case: Case, content: Content) -> Content:
    """A saved chart after what was merged since: an entity stands as the group that it is in."""
    rows = readable(viewer).filter(case=case, pk__in=content.ids()).values_list("pk", "group")
    return content.merged({str(pk): str(group) for pk, group in rows if pk != group})
