"""Working copies: a part of a recording, or all of it, as FLAC beside the sealed original."""

from __future__ import annotations

import io
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from punte.algorithms.audio import DECODER, AudioError, working_copy
from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, Invalid, NotHere
from punte.core.files.door import visible_files
from punte.investigation.cases.door import Case, hold_case
from punte.investigation.evidence.door import (
    EvidenceFile,
    Exhibit,
    FileKind,
    Incoming,
    add_file,
    files_of,
    get_exhibit,
)
from punte.investigation.recordings.actions.listening import decoded_seconds, enter
from punte.investigation.recordings.analysing import sound_of
from punte.investigation.recordings.models import Recording
from punte.investigation.recordings.queries import get_recording, playable
from punte.investigation.recordings.rules import clock_text
from punte.investigation.recordings.words import WHY

PATIENCE = 60  # seconds that a decoder may take while somebody waits
MOST_SAMPLES = 128 * 2**20  # of all channels: four hours of a telephone line


@dataclass(frozen=True)
class Cut:
    """What a copy is to hold: seconds from and to, one channel or all, perhaps raised; what for."""

    start: float
    end: float
    channel: int | None
    normalise: bool
    purpose: str


@transaction.atomic
def make_copy(*, by: Viewer, case_id: UUID, recording_id: UUID, cut: Cut) -> EvidenceFile:
    """A working copy in the recording's exhibit, with tool, version and settings.

    The original is only read. A copy that was made before with the same settings is given back.
    Raises Invalid (no such part, too long), Conflict (sealed, closed, in no exhibit), Refused,
    NotHere.
    """
    by.require(Permission.LISTEN)
    recording = playable(get_recording(by, case_id, recording_id))
    _check(recording, cut)
    case = hold_case(by, case_id, permission=Permission.KEEP_EVIDENCE)
    original = original_of(by, case, recording)
    if original is None:
        raise Conflict(_("This recording is in no exhibit, so a copy of it has no place."))
    sound, gain = _made(by, recording, cut)
    tool, _space, version = DECODER.partition(" ")
    said = _settings(cut, gain)
    made = files_of(by, original.exhibit).filter(of=original, tool_version=version, parameters=said)
    if (found := made.first()) is not None:
        return found
    copy = add_file(
        by=by, case_id=case_id, exhibit_id=original.exhibit_id,
        incoming=Incoming(
            _name(recording, cut), [sound], FileKind.COPY, expected=len(sound), of=original.pk,
            tool=tool, tool_version=version, parameters=said,
        ),
    )  # fmt: skip
    enter("recording.copy", by, recording, file=str(copy.pk), **said)
    return copy


def original_of(viewer: Viewer, case: Case, recording: Recording) -> EvidenceFile | None:
    """The file of an exhibit that a recording is."""
    if recording.exhibit is None:
        return None
    exhibit: Exhibit = get_exhibit(viewer, case, recording.exhibit)
    return files_of(viewer, exhibit).filter(stored=recording.stored).first()


def copies_of(viewer: Viewer, case: Case, recording: Recording) -> list[EvidenceFile]:
    """The working copies that were made of a recording, the oldest first."""
    original = original_of(viewer, case, recording)
    return list(files_of(viewer, original.exhibit).filter(of=original)) if original else []


def _check(recording: Recording, cut: Cut) -> None:
    length = max(recording.seconds or 0.0, decoded_seconds(recording))
    if not 0 <= cut.start < cut.end <= length + 1:
        raise Invalid(_("This part does not lie within the recording."))
    channels = recording.facts["channels"] if cut.channel is None else 1
    if (cut.end - cut.start) * recording.facts["rate"] * channels > MOST_SAMPLES:
        raise Invalid(_("This part is too long for one copy. Make several, or take one channel."))
    if not cut.purpose.strip() or "\0" in cut.purpose:
        raise Invalid(_("Say what the copy is for."))


def _made(by: Viewer, recording: Recording, cut: Cut) -> tuple[bytes, float]:
    """The copy's bytes, never on a disk before they are sealed, and by how much it was raised."""
    kept = visible_files(by).filter(pk=recording.stored).first()
    if kept is None:
        raise NotHere(what="copy a recording", subject=recording.case_id)
    target = io.BytesIO()
    try:
        gain = working_copy(
            sound_of(recording, kept, PATIENCE), target, channel=cut.channel, start=cut.start,
            end=cut.end, normalise=cut.normalise,
        )  # fmt: skip
    except AudioError as error:
        raise Invalid(str(WHY[error.reason])) from error
    return target.getvalue(), gain


def _settings(cut: Cut, gain: float) -> dict[str, str]:
    return {
        "from": clock_text(cut.start),
        "to": clock_text(cut.end),
        "channel": "*" if cut.channel is None else str(cut.channel + 1),
        "gain": f"{gain:.3f}",
        "for": cut.purpose.strip(),
    }


def _name(recording: Recording, cut: Cut) -> str:
    return f"{recording} {cut.start:.1f}-{cut.end:.1f} s.flac"
