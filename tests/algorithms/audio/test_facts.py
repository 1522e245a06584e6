"""What a recording is and says of itself, and what is no recording."""

import contextlib
import io
import struct
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from punte.algorithms.audio import (
    AudioError,
    Coding,
    Facts,
    Finding,
    Form,
    Raw,
    Reason,
    Sound,
    read_facts,
)
from punte.algorithms.audio.blocks import decoded
from tests.support.sounds import bext, chunk, tone, wave, written

SOUND = tone(0.5)


def facts_of(held: bytes, name: str = "", **more: Raw) -> Facts:
    return read_facts(io.BytesIO(held), size=len(held), name=name, **more)


def refused(held: bytes, **more: Raw) -> Reason:
    with pytest.raises(AudioError) as caught:
        facts_of(held, **more)
    return caught.value.reason


@pytest.mark.parametrize(
    ("form", "coding", "kind"),
    [
        ("WAV", "PCM_16", Form.WAV),
        ("WAV", "PCM_24", Form.WAV),
        ("WAV", "FLOAT", Form.WAV),
        ("WAV", "ALAW", Form.WAV),
        ("WAV", "ULAW", Form.WAV),
        ("WAV", "IMA_ADPCM", Form.WAV),
        ("WAVEX", "PCM_16", Form.WAV),
        ("RF64", "PCM_16", Form.RF64),
        ("FLAC", "PCM_16", Form.FLAC),
        ("OGG", "VORBIS", Form.OGG),
        ("OGG", "OPUS", Form.OGG),
        ("MP3", "MPEG_LAYER_III", Form.MP3),
    ],
)
def test_each_form_is_known_and_decodes_to_its_length(form: str, coding: str, kind: Form) -> None:
    raw = written(SOUND, 8000, form, coding)
    facts = facts_of(raw)
    assert (facts.form, facts.channels) == (kind, 1)
    length = sum(map(len, decoded(io.BytesIO(raw), facts, 1000, "float32")))
    assert length / facts.rate == pytest.approx(0.5, abs=0.2)
    assert facts.seconds == pytest.approx(0.5, abs=0.2)


def test_gsm_in_a_wave_counts_its_samples() -> None:
    facts = facts_of(written(SOUND, 8000, "WAV", "GSM610"), "call.wav")
    assert (facts.coding, facts.findings) == (Coding.GSM610, ())
    assert facts.seconds == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize(
    ("coding", "length"), [(Coding.ALAW, 4000), (Coding.ULAW, 4000), (Coding.GSM610, 825)]
)
def test_a_file_without_header_is_what_a_person_says(coding: Coding, length: int) -> None:
    raw = written(SOUND, 8000, "RAW", coding.value)[:length]
    facts = facts_of(raw, raw=Raw(coding))
    assert facts.seconds == 0.5
    assert sum(map(len, decoded(io.BytesIO(raw), facts, 4096, "float32"))) == 4000


def test_a_recorder_is_taken_at_its_words() -> None:
    cue = chunk(b"cue ", struct.pack("<III4sIII", 1, 7, 0, b"data", 0, 0, 1600))
    label = chunk(b"labl", struct.pack("<I", 7) + b"door\0")
    notes = chunk(b"LIST", b"adtl" + label)
    info = chunk(b"LIST", b"INFO" + chunk(b"IART", "Bălți".encode() + b"\0"))
    at = int((8 * 3600 + 15 * 60 + 0.25) * 8000)
    raw = wave(
        SOUND, 8000, bext(samples=at, said="Line 4"), cue, notes, info, chunk(b"iXML", b"<x/>")
    )
    facts = facts_of(raw, "a.wav")
    assert facts.bext is not None
    assert (facts.bext.description, facts.bext.time_reference) == ("Line 4", at)
    assert facts.start == datetime(2026, 3, 14, 8, 15, 0, 250000)  # noqa: DTZ001
    assert facts.cues == ((1600, "door"),)
    assert (facts.texts, facts.ixml, facts.findings) == ({"IART": "Bălți"}, "<x/>", ())


def test_two_clocks_that_contradict_are_told() -> None:
    facts = facts_of(wave(SOUND, 8000, bext(samples=8000)))
    assert facts.start == datetime(2026, 3, 14, 8, 15)  # noqa: DTZ001
    assert facts.findings == (Finding.TWO_CLOCKS,)
    assert facts_of(wave(SOUND, 8000, bext(date="2026-13-40"))).start is None


