"""What the timeline of a case says of merging, and what of it waits for somebody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.investigation.cases.door import Case, Wait
from punte.investigation.subjects.models import Merge
from punte.investigation.subjects.queries.proposals import merges_of, waiting_merges


def merges_told(viewer: Viewer, case: Case) -> Iterable[dict[str, Any]]:
    """Merged and split pairs, as `{% timeline %}` takes them."""
    rows = merges_of(viewer, case, Merge.State.MERGED, Merge.State.SPLIT).order_by("-decided_at")
    for row in rows[:40]:
        url = reverse("investigation:merge", args=[case.pk, row.pk])
        if row.decided_by:
            yield {
                "when": row.decided_at,
                "title": _("Two subjects merged"),
                "text": str(row),
                "who": row.decided_by.name,
                "url": url,
            }
        if row.split_by:
            yield {
                "when": row.split_at,
                "title": _("Two subjects split again"),
                "text": str(row),
                "who": row.split_by.name,
                "url": url,
            }


def merges_waiting(viewer: Viewer) -> Iterable[Wait]:
    """What others proposed and the viewer may decide."""
    for row in waiting_merges(viewer):
        url = reverse("investigation:merge", args=[row.case_id, row.pk])
        yield Wait(_("Are these two one?"), row.case, url)
