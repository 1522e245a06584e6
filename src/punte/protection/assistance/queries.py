"""Reading assistance files."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from punte.core.access.door import Permission, Viewer, get_visible
from punte.protection.assistance.models import AssistanceFile


def own_files(viewer: Viewer) -> QuerySet[AssistanceFile]:
    """The files of the viewer's agency."""
    return (
        AssistanceFile.objects.visible_to(viewer)
        .filter(owner=viewer.agency_audience)
        .select_related("caseworker")
    )


def get_file(viewer: Viewer, file_id: UUID, *, lock: bool = False) -> AssistanceFile:
    """One file, or NotHere. `lock` holds it still for an action.

    Raises Refused without the permission to see files.
    """
    viewer.require(Permission.SEE_FILES)
    return get_visible(AssistanceFile, viewer=viewer, lock=lock, pk=file_id)


def file_of_person(viewer: Viewer, person: UUID) -> AssistanceFile | None:
    """The viewer's agency's file of a person, if there is one."""
    return own_files(viewer).filter(person=person).first()
