"""Working copies to be given away; the original is only read."""

from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
import soundfile
from numpy.typing import NDArray

from punte.algorithms.audio.blocks import Sound
from punte.algorithms.audio.errors import AudioError, Reason
from punte.algorithms.audio.peaks import limited

TOOL = f"soundfile {soundfile.__version__}, {soundfile.__libsndfile_version__}"
LOUD = 0.89  # 1 dB below full scale
FLAC_CHANNELS = 8


def working_copy(
    sound: Sound,
    target: BinaryIO,
    *,
    channel: int | None = None,
    start: float = 0.0,
    end: float | None = None,
    normalise: bool = False,
) -> float:
    """Write FLAC of 16 bits: all of it or [start, end) seconds, all channels or one.

    `normalise` raises (or lowers) the loudest sample to 1 dB below full scale. Returns the gain
    that was used, to be recorded with the copy.
    """
    facts = sound.facts
    if channel is not None and not 0 <= channel < facts.channels:
        raise AudioError(Reason.BAD_REQUEST, f"there is no channel {channel}")
    if start < 0 or (end is not None and end <= start):
        raise AudioError(Reason.BAD_REQUEST, "the part ends before it begins")
    first = round(start * facts.rate)
    frames = None if end is None else round(end * facts.rate) - first
    channels = 1 if channel is not None else facts.channels
    gain = _gain(sound, channel, first, frames) if normalise else 1.0
    if channels > FLAC_CHANNELS:
        raise AudioError(Reason.BAD_REQUEST, "a copy holds eight channels at most: choose one")
    written = 0
    with soundfile.SoundFile(
        target, "w", samplerate=facts.rate, channels=channels, format="FLAC", subtype="PCM_16"
    ) as copy:
        for block in _part(sound, channel, first, frames):
            copy.write(block * np.float32(gain) if gain != 1.0 else block)
            written += len(block)
    if not written:
        raise AudioError(Reason.BAD_REQUEST, "the recording ends before this part")
    return gain


def _part(
    sound: Sound, channel: int | None, first: int, frames: int | None
) -> Iterator[NDArray[np.float32]]:
    for part in limited(sound.floats(sound.facts.rate * 10, start=first), frames):
        yield part if channel is None else part[:, channel]


def _gain(sound: Sound, channel: int | None, first: int, frames: int | None) -> float:
    loudest = max((float(np.abs(p).max()) for p in _part(sound, channel, first, frames)), default=0)
    return LOUD / loudest if loudest > 0 else 1.0
