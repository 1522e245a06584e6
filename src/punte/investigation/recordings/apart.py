"""Decoding apart: a process of its own that sees one recording and nothing else.

Decoders are large, written in C and fed by whoever made the file. So they run in a fresh process
(`inside`) without our keys, our settings or our database. It opens no file and starts nothing; its
memory and its time are bounded; the bytes that it wants to read it asks of us, one recording's and
no other's, so that no plain copy of them lies on a disk. What comes back is taken as numbers.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from punte.algorithms.audio import AudioError, Read, Reason

MEMORY = 1 << 30
PATIENCE = 600  # seconds that we wait in all, and that it may compute
HEAD = struct.Struct("<cQI")  # kind; place; how many bytes are wanted, or follow
READ, DATA, FAIL, DONE = b"r", b"d", b"f", b"e"
MOST = 1 << 26  # bytes of one message
FARTHEST = 1 << 60
COMMAND = (sys.executable, "-m", "punte.investigation.recordings.inside")


class Line:
    """One end of the line between the two processes."""

    def __init__(self, end: socket.socket, patience: float | None = None) -> None:
        self.end, self.left = end, patience

    def send(self, kind: bytes, place: int = 0, body: bytes = b"", wanted: int = 0) -> None:
        """Send a message: with a body, or asking for so many bytes."""
        self.end.sendall(HEAD.pack(kind, place, len(body) or wanted) + body)

    def message(self) -> tuple[bytes, int, int]:
        """Return the head of the next message: kind, place, length."""
        kind, place, length = HEAD.unpack(self.take(HEAD.size))
        return kind, place, length

    def take(self, length: int) -> bytearray:
        """Return so many bytes. Raises EOFError, TimeoutError when the patience is used up."""
        held = bytearray(length)
        self.fill(memoryview(held))
        return held

    def fill(self, view: memoryview) -> None:
        """Take as many bytes as the view holds. Raises as `take`."""
        while len(view):
            got = self._receive(view)
            if not got:
                raise EOFError
            view = view[got:]

    def _receive(self, view: memoryview) -> int:
        if self.left is None:
            return self.end.recv_into(view)
        if self.left <= 0:
            raise TimeoutError
        self.end.settimeout(self.left)
        since = time.monotonic()
        got = self.end.recv_into(view)
        self.left -= time.monotonic() - since
        return got


def ask(read: Read, job: dict[str, Any], *, patience: float = PATIENCE) -> Iterator[bytearray]:
    """Have a job of `inside` done apart and yield what it sends back.

    read(place, length): bytes of the recording, fewer at its end. patience: seconds that we wait
    for it in all, and that it may compute. Raises AudioError with the reason that it gives,
    DECODER_SLOW or DECODER_DIED; whatever `read` raises comes through. Nothing of it is left
    running when the iterator ends or is dropped.
    """
    ours, theirs = socket.socketpair()
    with ours, theirs:
        process = _started(theirs)
        theirs.close()
        try:
            line = Line(ours, patience)
            told = job | {"patience": int(patience) + 1, "memory": MEMORY}
            line.send(DATA, body=json.dumps(told).encode())
            yield from _served(line, read)
        except TimeoutError as error:
            raise AudioError(Reason.DECODER_SLOW, f"longer than {patience:g} s") from error
        except (EOFError, ConnectionError) as error:
            raise _end_of(process) from error
        finally:
            process.kill()
            process.wait()


def _started(end: socket.socket) -> subprocess.Popen[bytes]:
    known = {"PYTHONPATH": os.pathsep.join(sys.path), "OPENBLAS_NUM_THREADS": "1"}
    nothing = subprocess.DEVNULL
    return subprocess.Popen(
        COMMAND, stdin=end.fileno(), stdout=nothing, stderr=nothing, env=known, cwd="/"
    )  # fmt: skip


def _served(line: Line, read: Read) -> Iterator[bytearray]:
    while True:
        kind, place, length = line.message()
        if kind == DONE:
            return
        if length > MOST or place > FARTHEST:
            raise AudioError(Reason.DECODER_DIED, "it talks nonsense")
        if kind == READ:
            line.send(DATA, body=read(place, length))
        elif kind == DATA:
            yield line.take(length)
        else:
            raise _fault(line.take(length))


def _fault(told: bytearray) -> AudioError:
    """What the other process says of its end; it is not believed more than its words are worth."""
    code, _, detail = told.decode("utf-8", "replace").partition(" ")
    reason = Reason(code) if code in set(Reason) else Reason.DECODER_DIED
    return AudioError(reason, detail[:200])


def _end_of(process: subprocess.Popen[bytes]) -> AudioError:
    try:
        code = process.wait(5)
    except subprocess.TimeoutExpired:
        code = 0
    if code == -signal.SIGXCPU:
        return AudioError(Reason.DECODER_SLOW, "its time to compute is over")
    return AudioError(Reason.DECODER_DIED, f"it ended with {code}")
