"""Reading who belongs together."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.errors import Invalid
from punte.protection.assistance.models import AssistanceFile, FileLink, GroupMember, RescueGroup
from punte.protection.assistance.models.words import LinkKind
from punte.protection.assistance.queries.files import own_files
from punte.protection.assistance.rules import inverse
from punte.protection.persons.door import parse


@dataclass(frozen=True)
class Relation:
    """A link as one of its files shows it: who the other is to this one."""

    link: FileLink
    other: AssistanceFile
    kind: LinkKind


def relations_of(viewer: Viewer, file: AssistanceFile) -> list[Relation]:
    """The live links of a file, in the order they were made."""
    rows = (
        FileLink.objects.visible_to(viewer)
        .filter(Q(file=file) | Q(other=file), removed_at=None)
        .select_related("file", "other")
        .order_by("made_at", "id")
    )
    return [
        Relation(row, row.other, LinkKind(row.kind))
        if row.file_id == file.id
        else Relation(row, row.file, inverse(LinkKind(row.kind)))
        for row in rows
    ]


def memberships_of(viewer: Viewer, file: AssistanceFile) -> QuerySet[GroupMember]:
    """The groups that a file is in, newest rescue first."""
    return (
        GroupMember.objects.visible_to(viewer)
        .filter(file=file, removed_at=None)
        .select_related("group")
        .order_by("-group__rescued_on", "id")
    )


def members_of(viewer: Viewer, group: RescueGroup) -> QuerySet[GroupMember]:
    """Who is in a group now, in the order they were added."""
    return (
        GroupMember.objects.visible_to(viewer)
        .filter(group=group, removed_at=None)
        .select_related("file__caseworker")
        .order_by("made_at", "id")
    )


def own_groups(viewer: Viewer) -> QuerySet[RescueGroup]:
    """The groups of the viewer's agency, newest rescue first."""
    return (
        RescueGroup.objects.visible_to(viewer)
        .filter(owner=viewer.agency_audience)
        .order_by("-rescued_on", "id")
    )


def file_by_code(viewer: Viewer, code: str) -> AssistanceFile:
    """The agency's one file of a pseudonym or its number; Invalid for none or several."""
    found = parse(code) if code.strip() else None
    if found is not None:
        plant, number = found
        rows = own_files(viewer).filter(number=number)
        matching = list(rows.filter(plant=plant)[:2] if plant is not None else rows[:2])
        if len(matching) == 1:
            return matching[0]
        if matching:
            raise Invalid(_("Several files have this number. Write the plant too."))
    raise Invalid(_("Your agency keeps no file under this pseudonym."))
