"""The room's closed lists, in words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language_info, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from punte.algorithms.audio import Finding, Reason
from punte.investigation.authorisations.door import Reason as Laid


def language_words(code: str) -> str:
    """A language by its name in the reader's own; `und` is one that nobody could tell."""
    return (
        str(get_language_info(code)["name_translated"]) if code != "und" else gettext("Not known")
    )


class Basis(models.TextChoices):
    """Why sound may be kept that no order of a court was needed for."""

    OWN = "own", _("Made openly by the agency itself, under the law")
    HANDED_IN = "handed_in", _("Handed in by somebody")


class Clocked(models.TextChoices):
    """Where the time of a recording comes from."""

    FILE = "file", _("written in the file")
    NAME = "name", _("from the file's name")
    HAND = "hand", _("entered by hand")
    NONE = "none", _("not known")


class Outcome(models.TextChoices):
    """What becomes of a file that is brought in."""

    TAKE = "take", _("Taken in")
    QUARANTINE = "quarantine", _("Quarantine, unread")
    REJECT = "reject", _("Not taken")


class IntakeState(models.TextChoices):
    PLANNED = "planned", _("Looked at, nothing taken in yet")
    TAKEN = "taken", pgettext_lazy("intake", "Taken in")
    DROPPED = "dropped", pgettext_lazy("intake", "Dropped")


class Standing(models.TextChoices):
    """Whether a recording may be heard."""

    OPEN = "open", pgettext_lazy("recording", "Open")
    SEALED = "sealed", pgettext_lazy("recording", "Sealed")
    GONE = "gone", pgettext_lazy("recording", "Destroyed")


class Progress(models.TextChoices):
    """Where the worker stands with a recording."""

    WAITING = "waiting", _("being looked through")
    DONE = "done", _("looked through")
    FAILED = "failed", _("cannot be decoded")


class Author(models.TextChoices):
    """Who wrote a transcript."""

    PERSON = "person", _("Written by a person")
    PROGRAM = "program", _("Written by a program: unverified")


WHY: dict[str, object] = {
    Reason.EMPTY: _("The file holds no sound."),
    Reason.NOT_AUDIO: _(
        "The file is no recording of a kind that is read here, whatever its name says. If it "
        "has no header (A-law, µ-law), say so when you bring it in. Else save it as WAV with the "
        "recorder's own program, and take the original as an exhibit."
    ),
    Reason.BROKEN_HEADER: _("The beginning of the file is damaged: nothing tells what follows."),
    Reason.UNKNOWN_CODING: _(
        "The sound is written in a way that is not read here. Save it as WAV with the recorder's "
        "own program, and take the original as an exhibit."
    ),
    Reason.NEEDS_MEDIA: _(
        "AMR, AAC, WMA, Speex and the like are read only where the media extra is installed. Ask "
        "who runs Punte, or save it as WAV with the recorder's own program, and take the original "
        "as an exhibit."
    ),
    Reason.UNDECODABLE: _("The sound could not be decoded."),
    Reason.DECODER_SLOW: _(
        "Decoding took too long and was stopped. The original is kept as it is. Save it as WAV "
        "with the recorder's own program and bring that in too."
    ),
    Reason.DECODER_DIED: _(
        "Decoding broke off: the file may be damaged, or made to do harm. The original is kept "
        "as it is, and nothing else was touched."
    ),
    Reason.BAD_REQUEST: _("The recording has no such part."),
    "too_large": _("The file is too large."),
    "packed_too_tight": _("The packed file would unfold beyond all measure."),
    "packed_broken": _("The packed file is damaged or locked."),
    "packed_outside": _("Its name in the packed file leads out of the folder."),
    "too_many": _("There are too many files in the packed file."),
    "twice": _("The same recording is in this case already."),
    "bad_name": _("The file's name holds characters that no name holds, or is too long."),
    "no_time": _("Nothing tells when it was recorded, so no order is known to cover it."),
}
ODD: dict[str, object] = {
    Finding.WRONG_EXTENSION: _("its name says another kind of file"),
    Finding.TRUNCATED: _("cut short: the header promises more"),
    Finding.UNFINISHED: _("the recorder never wrote the length"),
    Finding.SIZE_DIFFERS: _("the size in the header is not the file's"),
    Finding.BROKEN_CHUNK: _("a part beside the sound is damaged"),
    Finding.TEXT_TOO_LONG: _("a text in the file is kept in its beginning only"),
    Finding.TWO_CLOCKS: _("two times in the file contradict each other"),
    Finding.HOUR_TWICE: _("clocks were turned back in that hour: the earlier one is taken"),
    Finding.HOUR_LEFT_OUT: _("clocks were turned forward then: this hour was left out"),
    Finding.IN_FUTURE: _("its clock was wrong: the time lies in the future"),
    Finding.ESTIMATED: _("length estimated"),
}


def why_words(code: str) -> object:
    """The reason of an outcome in words; "" for one that needs those written at the time."""
    if code in Laid.values:
        return Laid(code).label
    return WHY.get(code, "")
