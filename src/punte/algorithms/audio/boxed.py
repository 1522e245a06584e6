"""AIFF, AU, W64, CAF, VOC and SPH: headers that libsndfile reads, and so only a process apart."""

from typing import Any, BinaryIO

import soundfile

from punte.algorithms.audio.errors import AudioError, Reason
from punte.algorithms.audio.facts import Coding, Facts, Form, Window

MARKS = {
    b".snd": Form.AU,
    b"dns.": Form.AU,
    b"riff\x2e\x91\xcf\x11": Form.W64,
    b"caff": Form.CAF,
    b"Creative Voice File": Form.VOC,
    b"NIST_1A": Form.SPH,
}


def form_of(head: bytes) -> Form | None:
    """Return the form that a file with these first bytes has; None for none of them."""
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return Form.AIFF
    return next((form for mark, form in MARKS.items() if head.startswith(mark)), None)


def told(stream: BinaryIO) -> dict[str, Any]:
    """Return what libsndfile says of a file, as plain values for `facts_of`."""
    try:
        with soundfile.SoundFile(stream) as sound:
            numbers = {"rate": sound.samplerate, "channels": sound.channels}
            return numbers | {"coding": sound.subtype, "frames": sound.frames}
    except (RuntimeError, ValueError) as error:
        raise AudioError(Reason.BROKEN_HEADER, str(error)) from error


def facts_of(held: dict[str, Any], form: Form, size: int) -> Facts:
    """Return facts of what `told` said; its words come from another process and are checked."""
    said, rate, frames = str(held["coding"]), int(held["rate"]), int(held["frames"])
    if said not in set(Coding):
        raise AudioError(Reason.UNKNOWN_CODING, said[:40])
    seconds = frames / rate if rate > 0 and 0 < frames < 2**50 else None
    frames_known = frames if seconds is not None else 0
    return Facts(
        form, Coding(said), rate, int(held["channels"]), frames_known, seconds, Window(0, size)
    )
