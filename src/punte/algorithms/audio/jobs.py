"""What may be asked of a process apart, as pure work on a stream: see `Sound.ask`."""

import json
import struct
from collections.abc import Iterator
from typing import Any, BinaryIO

from punte.algorithms.audio import boxed, media
from punte.algorithms.audio.blocks import decoded
from punte.algorithms.audio.facts import Form
from punte.algorithms.audio.kept import read_again
from punte.algorithms.audio.peaks import BLOCK_POINTS, limited, points


def prepare(job: dict[str, Any]) -> None:
    """Load what the job needs: whoever does it may be able to open nothing after this."""
    if job["media"]:
        media.load()


def do(job: dict[str, Any], stream: BinaryIO) -> Iterator[bytes]:
    """Yield what is asked for. Raises AudioError.

    samples: blocks of a recording. points: what its waveform is drawn from. media, boxed: facts
    of a form that FFmpeg, or libsndfile, reads.
    """
    if job["do"] == "boxed":
        yield json.dumps(boxed.told(stream)).encode()
        return
    if job["do"] == "media":
        yield json.dumps(media.told(stream, Form(job["form"]))).encode()
        return
    facts = read_again(job["facts"])
    if job["do"] == "samples":
        for block in decoded(stream, facts, job["frames"], job["dtype"], job["start"]):
            yield block.tobytes()
        return
    blocks = decoded(stream, facts, job["step"] * BLOCK_POINTS, "int16", job["start"])
    frames, found = points(limited(blocks, job["count"]), job["step"], facts.channels)
    yield struct.pack("<Q", frames) + found.tobytes()
