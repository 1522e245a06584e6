"""Groups of persons who were rescued together."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import Conflict, Invalid
from punte.core.ledger.door import record
from punte.core.once import derived_key, made_once
from punte.protection.assistance.actions.hold import (
    check_open,
    hold_any,
    hold_file,
    keep_change,
    note_event,
)
from punte.protection.assistance.models import AssistanceFile, GroupMember, RescueGroup
from punte.protection.assistance.models.words import EventKind


@transaction.atomic
def make_group(*, by: Viewer, name: str, rescued_on: date, request_key: UUID) -> RescueGroup:
    """Begin a group. The name says no place and no person. The same key twice begins one."""
    by.require(Permission.WORK_FILES)
    name = name.strip()
    if not 3 <= len(name) <= 80:
        raise Invalid(_("A name has 3 to 80 characters."))
    if rescued_on > timezone.localdate():
        raise Invalid(_("The day lies in the future."))
    group, new = made_once(
        RescueGroup,
        by=by,
        request_key=request_key,
        same={"made_by_id": by.account_id},
        make=lambda: RescueGroup.objects.create(
            name=name,
            rescued_on=rescued_on,
            made_at=timezone.now(),
            made_by_id=by.account_id,
            request_key=request_key,
            owner=by.agency_audience,
            audiences=[by.agency_audience],
        ),
    )
    if new:
        record(
            action="assistance.make_group",
            by=by,
            owners=[group.owner],
            detail={"group": str(group.id)},
        )
    return group


@transaction.atomic
def begin_group(
    *, by: Viewer, file: UUID, name: str, rescued_on: date, request_key: UUID
) -> RescueGroup:
    """A new group with its first member; both or neither."""
    group = make_group(by=by, name=name, rescued_on=rescued_on, request_key=request_key)
    key = derived_key(request_key, "first")
    add_member(by=by, group=group.id, file=file, request_key=key)
    return group


@transaction.atomic
def add_member(*, by: Viewer, group: UUID, file: UUID, request_key: UUID) -> GroupMember:
    """Put a file into a group. The same key twice adds once; a member twice is a Conflict."""
    row = hold_any(by, file)
    whole = get_visible(RescueGroup, viewer=by, pk=group)

    def make() -> GroupMember:
        check_open(row)
        live = GroupMember.objects.visible_to(by).filter(group=whole, file=row, removed_at=None)
        if live.exists():
            raise member_already(row)
        return GroupMember.objects.create(
            group=whole,
            file=row,
            made_at=timezone.now(),
            made_by_id=by.account_id,
            request_key=request_key,
            owner=row.owner,
            audiences=row.audiences,
        )

    same = {"group_id": whole.id, "file_id": row.id}
    try:
        member, new = made_once(GroupMember, by=by, request_key=request_key, same=same, make=make)
    except IntegrityError as error:
        if "member_once_a_group" not in str(error):
            raise
        raise member_already(row) from error
    if new:
        note_group(by, row, whole, EventKind.GROUPED, request_key)
    return member


def member_already(row: AssistanceFile) -> Conflict:
    return Conflict(
        _("This person is in the group already."), what="group twice", subject=row.person_id
    )


@transaction.atomic
def remove_member(*, by: Viewer, member: UUID, reason: str, request_key: UUID) -> GroupMember:
    """Take a file out of a group, with a reason. Twice removes once."""
    found = get_visible(GroupMember, viewer=by, pk=member)
    file = hold_file(by, found.file_id)
    row = get_visible(GroupMember, viewer=by, lock=True, pk=member)
    if row.removed_at is not None:
        return row
    if len(reason.strip()) < 5:
        raise Invalid(_("Say in a few words why."))
    row.removed_at, row.removed_by_id = timezone.now(), by.account_id
    row.removed_reason = reason.strip()[:1000]
    row.save(update_fields=["removed_at", "removed_by", "removed_reason"])
    note_group(by, file, row.group, EventKind.UNGROUPED, request_key, row.removed_reason)
    return row


def note_group(
    by: Viewer,
    row: AssistanceFile,
    group: RescueGroup,
    kind: EventKind,
    request_key: UUID,
    note: str = "",
) -> None:
    keep_change(row)
    words = f"{group.name}: {note}" if note else group.name
    note_event(by, row, kind, request_key, note=words)
    record(
        action=f"assistance.{kind.value}",
        by=by,
        subject=row.person_id,
        owners=[row.owner],
        detail={"file": str(row.id), "group": str(group.id)},
    )
