"""Waveform, speech, working copies, clocks."""

import io
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from punte.algorithms.audio import (
    AudioError,
    Clock,
    Peaks,
    Played,
    Reading,
    Region,
    Sound,
    peaks,
    read_facts,
    regions,
    speech,
    start_from_name,
    working_copy,
)
from punte.algorithms.audio.resample import Resampler
from punte.algorithms.audio.speech import mono
from tests.support.sounds import tone, utterance, wave, written


def sound_of(raw: bytes) -> Sound:
    return Sound(io.BytesIO(raw), read_facts(io.BytesIO(raw), size=len(raw)))


def test_peaks_are_the_lowest_and_highest_of_every_twentieth_of_a_second() -> None:
    line = tone(10.52, 8000, 2)
    found = peaks(sound_of(wave(line)))
    assert Peaks.from_bytes(found.to_bytes()) == found
    assert (found.frames, found.frames_a_point, len(found.channels)) == (84160, 400, 2)
    left = np.frombuffer(found.channels[0], np.int8).reshape(-1, 2)
    assert len(left) == 211
    for point in (0, 100, 210):
        part = line[point * 400 : (point + 1) * 400, 0]
        assert left[point] == pytest.approx([part.min() * 127, part.max() * 127], abs=1)
    assert np.frombuffer(found.channels[1], np.int8).max() == pytest.approx(127 / 4, abs=1)


@pytest.mark.parametrize("rate", [8000, 11025, 22050, 44100, 44101, 48000])
def test_another_rate_keeps_the_tone_and_its_length(rate: int) -> None:
    change = Resampler(rate, 16000)
    line = tone(1, rate)[:, 0]
    out = np.concatenate([change.feed(line[:777]), change.feed(line[777:]), change.end()])
    kept = out[: round(rate / change.ratio)]
    away = np.arange(len(kept)) * change.ratio / rate
    wanted = 0.5 * np.sin(away * 2 * np.pi * 440)
    assert np.abs(kept - wanted)[200:-200].max() < 0.005


def test_what_lies_above_the_new_band_is_gone() -> None:
    change = Resampler(48000, 16000)
    whistle = np.sin(np.arange(48000) * 2 * np.pi * 11000 / 48000).astype(np.float32)
    assert np.abs(change.feed(whistle))[100:].max() < 0.01


@pytest.mark.parametrize("rate", [16000, 44100])
def test_speech_is_found_where_somebody_speaks(rate: int) -> None:
    voice = utterance(13)[: 16000 * 4]
    line = np.concatenate([np.zeros((32000, 1), np.float32), voice, np.zeros((48000, 1))])
    if rate != 16000:
        change = Resampler(16000, rate)
        line = np.concatenate([change.feed(line[:, 0].astype(np.float32)), change.end()])[:, None]
    found = speech(sound_of(wave(line.astype(np.float32), rate)))
    assert found[0].start == pytest.approx(1.8, abs=0.15)
    assert found[-1].end == pytest.approx(6.2, abs=0.25)
    assert speech(sound_of(wave(tone(2, 16000), 16000))) == []


@pytest.mark.parametrize("coding", ["PCM_16", "PCM_24", "PCM_32", "FLAC", "FLOAT", "ALAW"])
def test_what_is_judged_is_the_same_in_any_coding(coding: str) -> None:
    line = tone(5, 8000, 2)
    raw = written(
        line, form="FLAC" if coding == "FLAC" else "WAV", coding=coding.replace("FLAC", "PCM_16")
    )
    for channel, wanted in ((None, line.mean(axis=1)), (1, line[:, 1])):
        heard = np.concatenate(list(mono(sound_of(raw), channel)))
        assert heard.dtype == np.float32
        assert np.abs(heard - wanted).max() < (0.02 if coding == "ALAW" else 1e-4)


def test_regions_are_padded_and_short_silences_kept() -> None:
    def at(*spans: tuple[int, int]) -> list[float]:
        return [0.9 if any(a <= n < b for a, b in spans) else 0.1 for n in range(200)]

    assert regions(at((10, 20), (38, 50)), 6.4) == [Region(0.07, 1.85)]
    assert regions(at((10, 20), (60, 70)), 6.4) == [Region(0.07, 0.89), Region(1.67, 2.49)]
    assert regions(at((0, 2), (198, 200)), 6.4) == [Region(0, 0.314), Region(6.086, 6.4)]


@given(st.lists(st.floats(0, 1), max_size=300))
def test_regions_never_overlap_nor_leave_the_recording(scores: list[float]) -> None:
    total = len(scores) * 0.032
    found = regions(scores, total)
    edges = [edge for region in found for edge in (region.start, region.end)]
    assert edges == sorted(edges)
    assert not edges or (edges[0] >= 0 and edges[-1] <= total + 0.001)


