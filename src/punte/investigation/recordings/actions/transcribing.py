"""What is said, written down: each change a version, certified by name, checked by another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.agencies.door import Account
from punte.core.errors import Conflict, Invalid
from punte.core.once import made_once
from punte.investigation.cases.door import hold_case
from punte.investigation.recordings.actions.listening import decoded_seconds, enter, sides
from punte.investigation.recordings.models import Recording, Transcript
from punte.investigation.recordings.queries import get_recording, newest_transcript, playable
from punte.investigation.recordings.rules import MOST_SEGMENTS, clock_text
from punte.investigation.recordings.words import Author

LANGUAGES = ("ro", "ru", "uk", "en", "tr", "ar", "de", "fr", "it", "pl", "und")


@dataclass(frozen=True)
class Segment:
    """What is said from `start` to `end` seconds; left_out says what was not written down, why."""

    start: float
    end: float
    speaker: str = ""
    text: str = ""
    translation: str = ""
    left_out: str = ""


@transaction.atomic
def save_transcript(
    *,
    by: Viewer,
    case_id: UUID,
    recording_id: UUID,
    language: str,
    segments: Sequence[Segment],
    after: int,
    request_key: UUID,
    translated_to: str = "",
) -> Transcript:
    """The next version. after: the version that the writer saw, 0 for none.

    Raises Conflict when somebody wrote one in between, Invalid, Refused, NotHere.
    """
    by.require(Permission.LISTEN)
    hold_case(by, case_id)
    recording = playable(get_recording(by, case_id, recording_id, lock=True))
    _check(recording, language, translated_to, segments)
    found = Transcript.objects.visible_to(by).filter(request_key=request_key).first()
    last = newest_transcript(by, recording)
    if found is None and (last.version if last else 0) != after:
        raise Conflict(_("Somebody saved another version meanwhile. Yours is still on this page."))
    row, new = made_once(
        Transcript,
        by=by,
        request_key=request_key,
        same={"recording_id": recording.pk},
        make=lambda: Transcript.objects.create(
            **sides(recording), version=after + 1, language=language, translated_to=translated_to,
            segments=[asdict(one) for one in segments], by_id=by.account_id, at=timezone.now(),
            request_key=request_key,
        ),
    )  # fmt: skip
    if new:
        enter("recording.transcribe", by, recording, version=row.version, segments=len(segments))
    return row


def _check(
    recording: Recording, language: str, translated_to: str, segments: Sequence[Segment]
) -> None:
    if language not in LANGUAGES or translated_to not in ("", *LANGUAGES):
        raise Invalid(_("Choose the language that is spoken."))
    if not segments or len(segments) > MOST_SEGMENTS:
        raise Invalid(_("A transcript has at least one segment, and at most 5,000."))
    length = max(recording.seconds or 0, decoded_seconds(recording)) + 1
    for one in segments:
        where = {"at": clock_text(max(0.0, one.start))}
        if not 0 <= one.start < one.end <= length:
            raise Invalid(_("The segment at %(at)s does not lie within the recording.") % where)
        if not (one.text.strip() or one.left_out.strip()):
            raise Invalid(
                _("The segment at %(at)s says nothing: write what is said, or why not.") % where
            )
        if any("\0" in text or len(text) > 4000 for text in (one.text, one.translation)):
            raise Invalid(_("The segment at %(at)s is too long.") % where)


@transaction.atomic
def certify(*, by: Viewer, case_id: UUID, recording_id: UUID, version: int) -> Transcript:
    """The newest version is certified by name. A program's text never is: save it as yours first.

    Raises Conflict (not the newest, a program's, certified before), Refused, NotHere.
    """
    row, recording = _newest(by, case_id, recording_id, version)
    if row.author != Author.PERSON:
        raise Conflict(_("A program wrote this. Compare it with the sound and save it as yours."))
    if row.certified_by_id:
        raise Conflict(_("This version is certified already."))
    row.certified_by_id, row.certified_at = by.account_id, timezone.now()
    row.certified_name = _name(by)
    row.save(update_fields=["certified_by", "certified_at", "certified_name"])
    enter("recording.certify", by, recording, version=row.version)
    return row


@transaction.atomic
def check(*, by: Viewer, case_id: UUID, recording_id: UUID, version: int) -> Transcript:
    """A second person compared a certified version with the sound."""
    row, recording = _newest(by, case_id, recording_id, version)
    if not row.certified_by_id:
        raise Conflict(_("Nobody has certified this version yet."))
    if row.certified_by_id == by.account_id:
        raise Conflict(_("Another than who certified it checks it."))
    if row.checked_by_id:
        raise Conflict(_("This version is checked already."))
    row.checked_by_id, row.checked_at, row.checked_name = by.account_id, timezone.now(), _name(by)
    row.save(update_fields=["checked_by", "checked_at", "checked_name"])
    enter("recording.check", by, recording, version=row.version)
    return row


def _newest(
    by: Viewer, case_id: UUID, recording_id: UUID, version: int
) -> tuple[Transcript, Recording]:
    by.require(Permission.LISTEN)
    hold_case(by, case_id)
    recording = playable(get_recording(by, case_id, recording_id, lock=True))
    row = get_visible(Transcript, viewer=by, lock=True, recording=recording, version=version)
    if Transcript.objects.filter(recording=recording, version__gt=version).exists():
        raise Conflict(_("There is a newer version. Look at that one."))
    return row, recording


def _name(by: Viewer) -> str:
    return Account.objects.get(pk=by.account_id).name


@transaction.atomic
def ask_program(*, by: Viewer, case_id: UUID, recording_id: UUID, language: str) -> None:
    """Let the agency's own program write it down, if one is set; its text is never verified."""
    from punte.investigation.recordings.tasks import write_down

    by.require(Permission.LISTEN)
    hold_case(by, case_id)
    recording = playable(get_recording(by, case_id, recording_id))
    if not settings.SPEECH_MODEL:
        raise Conflict(_("No program for writing down speech is set up here."))
    if language not in LANGUAGES:
        raise Invalid(_("Choose the language that is spoken."))
    write_down.defer(recording_id=str(recording.pk), account_id=by.account_id, language=language)
    enter("recording.ask_program", by, recording, language=language)
