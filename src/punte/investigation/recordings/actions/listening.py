"""Who listens to what, to the second."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import Conflict, Invalid, NotHere
from punte.core.ledger.door import record
from punte.core.once import made_once
from punte.investigation.recordings.models import Heard, Listening, Recording
from punte.investigation.recordings.queries import get_recording, playable
from punte.investigation.recordings.rules import Stretch, believable, length_of

LASTS = timedelta(hours=12)


@transaction.atomic
def begin_listening(
    *, by: Viewer, case_id: UUID, recording_id: UUID, request_key: UUID
) -> Listening:
    """Somebody begins to listen: one entry in the ledger. Raises Refused, NotHere, Conflict."""
    by.require(Permission.LISTEN)
    recording = playable(get_recording(by, case_id, recording_id))
    now = timezone.now()
    row, new = made_once(
        Listening,
        by=by,
        request_key=request_key,
        same={"recording_id": recording.pk, "account_id": by.account_id},
        make=lambda: Listening.objects.create(
            **sides(recording), account_id=by.account_id, began_at=now, last_at=now,
            request_key=request_key,
        ),
    )  # fmt: skip
    if new:
        enter("recording.listen", by, recording, listening=str(row.pk))
    return row


def get_listening(viewer: Viewer, recording: Recording, listening_id: UUID) -> Listening:
    """One's own listening of today, or NotHere."""
    row = get_visible(Listening, viewer=viewer, recording=recording, pk=listening_id)
    if row.account_id != viewer.account_id or row.began_at < timezone.now() - LASTS:
        raise NotHere(what="play a recording", subject=recording.case_id)
    return row


@transaction.atomic
def note_heard(
    *,
    by: Viewer,
    case_id: UUID,
    recording_id: UUID,
    listening_id: UUID,
    number: int,
    stretches: Sequence[Stretch],
) -> Listening:
    """What the player has played since its last report; `number` counts its reports from 1.

    A report that came before is taken once. Raises Conflict for one out of turn, Invalid for more
    than can have been played, Refused, NotHere.
    """
    by.require(Permission.LISTEN)
    recording = get_recording(by, case_id, recording_id, lock=True)
    row = get_listening(by, recording, listening_id)
    if number == row.reports:
        return row
    if number != row.reports + 1:
        raise Conflict(_("Reports of the player came out of turn. Open the page again."))
    now = timezone.now()
    length = max(recording.seconds or 0.0, decoded_seconds(recording))
    elapsed = (now - row.last_at).total_seconds()
    if not believable(stretches, length=length, elapsed=elapsed):
        raise Invalid(_("More was reported as heard than can have been. Open the page again."))
    Heard.objects.bulk_create(
        Heard(
            **sides(recording), listening=row, start=one.start, end=one.end, speed=one.speed, at=now
        )
        for one in stretches
    )
    row.reports, row.last_at = number, now
    row.seconds += sum(one.end - one.start for one in stretches)
    row.save()
    known = Heard.objects.filter(recording=recording).values_list("start", "end")
    recording.heard = round(length_of(known), 1)
    recording.save(update_fields=["heard"])
    return row


def decoded_seconds(recording: Recording) -> float:
    """How long the sound is that was really decoded; 0 before the worker looked."""
    found = getattr(recording, "analysis", None)
    return found.frames / recording.facts["rate"] if found else 0.0


def sides(recording: Recording) -> dict[str, object]:
    """Values that a row about a recording takes from it."""
    return {
        "case_id": recording.case_id,
        "owner": recording.owner,
        "audiences": recording.audiences,
        "recording": recording,
    }


def enter(action: str, by: Viewer, recording: Recording, **detail: object) -> None:
    """An entry about a recording, with the order that it came under: oversight counts those."""
    about: dict[str, object] = {"recording": str(recording.pk), **detail}
    if recording.authorisation:
        about["authorisation"] = str(recording.authorisation)
    record(action=action, by=by, subject=recording.case_id, owners=[recording.owner], detail=about)
