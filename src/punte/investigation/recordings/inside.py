"""What runs in the process apart: bounded before it reads the first byte of a recording.

`python -m punte.investigation.recordings.inside`, its standard input a socket to `apart.ask`.
Django is not loaded here, and none of our keys.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import json
import resource
import socket
from typing import Any, BinaryIO, cast

from punte.algorithms.audio import AudioError, Reason, do, prepare
from punte.algorithms.streams import Seekable
from punte.core.limits import bound
from punte.investigation.recordings.apart import DATA, DONE, FAIL, READ, Line

READ_AHEAD = 1 << 20
NEW_USER, NEW_NET = 0x10000000, 0x40000000


class _Far(Seekable):
    """The recording, read over the line."""

    def __init__(self, line: Line, size: int) -> None:
        super().__init__(size)
        self.line = line

    def readinto(self, buffer: Any) -> int:
        wanted = min(len(buffer), self.size - self.place)
        if wanted <= 0:
            return 0
        self.line.send(READ, self.place, wanted=wanted)
        came = self.line.message()[2]
        self.line.fill(memoryview(buffer)[:came])
        self.place += came
        return came


def _bound(memory: int, seconds: int) -> None:
    """No file, no process, no network, so much memory and time; from here on bytes are read."""
    with contextlib.suppress(AttributeError, OSError):
        # Where the kernel lets us: nobody else's memory and no network can be seen from here.
        ctypes.CDLL(None).unshare(NEW_USER | NEW_NET)
    bound(memory, seconds, {resource.RLIMIT_NPROC: 0, resource.RLIMIT_NOFILE: 1})


def main() -> None:
    """Do the one job that is asked for."""
    line = Line(socket.socket(fileno=0))
    job = json.loads(line.take(line.message()[2]))
    prepare(job)  # nothing can be opened later, not even a module
    _bound(job["memory"], job["patience"])
    far = _Far(line, job["size"])
    stream = io.BufferedReader(far, READ_AHEAD) if job["media"] else far
    try:
        for body in do(job, cast("BinaryIO", stream)):
            line.send(DATA, body=body)
        line.send(DONE)
    except AudioError as error:
        line.send(FAIL, body=f"{error.reason} {error.detail}".encode())
    except MemoryError:
        line.send(FAIL, body=f"{Reason.DECODER_DIED} its memory is used up".encode())


if __name__ == "__main__":
    main()
