"""Files one may see."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from punte.core.access.door import Viewer
from punte.core.files.models import StoredFile


def visible_files(viewer: Viewer) -> QuerySet[StoredFile]:
    """All files whose row and class of data the viewer may see."""
    classes = sorted(viewer.classes)
    return StoredFile.objects.visible_to(viewer).filter(held_class__in=classes)


def files_of(viewer: Viewer, subject: UUID) -> QuerySet[StoredFile]:
    """A person's files, newest first. Names are sealed: see `actions.names_of`."""
    return visible_files(viewer).filter(subject=subject).order_by("-made_at", "-id")
