"""AMR, AAC and other sound of telephones, by PyAV (FFmpeg): optional, and only decoded apart.

The form is told from the first bytes, so FFmpeg tries no other: no playlist, nothing that would
lead it to another file.
"""

import io
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from typing import Any, BinaryIO

from numpy.typing import NDArray

from punte.algorithms.audio.errors import AudioError, Finding, Reason
from punte.algorithms.audio.facts import Coding, Facts, Form, Window

DEMUXERS = {
    Form.AMR: "amr",
    Form.AAC: "aac",
    Form.MP4: "mov",
    Form.MATROSKA: "matroska",
    Form.ASF: "asf",
    Form.SPEEX: "ogg",
    Form.WAV_CODED: "wav",
}
CODINGS = {
    "amr_nb": Coding.AMR_NB,
    "amr_wb": Coding.AMR_WB,
    "aac": Coding.AAC,
    "alac": Coding.ALAC,
    "opus": Coding.OPUS,
    "vorbis": Coding.VORBIS,
    "mp3": Coding.MP3,
    "flac": Coding.FLAC,
    "speex": Coding.SPEEX,
    "wmav1": Coding.WMA,
    "wmav2": Coding.WMA,
    "wmapro": Coding.WMA,
    "wmavoice": Coding.WMA,
    "mp2": Coding.MP2,
    "adpcm_g722": Coding.G722,
    "g723_1": Coding.G723_1,
    "adpcm_g726": Coding.G726,
    "g729": Coding.G729,
    "truespeech": Coding.TRUESPEECH,
    "adpcm_yamaha": Coding.YAMAHA_ADPCM,
}
MARKS = (
    (0, b"#!AMR", Form.AMR),
    (0, b"\x1a\x45\xdf\xa3", Form.MATROSKA),
    (0, bytes.fromhex("3026b2758e66cf11"), Form.ASF),
    (4, b"ftyp", Form.MP4),
)
PLAIN = {"int16": "s16", "float32": "flt"}
SILENCE = (
    b"RIFF\x34\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0"
    b"data\x10\0\0\0" + bytes(16)
)
TEXTS = ("creation_time", "title", "comment", "encoder", "date")


def form_of(head: bytes) -> Form | None:
    """Return the form that a file with these first bytes has; None for none of them."""
    for place, mark, form in MARKS:
        if head[place : place + len(mark)] == mark:
            return form
    if len(head) > 6 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0:
        return Form.AAC
    return Form.SPEEX if head[:4] == b"OggS" and b"Speex   " in head[:64] else None


def there() -> bool:
    """Return whether the optional package is installed."""
    return find_spec("av") is not None


def load() -> None:
    """Use it once on silence of our own, while it can still open the modules it imports late."""
    import av

    with av.open(io.BytesIO(SILENCE), "r", format="wav") as held:
        for frame in _frames(held, held.streams.audio[0]):
            for part in av.AudioResampler("flt", "mono", 8000, frame_size=8).resample(frame):
                part.to_ndarray()


def told(stream: BinaryIO, form: Form) -> dict[str, Any]:
    """Return what FFmpeg says of a file, as plain values for `facts_of`."""
    import av

    try:
        with av.open(stream, "r", format=DEMUXERS[form]) as held:
            if not held.streams.audio:
                raise AudioError(Reason.EMPTY, "nothing in it is sound")
            track = held.streams.audio[0]
            if track.codec_context is None:
                raise AudioError(Reason.UNKNOWN_CODING, "FFmpeg knows no decoder for it")
            length = track.duration * track.time_base if track.duration and track.time_base else 0
            return {
                "coding": track.codec_context.codec.canonical_name,
                "rate": track.codec_context.sample_rate,
                "channels": track.codec_context.channels,
                "seconds": float(length) or (held.duration or 0) / av.time_base,
                "texts": {key: held.metadata[key] for key in TEXTS if key in held.metadata},
            }
    except (av.FFmpegError, ValueError, OverflowError) as error:
        raise AudioError(Reason.BROKEN_HEADER, str(error)) from error


def facts_of(held: dict[str, Any], form: Form, size: int) -> Facts:
    """Return facts of what `told` said; its words come from another process and are checked."""
    coding = CODINGS.get(str(held["coding"]))
    if coding is None:
        raise AudioError(Reason.UNKNOWN_CODING, str(held["coding"])[:40])
    seconds = float(held["seconds"])
    return Facts(
        form=form,
        coding=coding,
        rate=int(held["rate"]),
        channels=int(held["channels"]),
        frames=None,
        seconds=seconds if 0 < seconds < 10**7 else None,
        window=Window(0, size),
        findings=(Finding.ESTIMATED,),
        texts={str(key)[:40]: str(text)[:1000] for key, text in dict(held["texts"]).items()},
    )


def blocks(
    stream: BinaryIO, facts: Facts, frames: int, dtype: str, start: int
) -> Iterator[NDArray[Any]]:
    """Yield arrays of shape (at most `frames`, channels) from sample `start` on."""
    import av

    try:
        with av.open(stream, "r", format=DEMUXERS[facts.form]) as held:
            track = held.streams.audio[0]
            change = av.AudioResampler(
                PLAIN[dtype], track.codec_context.layout, facts.rate, frame_size=frames
            )
            if start > facts.rate and track.time_base:
                held.seek(int((start / facts.rate - 1) / track.time_base), stream=track)
            skip = start
            for number, frame in enumerate(_frames(held, track)):
                if number == 0 and frame.time:
                    skip = max(0, start - round(frame.time * facts.rate))
                for part in change.resample(frame):
                    block = part.to_ndarray().reshape(-1, facts.channels)
                    skip, block = max(0, skip - len(block)), block[skip:]
                    if len(block):
                        yield block
            for part in change.resample(None):
                if len(block := part.to_ndarray().reshape(-1, facts.channels)[skip:]):
                    yield block
    except (av.FFmpegError, ValueError, OverflowError) as error:
        raise AudioError(Reason.UNDECODABLE, str(error)) from error


def _frames(held: Any, track: Any) -> Iterator[Any]:
    """Yield what can be decoded: a packet that is damaged is passed over."""
    import av

    for packet in held.demux(track):
        with suppress(av.error.InvalidDataError):
            yield from packet.decode()
