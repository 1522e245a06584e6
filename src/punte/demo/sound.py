"""Sound that nobody ever made: a buzzing voice of vowels, tones and pauses, written as WAV."""

from __future__ import annotations

import io
import wave
from typing import Any

import numpy as np

from punte.demo.rng import Random

RATE = 8000
# The first three resonances of five vowels, in hertz.
VOWELS = (
    (730, 1090, 2440),
    (530, 1840, 2480),
    (270, 2290, 3010),
    (570, 840, 2410),
    (300, 870, 2240),
)
Line = Any  # a numpy array of one channel


def talk(rng: Random, seconds: float, *, pitch: float) -> Line:
    """Syllables without words at a pitch in hertz."""
    parts, length = [], 0.0
    while length < seconds:
        each = rng.uniform(0.12, 0.3)
        parts += [_vowel(rng.choice(VOWELS), each, pitch * rng.uniform(0.85, 1.2)), _hiss(rng)]
        length += each + 0.05
    return np.concatenate(parts)[: round(seconds * RATE)]


def _vowel(formants: tuple[int, int, int], seconds: float, pitch: float) -> Line:
    """Harmonics of the pitch, as loud as the resonances near them, rising and falling."""
    at = np.arange(round(seconds * RATE)) / RATE
    sound = np.zeros_like(at)
    for harmonic in np.arange(pitch, RATE / 2 - 100, pitch):
        loud = sum(1 / (1 + ((harmonic - formant) / 90) ** 2) for formant in formants)
        sound += (loud + 0.02) * np.sin(2 * np.pi * harmonic * at)
    return sound / np.abs(sound).max() * np.sin(np.pi * at / seconds) ** 0.5 * 0.5


def _hiss(rng: Random) -> Line:
    """A breath between syllables."""
    return np.array([rng.uniform(-0.03, 0.03) for _sample in range(RATE // 20)])


def tone(seconds: float, hertz: float) -> Line:
    return 0.25 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)


def pause(seconds: float) -> Line:
    return np.zeros(round(seconds * RATE))


def wav(*parts: Line) -> bytes:
    """The parts one after the other, as a file of 16 bits."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.concatenate(parts) * 32767).astype("<i2").tobytes())
    return out.getvalue()
