"""Opening a closed file again: what was to follow its closing stops."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.deadlines.door import stop_clocks
from punte.core.errors import Conflict, Invalid
from punte.protection.approvals.door import allow_act
from punte.protection.assistance.actions.hold import (
    check_version,
    done_before,
    hold_any,
    keep_change,
    note_event,
)
from punte.protection.assistance.actions.opening import begin_work
from punte.protection.assistance.models import AssistanceFile, FollowUp
from punte.protection.assistance.models.words import EventKind, FollowUpState, ReopenReason

State = AssistanceFile.State


@transaction.atomic
def reopen_file(
    *,
    by: Viewer,
    file: UUID,
    reason: ReopenReason,
    request_key: UUID,
    note: str = "",
    version: int | None = None,
) -> AssistanceFile:
    """Open a closed file again; its follow-ups stop, and the assessment is due once more.

    The same key twice acts once. Raises Conflict for an open or changed file, Invalid without
    words where the reason says none.
    """
    row = hold_any(by, file)
    if done_before(row, request_key):
        return row
    if row.state != State.CLOSED:
        raise Conflict(_("This file is open already."), what="reopen file", subject=row.person_id)
    check_version(row, version)
    if reason == ReopenReason.OTHER and not note.strip():
        raise Invalid(_("Say why in a few words."))
    allow_act(by=by, act="file.reopen", about=row.id)
    return open_again(by, row, reason, request_key, note)


def open_again(
    by: Viewer, row: AssistanceFile, reason: ReopenReason, request_key: UUID, note: str = ""
) -> AssistanceFile:
    """Carry it out on a held, closed file."""
    row.state, row.closed_at, row.close_reason = State.OPEN, None, ""
    keep_change(row, "state", "closed_at", "close_reason")
    note_event(by, row, EventKind.REOPENED, request_key, reason=reason, note=note)
    stop_follow_ups(by, row)
    begin_work(by, [row], action="assistance.reopen")
    return row


def stop_follow_ups(by: Viewer, row: AssistanceFile) -> None:
    """What was still to be asked is not asked any more."""
    pending = FollowUp.objects.visible_to(by).filter(file=row, state=FollowUpState.PENDING)
    for follow_up in pending.select_for_update(of=("self",)):
        follow_up.state = FollowUpState.STOPPED
        follow_up.version += 1
        follow_up.save(update_fields=["state", "version"])
        stop_clocks(by=by, about_id=follow_up.id)
