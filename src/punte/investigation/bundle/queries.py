"""Reading bundles, from what the viewer may see."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.files.door import visible_files
from punte.investigation.bundle.models import CourtBundle
from punte.investigation.cases.door import Case, get_case


def bundles_of(viewer: Viewer, case: Case) -> QuerySet[CourtBundle]:
    """The bundles of a case, the newest first. Raises Refused."""
    viewer.require(Permission.EXPORT_DATA)
    rows = CourtBundle.objects.visible_to(viewer).filter(case=case).select_related("by")
    return rows.order_by("-created_at", "id")


def is_open(viewer: Viewer, bundle: CourtBundle) -> bool:
    """Whether the viewer may still open all that lies in a ZIP: what was sealed or destroyed since
    opens for nobody, also where it was packed before.
    """
    keys = {*bundle.holds, *filter(None, [bundle.file_id])}
    return visible_files(viewer).filter(pk__in=keys).count() == len(keys)


def packed(stored: Collection[UUID]) -> list[UUID]:
    """The ZIPs in which any of these kept files lies; for the rooms that seal and destroy."""
    rows = CourtBundle.objects.filter(holds__overlap=list(stored), file_id__isnull=False)
    return [key for key in rows.values_list("file_id", flat=True) if key]


def get_bundle(
    viewer: Viewer, case_id: UUID, bundle_id: UUID, *, lock: bool = False
) -> CourtBundle:
    """One bundle, with its case. Raises NotHere, Refused."""
    viewer.require(Permission.EXPORT_DATA)
    case = get_case(viewer, case_id)
    bundle = get_visible(CourtBundle, viewer=viewer, lock=lock, case=case, pk=bundle_id)
    bundle.case = case
    return bundle
