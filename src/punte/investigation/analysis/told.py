"""What the timeline of a case says of its charts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.investigation.analysis.models import ChartVersion
from punte.investigation.cases.door import Case


def told(viewer: Viewer, case: Case) -> Iterable[dict[str, Any]]:
    """The newest savings of charts, as `{% timeline %}` takes them."""
    rows = (
        ChartVersion.objects.visible_to(viewer)
        .filter(case=case)
        .defer("content")
        .select_related("chart", "by")
        .order_by("-at", "-id")[:40]
    )
    for row in rows:
        yield {
            "when": row.at,
            "title": _("Chart saved") if row.number == 1 else _("Chart changed"),
            "text": row.chart.name,
            "who": row.by.name,
            "url": row.chart.get_absolute_url(),
        }
