"""Keeping answers to the office's own questions about a file."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.errors import Invalid
from punte.protection.assistance.actions.hold import hold_file
from punte.protection.assistance.more_questions import Asked


@transaction.atomic
def answer_questions(*, by: Viewer, asked: Asked, request_key: UUID) -> None:
    """Keep what was answered about an open file of one's agency, once per key.

    Raises Refused, NotHere, Conflict for a closed file, Invalid where answers do not stand or
    there are none.
    """
    row = hold_file(by, asked.file.id)
    asked.keep(row, request_key)
    if not asked.is_answered:
        raise Invalid(_("Nothing was answered yet."))
