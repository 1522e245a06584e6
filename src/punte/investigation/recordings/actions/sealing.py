"""Talk with a lawyer, doctor or clergy: who hears it stops and seals; and what orders seal."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Invalid
from punte.investigation.authorisations.door import Piece, Quarantine, Reason, seal_privileged
from punte.investigation.recordings.actions.listening import enter
from punte.investigation.recordings.actions.taking import KIND
from punte.investigation.recordings.models import Analysis, Mark, Recording, Transcript
from punte.investigation.recordings.queries import get_recording, playable
from punte.investigation.recordings.words import Progress, Standing

PRIVILEGES = (Reason.LAWYER, Reason.DOCTOR, Reason.CLERGY)


@transaction.atomic
def seal_recording(*, by: Viewer, case_id: UUID, recording_id: UUID, ground: str) -> Quarantine:
    """Nobody hears it from now on, the viewer included; the team's prosecutors are told.

    Raises Invalid, Refused, NotHere, Conflict (sealed before, closed case).
    """
    by.require(Permission.LISTEN)
    recording = playable(get_recording(by, case_id, recording_id, lock=True))
    if ground not in PRIVILEGES:
        raise Invalid(_("Say whose talk it is: a lawyer's, a doctor's or clergy's."))
    piece = Piece(
        KIND, recording.pk, [recording.stored], recording.start, recording.end,
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


def released(keys: Sequence[UUID]) -> None:
    """They may be heard again; what never was looked through is looked through now."""
    from punte.investigation.recordings.tasks import analyse

    for row in Recording.objects.filter(pk__in=keys, state=Standing.SEALED):
        row.state = Standing.OPEN
        row.save(update_fields=["state"])
        made, new = Analysis.objects.get_or_create(
            recording=row,
            defaults={"case_id": row.case_id, "owner": row.owner, "audiences": row.audiences},
        )
        if new or made.state == Progress.WAITING:
            analyse.defer(recording_id=str(row.pk))


def gone(keys: Sequence[UUID]) -> None:
    """Their bytes are being destroyed: so is what was derived from them. Runs as the worker."""
    Recording.objects.filter(pk__in=keys).update(state=Standing.GONE, facts={})
    Analysis.objects.filter(recording__in=keys).update(peaks=None, regions=[])
    Transcript.objects.filter(recording__in=keys).update(segments=[])
    Mark.objects.filter(recording__in=keys).update(text="")
