"""Facts of the WAVE family: WAV, BWF, RF64, BW64."""

import struct
from dataclasses import replace
from typing import BinaryIO

from punte.algorithms.audio.bext import TEXT_LIMIT, Bext, read_bext, read_cues, read_list, told
from punte.algorithms.audio.blocks import Ask
from punte.algorithms.audio.compressed import by_box, by_media
from punte.algorithms.audio.errors import AudioError, Finding, Reason
from punte.algorithms.audio.facts import Coding, Facts, Form, Window
from punte.algorithms.audio.riff import Chunk, Riff, body, walk

KINDS = {b"RIFF": Form.WAV, b"RF64": Form.RF64, b"BW64": Form.BW64}
PCM = {8: Coding.PCM_U8, 16: Coding.PCM_16, 24: Coding.PCM_24, 32: Coding.PCM_32}
FLOATS = {32: Coding.FLOAT, 64: Coding.DOUBLE}
BLOCKS = {0x02: Coding.MS_ADPCM, 0x11: Coding.IMA_ADPCM, 0x31: Coding.GSM610}
LAWS = {0x06: Coding.ALAW, 0x07: Coding.ULAW}
EXTENSIBLE = 0xFFFE
G721 = b"\x40\0"  # FFmpeg takes its bits in another order, and one hears a wrong voice
SUBFORMAT_TAIL = bytes.fromhex("000000001000800000aa00389b71")


def read_wave(stream: BinaryIO, size: int, head: bytes, ask: Ask | None = None) -> Facts | None:
    """Return the facts of a WAVE file; None where the bytes begin otherwise.

    A coding that is not read here is FFmpeg's, where it is installed.
    """
    kind = KINDS.get(head[:4])
    if kind is None:
        return None
    riff = walk(stream, size)
    layout, data = riff.first(b"fmt "), riff.first(b"data")
    if layout is None or layout.held < 16:
        raise AudioError(Reason.BROKEN_HEADER, "nothing says how the sound is written")
    if data is None or data.held == 0:
        raise AudioError(Reason.EMPTY, "a header without sound")
    raw = body(stream, layout, 64)
    try:
        facts = _layout(raw, kind, data)
    except AudioError as error:
        if error.reason != Reason.UNKNOWN_CODING or ask is None:
            raise
        if raw[:2] == G721:
            facts = by_box(stream, size, kind, ask)
        else:
            facts = by_media(stream, size, Form.WAV_CODED, ask)
    return _texts(stream, riff, facts)


def _layout(raw: bytes, form: Form, data: Chunk) -> Facts:
    """Read the fmt chunk and count the frames that the file really holds."""
    tag, channels, rate, _speed, align, bits = struct.unpack_from("<HHIIHH", raw)
    if tag == EXTENSIBLE and len(raw) >= 40 and raw[26:40] == SUBFORMAT_TAIL:
        tag = struct.unpack_from("<H", raw, 24)[0]
    coding = _coding(tag, bits)
    if coding in BLOCKS.values():
        length, samples = align, struct.unpack_from("<H", raw, 18)[0] if len(raw) >= 20 else 0
    else:
        length, samples = channels * _width(coding), 1
    if not (channels and rate and length and samples) or align != length:
        raise AudioError(Reason.BROKEN_HEADER, "its numbers contradict each other")
    findings: tuple[Finding, ...] = ()
    declared = None
    if data.declared == 0:
        findings = (Finding.UNFINISHED,)
    elif data.cut:
        findings, declared = (Finding.TRUNCATED,), data.declared // length * samples / rate
    frames = data.held // length * samples
    window = Window(data.offset, data.held // length * length, (length, samples))
    return Facts(form, coding, rate, channels, frames, frames / rate, window, declared, findings)


def _coding(tag: int, bits: int) -> Coding:
    plain = {0x01: PCM.get(bits), 0x03: FLOATS.get(bits)} | BLOCKS | LAWS
    coding = plain.get(tag)
    if coding is None:
        raise AudioError(Reason.UNKNOWN_CODING, f"WAVE coding {tag:#06x} with {bits} bits")
    return coding


def _width(coding: Coding) -> int:
    wide = {Coding.PCM_16: 2, Coding.PCM_24: 3, Coding.PCM_32: 4}
    return (wide | {Coding.FLOAT: 4, Coding.DOUBLE: 8}).get(coding, 1)


def _texts(stream: BinaryIO, riff: Riff, facts: Facts) -> Facts:
    """Add what the recorder wrote beside the sound."""
    findings = list(riff.findings)
    places: dict[int, int] = {}
    labels: dict[int, str] = {}
    texts: dict[str, str] = {}
    bext, ixml = None, ""
    for chunk in riff.chunks:
        if chunk.name not in (b"bext", b"iXML", b"cue ", b"LIST"):
            continue
        raw = body(stream, chunk, TEXT_LIMIT)
        if chunk.held > TEXT_LIMIT:
            findings.append(Finding.TEXT_TOO_LONG)
        if chunk.name == b"bext":
            bext = bext or read_bext(raw)
        elif chunk.name == b"iXML":
            ixml = ixml or told(raw)
        elif chunk.name == b"cue ":
            places |= read_cues(raw)
        else:
            more, names = read_list(raw)
            texts, labels = texts | more, labels | names
    cues = tuple(sorted((place, labels.get(number, "")) for number, place in places.items()))
    facts = replace(facts, bext=bext, ixml=ixml, texts=texts, cues=cues)
    return _started(facts, bext).noting(*findings)


def _started(facts: Facts, bext: Bext | None) -> Facts:
    if bext is None:
        return facts
    start, agree = bext.start(facts.rate)
    facts = replace(facts, start=start)
    return facts if agree else facts.noting(Finding.TWO_CLOCKS)
