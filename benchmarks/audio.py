"""One hour from a recorder: waveform, speech detection, listening time saved, speech kept.

Run: `python benchmarks/audio.py [--noise 20]` (no database). The hour is made here: 130 utterances
of espeak-ng (benchmarks/speech, 13 Romanian and 13 Russian, each five times at another loudness) at
places of a fixed lottery, in pink noise so many dB under the speech. It is synthetic speech in
synthetic noise: what a real telephone line does is not measured. Both wall time and the
process's own time are told, for the machine may do more than this.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import soundfile
from numpy.typing import NDArray

from punte.algorithms.audio import Region, Sound, peaks, read_facts, speech, working_copy
from punte.algorithms.audio.resample import Resampler
from punte.investigation.recordings.apart import ask

SPEECH = Path(__file__).parent / "speech"
RATE, HOUR, TIMES = 16000, 3600, 5
Floats = NDArray[np.float32]
Span = tuple[float, float]


def utterances() -> list[Floats]:
    sound, _ = soundfile.read(SPEECH / "speech.ogg", dtype="float32")
    rows = json.loads((SPEECH / "speech.json").read_text())
    return [sound[row["start"] : row["end"]] for row in rows] * TIMES


def pink(count: int, rng: np.random.Generator) -> Floats:
    """Return noise of root mean square 1 whose power falls by 3 dB an octave."""
    spectrum = np.fft.rfft(rng.standard_normal(count).astype(np.float32))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum), dtype=np.float32))
    noise = np.fft.irfft(spectrum, count)
    return (noise / noise.std()).astype(np.float32)


def hour(decibels: float) -> tuple[Floats, list[Span]]:
    """Return the hour at 16 kHz and where each utterance lies, in seconds."""
    rng = np.random.default_rng(1323)
    spoken = utterances()
    order = rng.permutation(len(spoken))
    silence = HOUR * RATE - sum(map(len, spoken))
    pauses = np.diff(np.sort(rng.integers(0, silence, len(spoken))), prepend=0)
    line = np.zeros(HOUR * RATE, np.float32)
    spans, at = [], 0
    for number, pause in zip(order, pauses, strict=True):
        at += int(pause)
        voice = spoken[number] * rng.uniform(0.25, 0.7)
        line[at : at + len(voice)] = voice
        spans.append((at / RATE, (at + len(voice)) / RATE))
        at += len(voice)
    loudness = np.sqrt((line[line != 0] ** 2).mean())
    line += pink(len(line), rng) * loudness * 10 ** (-decibels / 20)
    return np.clip(line, -1, 1), spans


def kept(found: list[Region], spans: list[Span]) -> tuple[float, int]:
    """Return the share of spoken seconds within the regions, and the utterances touched."""
    total = inside = 0.0
    touched = 0
    for start, end in spans:
        shared = sum(max(0.0, min(end, r.end) - max(start, r.start)) for r in found)
        total, inside, touched = total + end - start, inside + shared, touched + (shared > 0)
    return inside / total, touched


def timed(act: Callable[[], Any]) -> tuple[float, float, Any]:
    wall, work = time.perf_counter(), time.process_time()
    value = act()
    return time.perf_counter() - wall, time.process_time() - work, value


def write(folder: Path, name: str, line: Floats, rate: int, channels: int, **how: str) -> Path:
    """Write the hour at another rate, both channels the same; return where."""
    if rate != RATE:
        change = Resampler(RATE, rate)
        line = np.concatenate([change.feed(line), change.end()])[: HOUR * rate]
    place = folder / name
    with soundfile.SoundFile(place, "w", rate, channels, **how) as file:
        for at in range(0, len(line), rate * 60):
            file.write(np.repeat(line[at : at + rate * 60, np.newaxis], channels, axis=1))
    return place


def measure(place: Path, spans: list[Span]) -> bool:
    """Print one line of the table; say whether the targets are met."""
    with place.open("rb") as stream:
        facts = read_facts(stream, size=place.stat().st_size, name=place.name)
        sound = Sound(stream, facts, ask)
        drawn, drawing, points = timed(lambda: peaks(sound).to_bytes())
        heard, hearing, found = timed(lambda: speech(sound))
    share, touched = kept(found, spans)
    saved = 1 - sum(region.end - region.start for region in found) / HOUR
    print(
        f"{place.name:<24}{drawn:>6.2f} s {drawing:>6.2f} s {len(points):>9,}"
        f"{HOUR / heard:>8.0f} x{HOUR / hearing:>7.0f} x{saved:>9.1%}{share:>8.1%}"
        f"{touched:>6}/{len(spans)}",
        flush=True,
    )
    return drawn <= 2 and HOUR / hearing >= 200 and saved >= 0.6 and share >= 0.98


FILES: tuple[tuple[str, int, int, dict[str, str]], ...] = (
    ("16k-mono.wav", 16000, 1, {"format": "WAV", "subtype": "PCM_16"}),
    ("8k-mono-alaw.wav", 8000, 1, {"format": "WAV", "subtype": "ALAW"}),
    ("8k-mono-gsm.wav", 8000, 1, {"format": "WAV", "subtype": "GSM610"}),
    ("44k1-stereo.wav", 44100, 2, {"format": "WAV", "subtype": "PCM_16"}),
    ("48k-stereo-24.rf64", 48000, 2, {"format": "RF64", "subtype": "PCM_24"}),
    ("44k1-stereo.flac", 44100, 2, {"format": "FLAC", "subtype": "PCM_16"}),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--noise", type=float, default=20, help="dB under the speech")
    parser.add_argument("--only", default="", help="part of a file's name")
    options = parser.parse_args()
    line, spans = hour(options.noise)
    spoken = sum(end - start for start, end in spans)
    print(f"{len(spans)} utterances, {spoken:,.0f} s spoken in {HOUR:,} s, {options.noise:g} dB")
    print(f"{'file':<24}{'waveform':>8} {'own':>8} {'bytes':>9}{'speech':>10}{'own':>9}"
          f"{'saved':>9}{'kept':>8}{'found':>8}")  # fmt: skip
    met = True
    with tempfile.TemporaryDirectory() as folder:
        for name, rate, channels, how in FILES:
            if options.only in name:
                place = write(Path(folder), name, line, rate, channels, **how)
                met = measure(place, spans) and met
                if options.only:
                    copy = place.with_suffix(".copy.flac")
                    print(f"working copy: {timed(lambda p=place, c=copy: copied(p, c))[0]:.1f} s")
                place.unlink()
    print("every target is met" if met else "a target is missed")
    return 0 if met else 1


def copied(place: Path, target: Path) -> None:
    with place.open("rb") as stream, target.open("wb") as out:
        working_copy(Sound(stream, read_facts(stream, size=place.stat().st_size)), out)


if __name__ == "__main__":
    raise SystemExit(main())
