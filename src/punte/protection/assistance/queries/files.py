"""Reading assistance files."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from punte.core.access.door import Permission, Viewer, get_visible, roles_with
from punte.core.agencies.door import Account, Membership
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


def open_files_of(viewer: Viewer, caseworker: int | None = None) -> QuerySet[AssistanceFile]:
    """Open files of the viewer's agency, one caseworker's only when an account is named."""
    rows = own_files(viewer).filter(state=AssistanceFile.State.OPEN)
    return rows if caseworker is None else rows.filter(caseworker=caseworker)


def colleagues(viewer: Viewer) -> QuerySet[Account]:
    """Who in the viewer's agency may work on files, by name."""
    roles = roles_with(Permission.WORK_FILES)
    return (
        Account.objects.filter(
            memberships__agency=viewer.agency_id,
            memberships__state=Membership.State.ACTIVE,
            memberships__role__in=roles,
            is_active=True,
        )
        .distinct()
        .order_by("name", "pk")
    )
