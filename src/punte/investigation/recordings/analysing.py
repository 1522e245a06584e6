"""What the worker does with a recording: waveform, speech, its length as it really decodes."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from punte.algorithms.audio import (
    DECODER,
    LISTENER,
    AudioError,
    Sound,
    peaks,
    read_again,
    speech,
)
from punte.core.files.door import StoredFile, forget_file, read_anywhere
from punte.core.ledger.door import record
from punte.core.vault.door import Damaged
from punte.investigation.recordings.apart import PATIENCE, ask
from punte.investigation.recordings.models import Analysis, Intake, Recording
from punte.investigation.recordings.words import IntakeState, Progress, Standing

WAITS = timedelta(days=2)


def sound_of(recording: Recording, stored: StoredFile, patience: float = PATIENCE) -> Sound:
    """The sealed original as sound; its facts as they were read at the intake.

    patience: seconds that a decoder may take; few where somebody waits for a page.
    """
    return Sound(
        read_anywhere(stored), read_again(recording.facts), partial(ask, patience=patience)
    )


@transaction.atomic
def look_through(recording_id: UUID) -> bool:
    """Decode a recording once for its waveform and once for speech; False when it may not be."""
    recording = Recording.objects.select_for_update(no_key=True).filter(pk=recording_id).first()
    if recording is None or recording.state != Standing.OPEN:
        return False
    kept = StoredFile.objects.filter(pk=recording.stored).first()
    found = Analysis.objects.filter(recording=recording).first()
    if kept is None or found is None:
        return False
    try:
        sound = sound_of(recording, kept)
        drawn = peaks(sound)
        found.peaks, found.frames = drawn.to_bytes(), drawn.frames
        found.regions = [[one.start, one.end] for one in speech(sound)]
        found.state, found.fault = Progress.DONE, ""
    except AudioError as error:
        found.state, found.fault = Progress.FAILED, str(error.reason)
    except Damaged:
        found.state, found.fault = Progress.FAILED, "damaged"
    found.tools, found.done_at = f"{DECODER}; {LISTENER}", timezone.now()
    found.save()
    _note(recording, found)
    return found.state == Progress.DONE


def _note(recording: Recording, found: Analysis) -> None:
    detail = {"recording": str(recording.pk), "state": str(found.state), "tools": found.tools}
    record(
        action="recording.look_through",
        by=None,
        subject=recording.case_id,
        owners=[recording.owner],
        detail=detail,
    )


def forget_intake(intake_id: UUID) -> int:
    """Remove the waiting bytes of an intake that was decided on; how many files."""
    intake = Intake.objects.filter(pk=intake_id).exclude(state=IntakeState.PLANNED).first()
    return _forget(intake) if intake else 0


@transaction.atomic
def forget_old() -> int:
    """Remove what waited two days and was never taken in."""
    gone = 0
    for intake in Intake.objects.filter(state=IntakeState.PLANNED, at__lt=timezone.now() - WAITS):
        intake.state, intake.done_at = IntakeState.DROPPED, timezone.now()
        intake.version += 1
        intake.save()
        gone += _forget(intake)
    return gone


def _forget(intake: Intake) -> int:
    rows = intake.files.exclude(stored=None)
    return sum(forget_file(row.stored) for row in rows if row.stored)
