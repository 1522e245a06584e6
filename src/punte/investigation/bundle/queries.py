"""Reading bundles, from what the viewer may see."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from punte.core.access.door import Permission, Viewer, get_visible
from punte.investigation.bundle.models import CourtBundle
from punte.investigation.cases.door import Case, get_case


def bundles_of(viewer: Viewer, case: Case) -> QuerySet[CourtBundle]:
    """The bundles of a case, the newest first. Raises Refused."""
    viewer.require(Permission.EXPORT_DATA)
    rows = CourtBundle.objects.visible_to(viewer).filter(case=case).select_related("by")
    return rows.order_by("-created_at", "id")


def get_bundle(
    viewer: Viewer, case_id: UUID, bundle_id: UUID, *, lock: bool = False
) -> CourtBundle:
    """One bundle, with its case. Raises NotHere, Refused."""
    viewer.require(Permission.EXPORT_DATA)
    case = get_case(viewer, case_id)
    bundle = get_visible(CourtBundle, viewer=viewer, lock=lock, case=case, pk=bundle_id)
    bundle.case = case
    return bundle
