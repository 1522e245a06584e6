"""The sound of a file, decoded block by block; an hour never lies in memory."""

import contextlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any, BinaryIO, cast

import numpy as np
import soundfile
from numpy.typing import NDArray

from punte.algorithms.audio import media
from punte.algorithms.audio.errors import AudioError, Reason
from punte.algorithms.audio.facts import MEDIA, Coding, Facts, Form
from punte.algorithms.audio.kept import kept_facts
from punte.algorithms.streams import Seekable

# Codings whose bytes mean the same without their header: read through our own checked window, so
# that a header which lies is never read a second time.
READ_AHEAD = 1 << 20
FINE = 256  # frames: of so many at most nothing is heard before a damage
SETTLING = 16  # blocks decoded before those that are wanted: GSM hears what came before
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


Span = tuple[int, int]
Read = Callable[[int, int], bytes]  # (place, length) of a recording; fewer bytes at its end
Ask = Callable[[Read, dict[str, Any]], Iterator[bytearray]]


class _Parts(Seekable):
    """Some spans (offset, length) of a stream, one after another, that look like a whole file."""

    def __init__(self, stream: BinaryIO, *spans: Span) -> None:
        super().__init__(sum(length for _, length in spans))
        self.stream, self.spans = stream, spans

    def readinto(self, buffer: Any) -> int:
        place = self.place
        for offset, length in self.spans:
            if place < length:
                self.stream.seek(offset + place)
                part = memoryview(buffer)[: length - place]
                found = cast("io.RawIOBase", self.stream).readinto(part) or 0
                self.place += found
                return found
            place -= length
        return 0


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording that can be decoded: the stream it lies in and its facts.

    ask: has a job (`jobs.do`) done where a decoder may fall over and harm nobody; then only codings
    that are numbers in a row are read in this process. None: all is decoded here.
    """

    stream: BinaryIO
    facts: Facts
    ask: Ask | None = None

    def floats(self, frames: int, start: int = 0) -> Iterator[NDArray[np.float32]]:
        """Yield arrays of shape (at most `frames`, channels) within [-1, 1] from `start` on.

        A file that is cut yields what it holds. Raises AudioError where it can not be decoded.
        """
        return self._blocks(frames, "float32", start)

    def whole(self, frames: int, start: int = 0) -> Iterator[NDArray[np.int16]]:
        """Yield the same as 16-bit integers."""
        return self._blocks(frames, "int16", start)

    @property
    def here(self) -> bool:
        """Return whether it is decoded in this process."""
        known = self.facts.window.block is not None and self.facts.coding in PLAIN
        return self.ask is None or known

    def _blocks(self, frames: int, dtype: str, start: int) -> Iterator[NDArray[Any]]:
        if self.here:
            yield from decoded(self.stream, self.facts, frames, dtype, start)
            return
        width = self.facts.channels * np.dtype(dtype).itemsize
        work = {"frames": frames, "dtype": dtype, "start": start}
        for raw in self.asked(reader_of(self.stream), "samples", **work):
            if len(raw) % width:
                raise AudioError(Reason.DECODER_DIED, "it talks nonsense")
            yield np.frombuffer(raw, dtype).reshape(-1, self.facts.channels)

    def asked(self, read: Read, do: str, **work: Any) -> Iterator[bytearray]:
        """Have a job done apart on this recording."""
        bare = replace(self.facts, bext=None, ixml="", texts={}, cues=(), findings=())
        job = {
            "do": do,
            "media": self.facts.form in MEDIA,
            "facts": kept_facts(bare),
            "size": self.facts.window.offset + self.facts.window.length,
        }
        assert self.ask is not None
        return self.ask(read, job | work)


def reader_of(stream: BinaryIO) -> Read:
    """Return a way to read bytes of a stream from any place, for one thread at a time."""
    lock = Lock()

    def read(place: int, length: int) -> bytes:
        with lock:
            stream.seek(place)
            return stream.read(length)

    return read


def decoded(
    stream: BinaryIO, facts: Facts, frames: int, dtype: str, start: int = 0
) -> Iterator[NDArray[Any]]:
    """Yield blocks of a recording, decoded in this very process: see `Sound` for who does not."""
    if facts.form in MEDIA:
        yield from media.blocks(stream, facts, frames, dtype, start)
        return
    came = 0
    try:
        for part in _read(stream, facts, frames, dtype, start):
            came += len(part)
            yield part
    except RuntimeError as error:
        # Of a block with damage in it nothing is known but that: what stands before the damage
        # is read again by little; what stands behind it would have no certain place in time.
        with contextlib.suppress(RuntimeError):
            for part in _read(stream, facts, FINE, dtype, start + came):
                came += len(part)
                yield part
        if not came:
            raise AudioError(Reason.UNDECODABLE, str(error)) from error


def _read(
    stream: BinaryIO, facts: Facts, frames: int, dtype: str, start: int
) -> Iterator[NDArray[Any]]:
    """Yield blocks. Raises RuntimeError where libsndfile meets damage."""
    sound, skip = _opened(stream, facts, start)
    with sound:
        if (sound.samplerate, sound.channels) != (facts.rate, facts.channels):
            raise AudioError(Reason.UNDECODABLE, "its header says two things")
        while skip and (passed := len(sound.read(min(skip, frames), always_2d=True))):
            skip -= passed
        # libsndfile does not scale numbers with a point to whole ones: one would hear nothing.
        scaled = dtype == "int16" and sound.subtype in {Coding.FLOAT, Coding.DOUBLE}
        wanted = "float32" if scaled else dtype
        while len(part := sound.read(frames, dtype=wanted, always_2d=True)):
            yield _scaled(part) if scaled else part


def _scaled(part: NDArray[np.float32]) -> NDArray[np.int16]:
    return (np.nan_to_num(part).clip(-1, 1) * 32767).astype(np.int16)


def _opened(stream: BinaryIO, facts: Facts, start: int) -> tuple[soundfile.SoundFile, int]:
    """Return an open decoder at or before frame `start`, and how many frames are to be passed.

    Where blocks are of one length the file is entered at a block: libsndfile does not seek in
    GSM, and a header is then read once, by us.
    """
    window = facts.window
    if window.block is None:
        sound = soundfile.SoundFile(_joined(stream, (window.offset, window.length)))
        if not sound.seekable():
            return sound, start
        if start:
            sound.seek(min(start, sound.frames))
        return sound, 0
    length, samples = window.block
    settled = 0 if facts.coding in PLAIN else SETTLING
    first = max(0, start // samples - settled)
    skipped = min(first * length, window.length)
    data = (window.offset + skipped, window.length - skipped)
    if facts.form is Form.RAW or facts.coding in PLAIN:
        sound = soundfile.SoundFile(
            _joined(stream, data),
            format="RAW",
            subtype=facts.coding.value,
            samplerate=facts.rate,
            channels=facts.channels,
            endian="LITTLE",
        )
    else:
        sound = soundfile.SoundFile(_joined(stream, (0, window.offset), data))
    return sound, start - first * samples


def _joined(stream: BinaryIO, *spans: Span) -> io.BufferedReader:
    return io.BufferedReader(_Parts(stream, *spans), READ_AHEAD)
