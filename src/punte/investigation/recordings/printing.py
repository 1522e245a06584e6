"""A transcript as text and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from punte.investigation.recordings.models import Recording, Transcript
from punte.investigation.recordings.rules import clock_text
from punte.investigation.recordings.words import Author, language_words

Line = tuple[str, str, str]


def lines_of(recording: Recording, transcript: Transcript) -> Iterator[Line]:
    """Time, speaker and text of each segment; what was left out stands in square brackets."""
    for one in transcript.segments:
        text = one["text"]
        if one["left_out"]:
            text = f"{text} [{_('left out')}: {one['left_out']}]".strip()
        if one["translation"]:
            text = f"{text} / {one['translation']}"
        yield _time_of(recording, one), one["speaker"], text


def _time_of(recording: Recording, one: dict[str, Any]) -> str:
    place = clock_text(one["start"])
    if recording.start is None:
        return place
    true = timezone.localtime(recording.start + timedelta(seconds=one["start"]))
    return f"{place} ({true:%H:%M:%S})"


def standing(transcript: Transcript) -> str:
    """Who answers for a transcript, in a sentence."""
    if transcript.author == Author.PROGRAM:
        return _("Written by the program %(tool)s. Unverified: nobody answers for it.") % {
            "tool": transcript.tool
        }
    if transcript.certified_at is None:
        return _("A draft: nobody has certified it.")
    said = _("Certified by %(name)s on %(when)s.") % {
        "name": transcript.certified_name, "when": _day(transcript.certified_at),
    }  # fmt: skip
    if transcript.checked_at:
        said += " " + _("Checked by %(name)s on %(when)s.") % {
            "name": transcript.checked_name, "when": _day(transcript.checked_at),
        }  # fmt: skip
    return said


def _day(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def facts_of(recording: Recording, transcript: Transcript) -> list[tuple[str, str]]:
    """What stands at the head of a transcript."""
    return [
        (_("Case"), recording.case.number),
        (_("Recording"), f"{recording} · {recording.name}"),
        ("SHA-256", recording.sha256),
        (_("Began"), _day(recording.start) if recording.start else _("not known")),
        (_("Length"), clock_text(recording.seconds or 0)),
        (_("Language"), language_words(transcript.language)),
        (_("Version"), str(transcript.version)),
        (_("Standing"), standing(transcript)),
    ]


def transcript_text(recording: Recording, transcript: Transcript, language: str = "") -> str:
    """The whole transcript as plain text, in a language of the interface or the running one."""
    if language:
        with override(language):
            return transcript_text(recording, transcript)
    head = [f"{what}: {value}" for what, value in facts_of(recording, transcript)]
    body = [
        f"{when}  {speaker + ': ' if speaker else ''}{text}"
        for when, speaker, text in lines_of(recording, transcript)
    ]
    return "\n".join([*head, "", *body, ""])