def test_a_working_copy_holds_one_channel_and_one_part() -> None:
    line = tone(2, 8000, 2)
    sound = sound_of(wave(line))
    out = io.BytesIO()
    assert working_copy(sound, out, channel=1, start=0.5, end=1.0) == 1.0
    out.seek(0)
    copy, rate = soundfile.read(out, always_2d=True)
    assert (copy.shape, rate) == ((4000, 1), 8000)
    assert np.abs(copy[:, 0] - line[4000:8000, 1]).max() < 1e-3
    loud = io.BytesIO()
    assert working_copy(sound, loud, channel=1, normalise=True) == pytest.approx(3.56, abs=0.02)
    for wrong in ({"channel": 2}, {"start": 5.0}, {"start": 1.0, "end": 1.0}):
        with pytest.raises(AudioError):
            working_copy(sound, io.BytesIO(), **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("coding", ["ALAW", "PCM_24", "IMA_ADPCM"])
def test_a_browser_hears_any_coding_as_wave_from_any_place(coding: str) -> None:
    sound = sound_of(written(tone(1), coding=coding))
    heard = Played(sound, 8000)
    whole = heard.read(0, heard.size)
    copy, rate = soundfile.read(io.BytesIO(whole), dtype="int16")
    assert (len(copy), rate, len(whole)) == (8000, 8000, heard.size)
    for start, end in ((0, 20), (30, 47), (44, 46), (45, 9001), (16000, 10**9), (10**9, 10**10)):
        assert heard.read(start, end) == whole[start:end]


def test_gsm_is_entered_in_its_middle() -> None:
    heard = Played(sound_of(written(tone(2), coding="GSM610")), 16000)
    whole = np.frombuffer(heard.read(0, heard.size)[44:], "<i2").astype(int)
    part = np.frombuffer(heard.read(20044, heard.size), "<i2").astype(int)
    assert np.abs(part - whole[10000:]).max() < 400


def test_what_stands_before_the_damage_is_heard() -> None:
    line = tone(20)
    raw = written(line, form="FLAC")
    found = np.concatenate(list(sound_of(raw[: len(raw) // 2]).floats(80000)))
    assert 50000 < len(found) < 100000
    assert np.abs(found - line[: len(found)]).max() < 1e-3


def test_one_side_of_a_talk_is_heard_alone() -> None:
    sound = sound_of(wave(tone(0.2, 8000, 2)))
    left, right = (Played(sound, 1600, side).read(44, 5000) for side in (0, 1))
    loudest = [np.frombuffer(line, "<i2").max() for line in (left, right)]
    assert loudest[0] == pytest.approx(2 * loudest[1], abs=2)
    assert Played(sound, 1600).size == 44 + 1600 * 4
    with pytest.raises(AudioError):
        Played(sound, 1600, 2)


CHISINAU = timezone(timedelta(hours=2))
START = datetime(2026, 3, 14, 8, 0, tzinfo=CHISINAU)


def test_a_clock_an_hour_wrong_is_put_right() -> None:
    once = Clock((Reading(START, START - timedelta(hours=1)),))
    assert once.true(START) == datetime(2026, 3, 14, 5, 0, tzinfo=UTC)
    assert Clock().true(START) == datetime(2026, 3, 14, 6, 0, tzinfo=UTC)
    assert once.sample(START, 16000, 8000) == datetime(2026, 3, 14, 5, 0, 2, tzinfo=UTC)


def test_a_clock_that_drifts_is_followed_between_and_beyond_its_readings() -> None:
    day = timedelta(days=1)
    clock = Clock(
        (Reading(START + day, START + day + timedelta(seconds=8.64)), Reading(START, START))
    )
    assert clock.drift == pytest.approx(1e-4)
    assert clock.true(START + day / 2) - (START + day / 2) == timedelta(seconds=4.32)
    assert clock.true(START + 2 * day) - (START + 2 * day) == timedelta(seconds=17.28)
    with pytest.raises(AudioError):
        Clock((Reading(START, START), Reading(START + day, START)))
    with pytest.raises(AudioError):
        Clock((Reading(START, START), Reading(START, START + day)))


@pytest.mark.parametrize(
    ("name", "day_first", "found"),
    [
        ("REC_20260314_081502.wav", False, datetime(2026, 3, 14, 8, 15, 2)),  # noqa: DTZ001
        ("2026-03-14 08-15.wav", False, datetime(2026, 3, 14, 8, 15)),  # noqa: DTZ001
        ("14.03.2026 08.15.02.mp3", True, datetime(2026, 3, 14, 8, 15, 2)),  # noqa: DTZ001
        ("20261314_081502.wav", False, None),
        ("line 4.wav", False, None),
    ],
)
def test_a_name_may_tell_the_time(name: str, day_first: bool, found: datetime | None) -> None:
    assert start_from_name(name, day_first=day_first) == found
