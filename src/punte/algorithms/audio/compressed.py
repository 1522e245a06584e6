"""Facts of FLAC, OGG and MP3 from their headers, and the forms that need the optional extra."""

import json
import struct
from typing import BinaryIO

from punte.algorithms.audio import boxed, media
from punte.algorithms.audio.blocks import Ask, reader_of
from punte.algorithms.audio.errors import AudioError, Finding, Reason
from punte.algorithms.audio.facts import Coding, Facts, Form, Window

TAIL = 128 * 1024
LONGEST_TAG = 16 * 1024 * 1024
BIT_RATES = {  # kbit/s by (version 1?, index)
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
OPUS_RATES = (8000, 12000, 16000, 24000, 48000)  # what its decoder gives
RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def read_flac(stream: BinaryIO, size: int, head: bytes) -> Facts | None:
    """Return the facts of a FLAC file; None where the bytes begin otherwise."""
    begin = _after_id3(head, size)
    stream.seek(begin)
    raw = stream.read(42)
    if raw[:4] != b"fLaC":
        return None
    if len(raw) < 42 or raw[4] & 0x7F:
        raise AudioError(Reason.BROKEN_HEADER, "its description is cut")
    packed = int.from_bytes(raw[18:26], "big")
    rate, channels = packed >> 44, (packed >> 41 & 7) + 1
    frames = packed & (1 << 36) - 1 or None
    seconds = frames / rate if frames and rate else None
    whole = Window(begin, size - begin)
    return Facts(Form.FLAC, Coding.FLAC, rate, channels, frames, seconds, whole)


def read_ogg(stream: BinaryIO, size: int, head: bytes) -> Facts | None:
    """Return the facts of an OGG file (Vorbis or Opus); None where the bytes begin otherwise."""
    if head[:4] != b"OggS":
        return None
    if len(head) < 60:
        raise AudioError(Reason.BROKEN_HEADER, "its first page is cut")
    inner = head[27 + head[26] :]
    if inner.startswith(b"\x01vorbis") and len(inner) >= 16:
        coding, channels, rate = Coding.VORBIS, inner[11], struct.unpack_from("<I", inner, 12)[0]
        skip, clock = 0, rate
    elif inner.startswith(b"OpusHead") and len(inner) >= 16:
        coding, channels = Coding.OPUS, inner[9]
        told = struct.unpack_from("<I", inner, 12)[0]
        rate = next((rate for rate in OPUS_RATES if 0 < told <= rate), 48000)
        skip, clock = struct.unpack_from("<H", inner, 10)[0], 48000
    else:
        detail = "an OGG file that holds neither Vorbis, Opus nor Speex"
        raise AudioError(Reason.UNKNOWN_CODING, detail)
    place, ended = _last_page(stream, size, head[14:18])
    seconds = max(0, place - skip) / clock if clock else 0.0
    frames = round(seconds * rate) or None
    findings = () if ended else (Finding.TRUNCATED,)
    whole = Window(0, size)
    return Facts(
        Form.OGG, coding, rate, channels, frames, seconds or None, whole, findings=findings
    )


def _last_page(stream: BinaryIO, size: int, serial: bytes) -> tuple[int, bool]:
    """Return the sample count on the last whole page of a stream, and if it says it is the last."""
    stream.seek(max(0, size - TAIL))
    tail = stream.read(TAIL)
    at = len(tail)
    while (at := tail.rfind(b"OggS", 0, at)) >= 0:
        if len(tail) - at < 27 or tail[at + 14 : at + 18] != serial:
            continue
        table = tail[at + 27 : at + 27 + tail[at + 26]]
        place = struct.unpack_from("<q", tail, at + 6)[0]
        whole = len(tail) - at >= 27 + len(table) + sum(table) and len(table) == tail[at + 26]
        if whole and place >= 0:
            return place, bool(tail[at + 5] & 4)
    return 0, False


def read_media(stream: BinaryIO, size: int, head: bytes, ask: Ask | None) -> Facts | None:
    """Return the facts of a form that only the optional extra reads; None for any other.

    FFmpeg reads its header, and so never in this process: without `ask` it is refused.
    """
    form = media.form_of(head)
    return by_media(stream, size, form, ask) if form else None


def by_media(stream: BinaryIO, size: int, form: Form, ask: Ask | None) -> Facts:
    """Return what FFmpeg says of a file of this form. Raises AudioError."""
    if ask is None or not media.there():
        raise AudioError(Reason.NEEDS_MEDIA, form)
    return _asked(stream, size, form, ask, "media")


def read_boxed(stream: BinaryIO, size: int, head: bytes, ask: Ask | None) -> Facts | None:
    """Return the facts of a form whose header libsndfile reads; None for any other."""
    form = boxed.form_of(head)
    return by_box(stream, size, form, ask) if form and ask else None


def by_box(stream: BinaryIO, size: int, form: Form, ask: Ask) -> Facts:
    """Return what libsndfile says of a file of this form. Raises AudioError."""
    return _asked(stream, size, form, ask, "boxed")


def _asked(stream: BinaryIO, size: int, form: Form, ask: Ask, do: str) -> Facts:
    job = {"do": do, "media": do == "media", "form": form, "size": size}
    said = b"".join(ask(reader_of(stream), job))
    facts_of = media.facts_of if do == "media" else boxed.facts_of
    try:
        return facts_of(json.loads(said), form, size)
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise AudioError(Reason.DECODER_DIED, "it talks nonsense") from error


def read_mp3(stream: BinaryIO, size: int, head: bytes) -> Facts | None:
    """Return the facts of an MP3 file; None where no two frames follow each other."""
    begin = _after_id3(head, size)
    stream.seek(begin)
    raw = stream.read(8192)
    for at in range(min(len(raw) - 4, 4096)):
        if raw[at] != 0xFF:
            continue
        first = _mp3_frame(raw[at : at + 4])
        if first and (len(raw) <= at + first[0] or _mp3_frame(raw[at + first[0] :][:4])):
            return _mp3_facts(raw[at:], begin + at, size, first)
    return None


def _mp3_frame(raw: bytes) -> tuple[int, int, int, int, int] | None:
    """Return (bytes, rate, channels, samples, bit rate) of a layer III frame header."""
    if len(raw) < 4 or raw[0] != 0xFF or raw[1] & 0xE6 != 0xE2:
        return None
    version, index, fast = raw[1] >> 3 & 3, raw[2] >> 4, raw[2] >> 2 & 3
    if version == 1 or fast == 3 or index in (0, 15):
        return None
    rate, speed = RATES[version][fast], BIT_RATES[version == 3][index] * 1000
    samples = 1152 if version == 3 else 576
    length = samples // 8 * speed // rate + (raw[2] >> 1 & 1)
    return length, rate, 1 if raw[3] >> 6 == 3 else 2, samples, speed


def _mp3_facts(raw: bytes, begin: int, size: int, first: tuple[int, int, int, int, int]) -> Facts:
    _length, rate, channels, samples, speed = first
    side = (32 if channels == 2 else 17) if samples == 1152 else (17 if channels == 2 else 9)
    tag = raw[4 + side : 4 + side + 12]
    whole = Window(begin, size - begin)
    if tag[:4] in (b"Xing", b"Info") and len(tag) == 12 and tag[7] & 1:
        frames = struct.unpack_from(">I", tag, 8)[0] * samples or None
        seconds = frames / rate if frames else None
        return Facts(Form.MP3, Coding.MP3, rate, channels, frames, seconds, whole)
    guess = whole.length * 8 / speed
    found = (Finding.ESTIMATED,)
    return Facts(Form.MP3, Coding.MP3, rate, channels, None, guess, whole, findings=found)


def _after_id3(head: bytes, size: int) -> int:
    """Return where the sound begins after an ID3v2 tag, 0 without one."""
    if head[:3] != b"ID3" or len(head) < 10:
        return 0
    length = 0
    for part in head[6:10]:
        length = length << 7 | part & 0x7F
    return min(10 + length, size) if length <= LONGEST_TAG else 0
