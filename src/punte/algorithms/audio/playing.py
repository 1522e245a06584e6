"""What a browser hears: any recording as plain 16-bit WAV, made as it is asked for, from any place.

The browser never parses the original's bytes, no second copy is kept, and what is sealed is silent.
"""

import struct
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from punte.algorithms.audio.blocks import Sound
from punte.algorithms.audio.errors import AudioError, Reason

HEAD = 44
MOST_FRAMES_AT_ONCE = 1 << 18
MOST_BYTES = 2**32 - HEAD - 2


class Played:
    """A recording of `frames` frames as a WAV; both sides, or one as mono.

    side: the number of the channel, or None for all of them (at most two: more are mixed).
    """

    def __init__(self, sound: Sound, frames: int, side: int | None = None) -> None:
        channels = sound.facts.channels
        if side is not None and not 0 <= side < channels:
            raise AudioError(Reason.BAD_REQUEST, f"there is no channel {side}")
        self.sound, self.side = sound, side
        self.channels = 1 if side is not None or channels > 2 else channels
        self.align = 2 * self.channels
        self.frames = min(frames, MOST_BYTES // self.align)

    @property
    def size(self) -> int:
        """Return the length of the WAV in bytes."""
        return HEAD + self.frames * self.align

    def read(self, start: int, end: int) -> bytes:
        """Return the bytes [start, end) of the WAV; silence where decoding gives less."""
        end = min(end, self.size)
        if start >= end:
            return b""
        parts = [self._head()[start:end]] if start < HEAD else []
        first = max(0, start - HEAD) // self.align
        if end > HEAD:
            last = -(-(end - HEAD) // self.align)
            raw = b"".join(self._decoded(first, last - first))
            raw = raw.ljust((last - first) * self.align, b"\0")
            skip = max(0, start - HEAD) - first * self.align
            parts.append(raw[skip : skip + end - max(start, HEAD)])
        return b"".join(parts)

    def _head(self) -> bytes:
        rate, length = self.sound.facts.rate, self.frames * self.align
        layout = struct.pack(
            "<IHHIIHH", 16, 1, self.channels, rate, rate * self.align, self.align, 16
        )
        return (
            b"RIFF" + struct.pack("<I", 36 + length) + b"WAVEfmt " + layout
            + b"data" + struct.pack("<I", length)
        )  # fmt: skip

    def _decoded(self, first: int, count: int) -> Iterator[bytes]:
        for block in self.sound.whole(min(count, MOST_FRAMES_AT_ONCE), first):
            part = self._chosen(block[:count])
            count -= len(part)
            yield part.astype("<i2").tobytes()
            if not count:
                return

    def _chosen(self, block: NDArray[np.int16]) -> NDArray[np.int16]:
        if self.side is not None:
            return block[:, self.side : self.side + 1]
        if block.shape[1] <= 2:
            return block
        mixed: NDArray[np.int16] = block.mean(axis=1, keepdims=True).astype(np.int16)
        return mixed
