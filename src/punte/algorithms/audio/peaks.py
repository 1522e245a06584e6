"""What a waveform is drawn from: the lowest and highest sample of every twentieth of a second."""

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from punte.algorithms.audio.blocks import Sound
from punte.algorithms.audio.errors import AudioError, Reason

POINTS_A_SECOND = 20
BLOCK_POINTS = 200  # ten seconds at once
HEAD = struct.Struct("<4sIIIQ")  # mark, channels, rate, frames a point, frames
MARK = b"PKS1"


@dataclass(frozen=True, slots=True)
class Peaks:
    """Peaks of each channel: (points, 2) int8 with the minimum and maximum, full scale 127.

    frames: what was really decoded; frames_a_point: how much one point stands for.
    """

    rate: int
    frames: int
    frames_a_point: int
    channels: tuple[bytes, ...]

    @property
    def seconds(self) -> float:
        """Return the length of what was decoded."""
        return self.frames / self.rate

    def to_bytes(self) -> bytes:
        """Return a header of 24 bytes and the channels one after another."""
        head = HEAD.pack(MARK, len(self.channels), self.rate, self.frames_a_point, self.frames)
        return head + b"".join(self.channels)

    @staticmethod
    def from_bytes(raw: bytes) -> "Peaks":
        """Read what `to_bytes` wrote."""
        mark, channels, rate, step, frames = HEAD.unpack_from(raw)
        each, rest = divmod(len(raw) - HEAD.size, max(1, channels))
        if mark != MARK or rest:
            raise AudioError(Reason.BROKEN_HEADER, "these are no peaks")
        parts = (raw[HEAD.size + each * n : HEAD.size + each * (n + 1)] for n in range(channels))
        return Peaks(rate, frames, step, tuple(parts))


def peaks(sound: Sound) -> Peaks:
    """Decode the whole recording once and keep its peaks: 144 kB an hour and channel."""
    step = max(1, sound.facts.rate // POINTS_A_SECOND)
    parts: list[NDArray[np.int8]] = []
    frames = 0
    for block in sound.whole(step * BLOCK_POINTS):
        frames += len(block)
        whole = len(block) // step * step
        if whole:
            parts.append(_extremes(block[:whole], step))
        if whole < len(block):
            parts.append(_extremes(block[whole:], len(block) - whole))
    if not frames:
        raise AudioError(Reason.EMPTY, "no sound could be decoded")
    points = np.concatenate(parts, axis=1)
    return Peaks(sound.facts.rate, frames, step, tuple(line.tobytes() for line in points))


def _extremes(block: NDArray[np.int16], step: int) -> NDArray[np.int8]:
    """Return (channels, points, 2) int8 of (points * step, channels) int16."""
    lines = np.ascontiguousarray(block.T).reshape(block.shape[1], -1, step)
    both = np.stack([lines.min(axis=2), lines.max(axis=2)], axis=2).astype(np.int32)
    return (both * 127 / 32768).round().astype(np.int8)
