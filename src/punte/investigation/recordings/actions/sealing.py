"""Talk with a lawyer, doctor or clergy: who hears it stops and seals; and what orders seal."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Invalid
from punte.investigation.authorisations.door import Piece, Quarantine, Reason, seal_privileged
from punte.investigation.cases.door import get_case
from punte.investigation.evidence.door import note_destroyed, saying_the_same
from punte.investigation.recordings.actions.listening import enter
from punte.investigation.recordings.actions.taking import KIND
from punte.investigation.recordings.models import Analysis, Mark, Recording, Transcript
from punte.investigation.recordings.queries import get_recording, playable
from punte.investigation.recordings.words import Standing

PRIVILEGES = (Reason.LAWYER, Reason.DOCTOR, Reason.CLERGY)


@transaction.atomic
def seal_recording(*, by: Viewer, case_id: UUID, recording_id: UUID, ground: str) -> Quarantine:
    """Nobody hears it from now on, the viewer included; the team's prosecutors are told.

    Raises Invalid, Refused, NotHere, Conflict (sealed before, closed case).
    """
    by.require(Permission.LISTEN)
    # The case first, as all who act on a recording: else two wait for each other, and a copy or a
    # bundle that is being made is not found.
    get_case(by, case_id, lock=True)
    recording = playable(get_recording(by, case_id, recording_id, lock=True))
    if ground not in PRIVILEGES:
        raise Invalid(_("Say whose talk it is: a lawyer's, a doctor's or clergy's."))
    # The same talk may lie in another exhibit too, and pieces of it in working copies.
    files = {recording.stored, *saying_the_same(case_id, sha256=recording.sha256)}
    piece = Piece(
        KIND, recording.pk, sorted(files), recording.start, recording.end,
        round(recording.seconds or 0),
    )  # fmt: skip
    kept = seal_privileged(
        by=by, case=case_id, ground=Reason(ground), pieces=[piece],
        authorisation=recording.authorisation,
    )  # fmt: skip
    enter("recording.seal", by, recording, ground=ground)
    return kept


def sealed(keys: Sequence[UUID]) -> None:
    """Orders laid these aside: they, and all that was derived from them, are shown no longer."""
    Recording.objects.filter(pk__in=keys, state=Standing.OPEN).update(state=Standing.SEALED)


def copies(key: UUID) -> list[UUID]:
    """Working copies that were made of a recording: they share its fate."""
    row = Recording.objects.filter(pk=key).first()
    return saying_the_same(row.case_id, stored=[row.stored]) if row else []


def gone(keys: Sequence[UUID]) -> None:
    """Their bytes are being destroyed: so is what was derived from them. Runs as the worker."""
    Recording.objects.filter(pk__in=keys).update(state=Standing.GONE, facts={})
    Analysis.objects.filter(recording__in=keys).update(peaks=None, regions=[])
    Transcript.objects.filter(recording__in=keys).update(segments=[])
    Mark.objects.filter(recording__in=keys).update(text="")
    for row in Recording.objects.filter(pk__in=keys):
        note_destroyed(row.case_id, sha256=row.sha256, stored=[row.stored])
