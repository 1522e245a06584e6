"""Reading documents: of a file, and those whose last day is near."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from punte.core.access.door import Permission, Viewer, get_visible
from punte.protection.assistance.door import AssistanceFile
from punte.protection.delivery.models import Paper
from punte.protection.delivery.rules import NEAR, Validity, validity


def papers_of(viewer: Viewer, *files: AssistanceFile) -> QuerySet[Paper]:
    """Documents of files that the viewer's classes of data show, newest first."""
    rows = Paper.objects.visible_to(viewer).filter(file_id__among=[file.id for file in files])
    return rows.select_related("kept_by").order_by("-kept_at", "-id")


def expiring_documents(viewer: Viewer, within: timedelta = NEAR) -> QuerySet[Paper]:
    """The agency's documents that have expired or soon will, in open files; first day first."""
    viewer.require(Permission.SEE_FILES)
    return (
        Paper.objects.visible_to(viewer)
        .filter(
            owner=viewer.agency_audience,
            laid_by_at=None,
            expires_on__isnull=False,
            expires_on__lte=timezone.localdate() + within,
            file__state=AssistanceFile.State.OPEN,
        )
        .select_related("file")
        .order_by("expires_on", "id")
    )


def get_paper(viewer: Viewer, paper: UUID) -> Paper:
    """One document with its file, or NotHere."""
    viewer.require(Permission.SEE_FILES)
    get_visible(Paper, viewer=viewer, pk=paper)
    return Paper.objects.select_related("file").get(pk=paper)


def validity_of(paper: Paper) -> Validity:
    """How it stands today."""
    return validity(paper.expires_on, paper.laid_by_at is not None, timezone.localdate())
