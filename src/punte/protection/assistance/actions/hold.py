"""The beginning of every write on a file."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, Refused
from punte.protection.assistance.models import AssistanceFile
from punte.protection.assistance.queries import get_file


def hold_file(by: Viewer, file_id: UUID) -> AssistanceFile:
    """One's agency's file, open and locked until the transaction ends.

    Raises Refused (permission, another agency's file), NotHere, Conflict for a closed file.
    """
    by.require(Permission.WORK_FILES)
    file = get_file(by, file_id, lock=True)
    if file.owner != by.agency_audience:
        raise Refused(what="work on file", subject=file.person_id)
    if file.state != AssistanceFile.State.OPEN:
        raise Conflict(
            _("This file is closed. Reopen it first."), what="work on file", subject=file.person_id
        )
    return file
