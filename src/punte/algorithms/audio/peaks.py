"""What a waveform is drawn from: the lowest and highest sample of every twentieth of a second."""

import struct
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from punte.algorithms.audio.blocks import Sound, reader_of
from punte.algorithms.audio.errors import AudioError, Reason
from punte.algorithms.audio.facts import Facts, Form

POINTS_A_SECOND = 20
BLOCK_POINTS = 200  # ten seconds at once
HALVED = 120  # seconds from which on it is worth a second process
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
    """Decode the whole recording once and keep its peaks: 144 kB an hour and channel.

    What needs a decoder is decoded apart, a long recording in two halves at once.
    """
    facts, step = sound.facts, max(1, sound.facts.rate // POINTS_A_SECOND)
    if sound.here:
        frames, found = points(sound.whole(step * BLOCK_POINTS), step, facts.channels)
    else:
        frames, found = _points_apart(sound, step)
    if not frames:
        raise AudioError(Reason.EMPTY, "no sound could be decoded")
    return Peaks(facts.rate, frames, step, tuple(line.tobytes() for line in found))


def points(
    blocks: Iterable[NDArray[np.int16]], step: int, channels: int
) -> tuple[int, NDArray[np.int8]]:
    """Return how many frames there were, and (channels, points, 2) of lowest and highest."""
    parts: list[NDArray[np.int8]] = [np.empty((channels, 0, 2), np.int8)]
    frames = 0
    for block in blocks:
        frames += len(block)
        whole = len(block) // step * step
        if whole:
            parts.append(_extremes(block[:whole], step))
        if whole < len(block):
            parts.append(_extremes(block[whole:], len(block) - whole))
    return frames, np.concatenate(parts, axis=1)


def limited(blocks: Iterable[NDArray[Any]], count: int | None) -> Iterator[NDArray[Any]]:
    """Yield blocks until so many frames have come; None for all."""
    for block in blocks:
        part = block if count is None else block[:count]
        if len(part):
            yield part
        if count is not None:
            count -= len(part)
            if not count:
                return


def _points_apart(sound: Sound, step: int) -> tuple[int, NDArray[np.int8]]:
    read, channels = reader_of(sound.stream), sound.facts.channels

    def one(span: tuple[int, int | None]) -> tuple[int, NDArray[np.int8]]:
        start, count = span
        raw = b"".join(sound.asked(read, "points", step=step, start=start, count=count))
        if len(raw) < 8 or (len(raw) - 8) % (2 * channels):
            raise AudioError(Reason.DECODER_DIED, "it talks nonsense")
        found = np.frombuffer(raw, np.int8, offset=8).reshape(channels, -1, 2)
        return int.from_bytes(raw[:8], "little"), found

    spans = _halves(sound.facts, step)
    with ThreadPoolExecutor(len(spans)) as pool:
        done = list(pool.map(one, spans))
    if len(done) == 1 or done[0][0] < (spans[0][1] or 0):
        return done[0]  # it ended in its first half: what lies behind has no place
    return done[0][0] + done[1][0], np.concatenate([done[0][1], done[1][1]], axis=1)


def _halves(facts: Facts, step: int) -> list[tuple[int, int | None]]:
    """Return (start, count) of what is decoded at once: two where a middle can be entered."""
    exact = facts.form is Form.FLAC or facts.window.block is not None
    if not exact or not facts.frames or facts.frames < HALVED * facts.rate:
        return [(0, None)]
    middle = facts.frames // 2 // step * step
    return [(0, middle), (middle, None)]


def _extremes(block: NDArray[np.int16], step: int) -> NDArray[np.int8]:
    """Return (channels, points, 2) int8 of (points * step, channels) int16."""
    lines = np.ascontiguousarray(block.T).reshape(block.shape[1], -1, step)
    both = np.stack([lines.min(axis=2), lines.max(axis=2)], axis=2).astype(np.int32)
    return (both * 127 / 32768).round().astype(np.int8)
