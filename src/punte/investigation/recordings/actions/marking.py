"""Marks: a note at a moment of a recording, made while listening."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import Conflict, Invalid
from punte.core.once import made_once
from punte.investigation.cases.door import hold_case
from punte.investigation.recordings.actions.listening import decoded_seconds, enter, sides
from punte.investigation.recordings.models import Mark
from punte.investigation.recordings.queries import get_recording, playable


@transaction.atomic
def add_mark(
    *, by: Viewer, case_id: UUID, recording_id: UUID, place: float, text: str, request_key: UUID
) -> Mark:
    """A note at `place` seconds. Raises Invalid, Refused, NotHere, Conflict (sealed, closed)."""
    by.require(Permission.LISTEN)
    hold_case(by, case_id)
    recording = playable(get_recording(by, case_id, recording_id))
    if not 0 <= place <= max(recording.seconds or 0, decoded_seconds(recording)) + 1:
        raise Invalid(_("The recording has no such moment."))
    if not text.strip() or len(text) > 2000 or "\0" in text:
        raise Invalid(_("Write what the mark is for, in at most 2,000 characters."))
    mark, new = made_once(
        Mark,
        by=by,
        request_key=request_key,
        same={"recording_id": recording.pk},
        make=lambda: Mark.objects.create(
            **sides(recording), place=round(place, 2), text=text.strip(), by_id=by.account_id,
            at=timezone.now(), request_key=request_key,
        ),
    )  # fmt: skip
    if new:
        enter("recording.mark", by, recording, mark=str(mark.pk))
    return mark


@transaction.atomic
def withdraw_mark(*, by: Viewer, case_id: UUID, recording_id: UUID, mark_id: UUID) -> Mark:
    """A mark of one's own is no longer shown. Raises Refused, NotHere, Conflict."""
    by.require(Permission.LISTEN)
    hold_case(by, case_id)
    recording = playable(get_recording(by, case_id, recording_id))
    mark = get_visible(Mark, viewer=by, lock=True, recording=recording, pk=mark_id)
    if mark.by_id != by.account_id:
        raise Conflict(_("Another made this mark."))
    if mark.withdrawn_at is None:
        mark.withdrawn_at = timezone.now()
        mark.save(update_fields=["withdrawn_at"])
        enter("recording.withdraw_mark", by, recording, mark=str(mark.pk))
    return mark
