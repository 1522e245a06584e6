"""The sound of a file, decoded block by block; an hour never lies in memory."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np
import soundfile
from numpy.typing import NDArray

from punte.algorithms.audio.errors import AudioError, Reason
from punte.algorithms.audio.facts import Coding, Facts, Form

# Codings whose bytes mean the same without their header: read through our own checked window, so
# that a header which lies is never read a second time.
READ_AHEAD = 1 << 20
PLAIN = frozenset(
    {
        Coding.PCM_U8,
        Coding.PCM_16,
        Coding.PCM_24,
        Coding.PCM_32,
        Coding.FLOAT,
        Coding.DOUBLE,
        Coding.ALAW,
        Coding.ULAW,
    }
)


class _Part(io.RawIOBase):
    """A window of a stream that looks like a whole file."""

    def __init__(self, stream: BinaryIO, offset: int, length: int) -> None:
        self.stream, self.offset, self.length, self.place = stream, offset, length, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.place

    def seek(self, place: int, whence: int = 0) -> int:
        base = (0, self.place, self.length)[whence]
        self.place = max(0, base + place)
        return self.place

    def readinto(self, buffer: Any) -> int:
        self.stream.seek(self.offset + self.place)
        found = self.stream.read(max(0, min(len(buffer), self.length - self.place)))
        buffer[: len(found)] = found
        self.place += len(found)
        return len(found)


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording that can be decoded: the stream it lies in and its facts."""

    stream: BinaryIO
    facts: Facts

    def floats(self, frames: int, start: int = 0) -> Iterator[NDArray[np.float32]]:
        """Yield arrays of shape (at most `frames`, channels) within [-1, 1] from `start` on.

        A file that is cut yields what it holds. Raises AudioError where it can not be decoded.
        """
        return self._blocks(frames, "float32", start)

    def whole(self, frames: int) -> Iterator[NDArray[np.int16]]:
        """Yield the same from the beginning as 16-bit integers."""
        return self._blocks(frames, "int16", 0)

    def _blocks(self, frames: int, dtype: str, start: int) -> Iterator[NDArray[Any]]:
        try:
            with self._open() as sound:
                if (sound.samplerate, sound.channels) != (self.facts.rate, self.facts.channels):
                    raise AudioError(Reason.UNDECODABLE, "its header says two things")
                if start:
                    sound.seek(start)
                while len(part := sound.read(frames, dtype=dtype, always_2d=True)):
                    yield part
        except (soundfile.LibsndfileError, RuntimeError) as error:
            raise AudioError(Reason.UNDECODABLE, str(error)) from error

    def _open(self) -> soundfile.SoundFile:
        facts, window = self.facts, self.facts.window
        part = io.BufferedReader(_Part(self.stream, window.offset, window.length), READ_AHEAD)
        if facts.form is Form.RAW or facts.coding in PLAIN:
            return soundfile.SoundFile(
                part,
                format="RAW",
                subtype=facts.coding.value,
                samplerate=facts.rate,
                channels=facts.channels,
                endian="LITTLE",
            )
        if facts.form in (Form.WAV, Form.RF64, Form.BW64):
            self.stream.seek(0, io.SEEK_END)
            part = io.BufferedReader(_Part(self.stream, 0, self.stream.tell()), READ_AHEAD)
        return soundfile.SoundFile(part)
