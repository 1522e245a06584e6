"""Reading what came into a case as lists."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, QuerySet

from punte.core.access.door import Permission, Viewer, get_visible
from punte.investigation.cases.door import Case
from punte.investigation.exchange.models import ListImport, Reject


def lists_of(viewer: Viewer, case: Case) -> QuerySet[ListImport]:
    """The lists of a case, the newest first."""
    viewer.require(Permission.IMPORT_DATA)
    rows = ListImport.objects.visible_to(viewer).filter(case=case).select_related("by")
    return rows.order_by("-created_at", "id")


def get_run(viewer: Viewer, case_id: UUID, run: UUID, *, lock: bool = False) -> ListImport:
    """One list of a case, or NotHere."""
    viewer.require(Permission.IMPORT_DATA)
    return get_visible(ListImport, viewer=viewer, lock=lock, pk=run, case=case_id)


def rejects_of(viewer: Viewer, run: ListImport) -> QuerySet[Reject]:
    """The reasons of the last check, in the order of the file."""
    rows = Reject.objects.visible_to(viewer).filter(run=run, attempt=run.attempt)
    return rows.order_by("row", "id")


def reasons_of(viewer: Viewer, run: ListImport) -> list[tuple[str, int]]:
    """How often each reason came, the most frequent first."""
    rows = Reject.objects.visible_to(viewer).filter(run=run, attempt=run.attempt)
    counted = rows.values("reason").annotate(often=Count("id")).order_by("-often", "reason")
    return [(row["reason"], row["often"]) for row in counted]


def same_file(viewer: Viewer, case: Case, sha256: str) -> QuerySet[ListImport]:
    """The lists of this case that came from the same bytes and are in, or coming in."""
    rows = ListImport.objects.visible_to(viewer).filter(case=case, sha256=sha256)
    return rows.filter(state__in=[ListImport.State.IMPORTING, ListImport.State.DONE])
