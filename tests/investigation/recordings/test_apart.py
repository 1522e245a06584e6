"""Decoding apart: what the other process may, what it says, and what becomes of it."""

import io
import subprocess
import sys

import numpy as np
import pytest

from punte.algorithms.audio import (
    AudioError,
    Coding,
    Finding,
    Form,
    Reason,
    Sound,
    media,
    peaks,
    read_facts,
)
from punte.algorithms.audio.blocks import decoded, reader_of
from punte.algorithms.audio.facts import EXTENSIONS
from punte.algorithms.audio.peaks import points
from punte.investigation.recordings.apart import ask
from tests.support.sounds import by_phone, tone, written


def sound_of(raw: bytes, name: str = "") -> Sound:
    stream = io.BytesIO(raw)
    return Sound(stream, read_facts(stream, size=len(raw), name=name, ask=ask), ask)


def refused(raw: bytes) -> Reason:
    with pytest.raises(AudioError) as caught:
        list(sound_of(raw).whole(4096))
    return caught.value.reason


def test_apart_gives_the_same_samples_as_here() -> None:
    sound = sound_of(written(tone(2, 8000, 2), 8000, "FLAC"))
    apart = np.concatenate(list(sound.whole(3000, start=100)))
    here = np.concatenate(list(decoded(sound.stream, sound.facts, 3000, "int16", 100)))
    assert apart.shape == (15900, 2)
    assert (apart == here).all()


@pytest.mark.parametrize("coding", ["FLAC", "GSM610"])
def test_a_long_recording_is_drawn_in_two_halves_as_in_one(
    coding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["punte.algorithms.audio.peaks"], "HALVED", 10)
    line = tone(11) * np.linspace(0.1, 1, 11 * 8000, dtype=np.float32)[:, None]
    form, subtype = ("FLAC", "PCM_16") if coding == "FLAC" else ("WAV", coding)
    sound = sound_of(written(line, 8000, form, subtype))
    found = peaks(sound)
    frames, whole = points(decoded(sound.stream, sound.facts, 80000, "int16"), 400, 1)
    drawn = np.frombuffer(found.channels[0], np.int8).reshape(-1, 2)
    assert found.frames == frames
    assert np.abs(drawn.astype(int) - whole[0]).max() <= (0 if coding == "FLAC" else 6)


@pytest.mark.parametrize(
    ("form", "coding", "said", "name"),
    [
        ("AIFF", "PCM_24", "PCM_24", "a.aiff"), ("AU", "ULAW", "ULAW", "a.au"),
        ("W64", "PCM_16", "PCM_16", "a.w64"), ("CAF", "ALAW", "ALAW", "a.caf"),
        ("AU", "G721_32", "G721_32", "a.au"), ("WAV", "G721_32", "G721_32", "a.wav"),
        ("WAV", "DOUBLE", "DOUBLE", "a.wav"), ("WAV", "FLOAT", "FLOAT", "a.wav"),
        ("wav", "g726", "G726", "a.wav"), ("wav", "libmp3lame", "MPEG_LAYER_III", "a.wav"),
    ],
)  # fmt: skip
def test_what_recorders_write_is_heard_as_loud_as_it_was(
    form: str, coding: str, said: str, name: str
) -> None:
    make = by_phone if form == "wav" else written
    sound = sound_of(make(tone(1), 8000, form, coding), name)
    assert (sound.facts.coding, sound.facts.rate) == (said, 8000)
    assert Finding.WRONG_EXTENSION not in sound.facts.findings
    (heard,) = list(sound.whole(8000, start=2000))[:1]
    assert 14000 < np.abs(heard).max() < 19000


TRIES = """
import resource, socket
from punte.investigation.recordings.inside import _bound
_bound(1 << 30, 7)
for act in (lambda: open("/etc/hostname"), lambda: socket.socket(), lambda: bytearray(2 << 30)):
    try:
        act()
        print("done")
    except (OSError, MemoryError) as error:
        print(type(error).__name__)
print(resource.getrlimit(resource.RLIMIT_CPU))
"""


