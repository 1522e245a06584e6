"""What the timeline of a case says of its exhibits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from punte.core.access.door import Viewer
from punte.investigation.cases.door import Case
from punte.investigation.evidence.models import Custody


def told(viewer: Viewer, case: Case) -> Iterable[dict[str, Any]]:
    """The newest steps of all chains, as `{% timeline %}` takes them."""
    rows = Custody.objects.visible_to(viewer).filter(case=case).select_related("exhibit")
    for row in rows.order_by("-at", "-number")[:40]:
        yield {
            "when": row.at,
            "title": f"{row.get_step_display()}: {row.exhibit.number}",
            "text": " · ".join(filter(None, [row.exhibit.what, row.taker, row.reason])),
            "who": row.by_name,
            "url": row.exhibit.get_absolute_url(),
        }