def test_what_is_odd_is_told_and_the_rest_taken() -> None:
    raw = wave(SOUND)
    cut = facts_of(raw[:-3001], "a.wav")
    assert set(cut.findings) == {Finding.TRUNCATED, Finding.SIZE_DIFFERS}
    assert (cut.frames, cut.declared_seconds) == (2499, 0.5)
    never = facts_of(raw.replace(b"data" + struct.pack("<I", 8000), b"data" + bytes(4)))
    assert (never.frames, never.findings) == (4000, (Finding.UNFINISHED,))
    assert Finding.WRONG_EXTENSION in facts_of(raw, "call.mp3").findings
    later = facts_of(raw + b"bext" + struct.pack("<I", 4_000_000_000))
    assert Finding.BROKEN_CHUNK in later.findings


def test_a_text_whose_length_is_a_lie_hides_no_sound() -> None:
    liar = b"bext" + struct.pack("<I", 1 << 31) + b"data of the call, invented".ljust(700, b"\0")
    facts = facts_of(wave(SOUND, 8000, liar))
    assert (facts.frames, facts.findings) == (4000, (Finding.BROKEN_CHUNK,))


def test_a_file_beyond_four_gigabytes_is_known_by_its_header(tmp_path) -> None:  # type: ignore[no-untyped-def]
    place = tmp_path / "long.wav"
    layout = struct.pack("<HHIIHH", 1, 1, 48000, 96000, 2, 16)
    size = 5 * 2**30
    ds64 = struct.pack("<QQQI", size + 80, size, size // 2, 0)
    head = b"WAVE" + chunk(b"ds64", ds64) + chunk(b"fmt ", layout) + b"data" + b"\xff" * 4
    with place.open("wb") as file:
        file.write(b"BW64" + b"\xff" * 4 + head)
        file.truncate(file.tell() + size)
    with place.open("rb") as file:
        facts = read_facts(file, size=place.stat().st_size, name="long.wav")
        assert (facts.form, facts.frames) == (Form.BW64, size // 2)
        assert len(next(Sound(file, facts).floats(100, start=size // 2 - 50))) == 50
        with_lie = read_facts(file, size=1_000_000, name="long.wav")
        assert Finding.TRUNCATED in with_lie.findings


def test_what_is_no_recording_is_refused_with_its_reason() -> None:
    raw = wave(SOUND)
    assert refused(b"") == Reason.EMPTY
    assert refused(b"<svg onload=alert(1)>") == Reason.NOT_AUDIO
    assert refused(b"RIFF\x04\0\0\0AVI ") == Reason.NOT_AUDIO
    assert refused(raw[:20]) == Reason.BROKEN_HEADER
    assert refused(raw[:44]) == Reason.EMPTY
    assert refused(raw[:20] + b"\x61\x01" + raw[22:]) == Reason.UNKNOWN_CODING
    assert refused(raw[:22] + b"\0\0" + raw[24:]) == Reason.BROKEN_HEADER
    assert refused(raw[:24] + b"\xff" * 4 + raw[28:]) == Reason.BROKEN_HEADER
    assert refused(b"#!AMR\n" + bytes(60)) == Reason.NEEDS_MEDIA  # never taken apart here
    assert refused(raw, raw=Raw(Coding.PCM_16)) == Reason.UNKNOWN_CODING
    assert refused(b"x", raw=Raw(Coding.ALAW, rate=0)) == Reason.BROKEN_HEADER
    assert refused(b"x", raw=Raw(Coding.GSM610)) == Reason.EMPTY


def test_a_cut_ogg_is_told() -> None:
    raw = written(tone(4), 8000, "OGG", "VORBIS")
    assert Finding.TRUNCATED in facts_of(raw[: len(raw) - 700]).findings
    assert facts_of(raw).findings == ()


BASES = [
    wave(SOUND[:200], 8000, bext(), chunk(b"LIST", b"INFO" + chunk(b"ICMT", b"x"))),
    written(SOUND, 8000, "RF64"),
    written(SOUND, 8000, "FLAC")[:600],
    written(SOUND, 8000, "OGG", "VORBIS"),
    written(SOUND, 8000, "MP3", "MPEG_LAYER_III"),
]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_the_bytes_are_only_a_reason_comes_back(data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from(BASES) | st.binary(max_size=300)))
    for _ in range(data.draw(st.integers(0, 6))):
        if raw:
            raw[data.draw(st.integers(0, min(len(raw), 700) - 1))] = data.draw(st.integers(0, 255))
    raw = raw[: data.draw(st.integers(0, len(raw)))]
    with contextlib.suppress(AudioError):
        facts = facts_of(bytes(raw), "x.wav")
        assert facts.window.offset + facts.window.length <= len(raw)
        for _block in decoded(io.BytesIO(raw), facts, 4096, "float32"):
            pass