def test_apart_no_file_is_opened_nothing_is_sent_and_time_and_memory_end() -> None:
    done = subprocess.run([sys.executable, "-c", TRIES], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:4] == ["OSError", "OSError", "MemoryError", "(7, 12)"]


def test_a_decoder_that_falls_over_or_takes_too_long_is_told() -> None:
    read = reader_of(io.BytesIO(b"x"))
    job = {"do": "nothing of the kind", "media": False, "size": 1}
    for patience, reason in ((20.0, Reason.DECODER_DIED), (0.001, Reason.DECODER_SLOW)):
        with pytest.raises(AudioError) as caught:
            list(ask(read, job, patience=patience))
        assert caught.value.reason == reason
    broken = bytearray(written(tone(1), 8000, "FLAC"))
    broken[60:2000] = bytes(1940)
    assert refused(bytes(broken)) in {Reason.UNDECODABLE, Reason.DECODER_DIED}


def test_what_is_damaged_in_the_store_is_said_as_it_is() -> None:
    def read(place: int, length: int) -> bytes:
        raise LookupError("damaged")

    sound = sound_of(written(tone(1), 8000, "FLAC"))
    with pytest.raises(LookupError):
        list(sound.asked(read, "samples", frames=100, dtype="int16", start=0))


@pytest.mark.parametrize(
    ("form", "coder", "rate", "name", "kind", "coding"),
    [
        ("amr", "libopencore_amrnb", 8000, ".amr", Form.AMR, Coding.AMR_NB),
        ("3gp", "libopencore_amrnb", 8000, ".3gp", Form.MP4, Coding.AMR_NB),
        ("mp4", "aac", 16000, ".m4a", Form.MP4, Coding.AAC),
        ("adts", "aac", 16000, ".aac", Form.AAC, Coding.AAC),
        ("webm", "libopus", 48000, ".webm", Form.MATROSKA, Coding.OPUS),
    ],
)
def test_what_telephones_write_is_known_and_decoded(
    form: str, coder: str, rate: int, name: str, kind: Form, coding: Coding
) -> None:
    raw = by_phone(tone(3, rate), rate, form, coder)
    assert media.form_of(raw) == kind
    assert kind in EXTENSIONS[name]
    facts = media.facts_of(media.told(io.BytesIO(raw), kind), kind, len(raw))
    assert (facts.coding, facts.rate, facts.channels) == (coding, rate, 1)
    assert facts.seconds == pytest.approx(3, abs=0.2)
    line = np.concatenate(list(decoded(io.BytesIO(raw), facts, 1000, "float32")))
    late = np.concatenate(list(decoded(io.BytesIO(raw), facts, 1000, "float32", 2 * rate)))
    assert len(line) / rate == pytest.approx(3, abs=0.1)
    assert abs(len(line) - 2 * rate - len(late)) <= rate // 50
    assert np.abs(late).max() == pytest.approx(0.5, abs=0.1)


def test_sound_of_a_telephone_is_decoded_apart_and_its_faults_are_told() -> None:
    raw = by_phone(tone(2))
    sound = sound_of(raw, "call.mp3")
    assert sound.facts.findings == (Finding.ESTIMATED, Finding.WRONG_EXTENSION)
    assert sum(map(len, sound.whole(1000))) == pytest.approx(16000, abs=400)
    film = by_phone(tone(1, 16000), 16000, "mp4", "aac")
    assert refused(film[: len(film) // 2]) == Reason.BROKEN_HEADER
    assert refused(b"\x1a\x45\xdf\xa3" + bytes(900)) == Reason.BROKEN_HEADER


def test_without_the_extra_it_is_named_and_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "there", lambda: False)
    speex = b"OggS" + bytes(24) + b"Speex   " + bytes(60)
    for head in (b"#!AMR\n" + bytes(60), bytes(4) + b"ftypM4A ", b"\xff\xf1" + bytes(60), speex):
        assert refused(head) == Reason.NEEDS_MEDIA
