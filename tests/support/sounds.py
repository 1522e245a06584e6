"""Tiny recordings for tests, made here: no person speaks in them."""

import io
import json
import struct
from pathlib import Path

import av
import numpy as np
import soundfile
from numpy.typing import NDArray

SPEECH = Path(__file__).parents[2] / "benchmarks" / "speech"


def tone(seconds: float, rate: int = 8000, channels: int = 1) -> NDArray[np.float32]:
    """Return a tone of shape (frames, channels); each channel half as loud as the one before."""
    line = 0.5 * np.sin(np.arange(round(seconds * rate)) * 2 * np.pi * 440 / rate)
    return np.stack([line / 2**n for n in range(channels)], axis=1).astype(np.float32)


def written(
    sound: NDArray[np.float32], rate: int = 8000, form: str = "WAV", coding: str = "PCM_16"
) -> bytes:
    """Return the bytes of a file with this sound."""
    out = io.BytesIO()
    soundfile.write(out, sound, rate, format=form, subtype=coding)
    return out.getvalue()


def by_phone(
    sound: NDArray[np.float32],
    rate: int = 8000,
    form: str = "amr",
    coding: str = "libopencore_amrnb",
) -> bytes:
    """Return the bytes of a mono file as telephones make them, written by FFmpeg."""
    out = io.BytesIO()
    with av.open(out, "w", format=form) as held:
        track = held.add_stream(coding, rate=rate, layout="mono")
        plain = av.AudioFrame.from_ndarray((sound.T * 32767).astype("<i2"), "s16", "mono")
        plain.sample_rate = rate
        size = track.codec_context.frame_size or 160
        change = av.AudioResampler(track.codec_context.format, "mono", rate, frame_size=size)
        for frame in [*change.resample(plain), *change.resample(None)]:
            held.mux(track.encode(frame))
        held.mux(track.encode(None))
    return out.getvalue()


def chunk(name: bytes, inner: bytes) -> bytes:
    """Return a RIFF chunk, padded to even."""
    return name + struct.pack("<I", len(inner)) + inner + b"\0" * (len(inner) % 2)


def bext(
    *, date: str = "2026-03-14", time: str = "08:15:00", samples: int = 0, said: str = ""
) -> bytes:
    """Return a bext chunk of a made-up recorder."""
    words = [(said, 256), ("PUNTE TEST RECORDER", 32), ("MD-0007", 32), (date, 10), (time, 8)]
    head = b"".join(text.encode().ljust(size, b"\0") for text, size in words)
    numbers = struct.pack("<QH", samples, 1)
    return chunk(b"bext", (head + numbers).ljust(602, b"\0") + b"A=PCM,F=8000,W=16,M=mono\r\n")


def wave(sound: NDArray[np.float32], rate: int = 8000, *more: bytes) -> bytes:
    """Return a 16-bit WAV whose further chunks stand before the sound."""
    channels = sound.shape[1]
    layout = struct.pack("<HHIIHH", 1, channels, rate, rate * channels * 2, channels * 2, 16)
    data = chunk(b"data", (sound * 32767).astype("<i2").tobytes())
    inner = b"WAVE" + chunk(b"fmt ", layout) + b"".join(more) + data
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


def utterance(number: int = 0) -> NDArray[np.float32]:
    """Return one synthetic utterance at 16 kHz, mono."""
    row = json.loads((SPEECH / "speech.json").read_text())[number]
    with soundfile.SoundFile(SPEECH / "speech.ogg") as sound:
        sound.seek(row["start"])
        return sound.read(row["end"] - row["start"], dtype="float32", always_2d=True)
