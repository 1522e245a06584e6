"""Locks between launchers. The kernel lets go of them when a process ends, however it ends."""

import errno
import fcntl
import os
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from launcher.errors import LauncherError


class Lock:
    """A lock on a file, exclusive or shared; it leaves a note saying who holds it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def take(self, *, shared: bool = False, note: str = "") -> bool:
        """Take the lock without waiting; False if someone else has it."""
        descriptor = self._descriptor
        if descriptor is None:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError as error:
            if self._descriptor is None:
                os.close(descriptor)
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                return False
            raise
        self._descriptor = descriptor
        if note:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, note.encode(), 0)
        return True

    def wait(self, *, seconds: float, what: str) -> None:
        """Take the lock exclusively, waiting up to `seconds`; `what` names it to the user."""
        deadline = time.monotonic() + seconds
        while not self.take(note=f"process {os.getpid()}"):
            if time.monotonic() > deadline:
                raise LauncherError(
                    f"{what} is held by another launcher ({self.holder()}).",
                    "wait until it has finished, or end it.",
                )
            time.sleep(0.1)

    def holder(self) -> str:
        """The note left by who holds the lock."""
        try:
            return self._path.read_text(encoding="utf-8") or "unknown"
        except OSError:
            return "unknown"

    def release(self) -> None:
        """Let go; harmless when not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
