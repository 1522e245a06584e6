"""What a second person is told of an act on a file."""

from __future__ import annotations

from punte.protection.approvals.door import Wish
from punte.protection.assistance.models import AssistanceFile
from punte.protection.persons.door import code_of


def wish_for(file: AssistanceFile, act: str) -> Wish:
    """An act on this file; why is said by who asks."""
    return Wish(
        act=act,
        about_kind="file",
        about_id=file.id,
        url=file.get_absolute_url(),
        reason="",
        person=file.person_id,
        code=code_of(file.plant, file.number),
    )
