"""One process of Punte (web or worker): started, watched, started again, ended."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from launcher.say import say

_PR_SET_PDEATHSIG = 1
_LONGEST_PAUSE = 30.0
_STEADY = 60.0  # seconds a process must run for its earlier falls to be forgotten
_LOG_LIMIT = 10 * 1024 * 1024


def die_with_parent() -> Callable[[], None] | None:
    """What a child does so that it ends when the launcher is killed (Linux only)."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None, use_errno=True)
    return lambda: library.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def call(command: Sequence[str], variables: Mapping[str, str], cwd: Path | None = None) -> int:
    """Run a program that has the terminal, to its end; its exit code.

    Ctrl-C is the program's to handle: psql cancels a query by it, pytest sums up.
    """
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        return subprocess.run(command, env=dict(variables), cwd=cwd, check=False).returncode
    finally:
        signal.signal(signal.SIGINT, before)


@dataclass
class Process:
    """A named process that ought to run. `keep_running` is called again and again."""

    name: str
    command: Sequence[str]
    variables: Mapping[str, str]
    log: Path
    patience: float  # seconds it may take to end before it is killed
    falls: int = 0
    _child: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _started: float = 0.0
    _next_start: float = 0.0

    @property
    def pid(self) -> int | None:
        """The process's number while it lives."""
        return self._child.pid if self._child is not None and self.is_alive() else None

    def is_alive(self) -> bool:
        """Whether the process runs now."""
        return self._child is not None and self._child.poll() is None

    def keep_running(self) -> None:
        """Start the process if it is not running; after a fall, not before a growing pause."""
        now = time.monotonic()
        if self.is_alive():
            if self.falls and now - self._started > _STEADY:
                self.falls = 0
            return
        if self._child is not None:
            pause = min(2.0**self.falls, _LONGEST_PAUSE)
            self.falls += 1
            say(
                f"  the {self.name} ended ({_how(self._child.returncode)}); "
                f"starting it again in {pause:.0f} s (see {self.log})"
            )
            self._child = None
            self._next_start = now + pause
        if now >= self._next_start:
            self._start()

    def ask_to_end(self) -> None:
        """Send the polite signal."""
        if self._child is not None and self.is_alive():
            self._child.terminate()

    def wait_for_end(self) -> None:
        """Wait for as long as its patience; then kill it."""
        if self._child is None:
            return
        try:
            self._child.wait(self.patience)
        except subprocess.TimeoutExpired:
            say(f"  the {self.name} did not end by itself within {self.patience:.0f} s: killing it")
            os.killpg(self._child.pid, signal.SIGKILL)
            self._child.wait()
        self._child = None

    def last_words(self) -> str:
        """The end of its log, to show why it does not start."""
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return ""
        return "\n".join(lines[-12:])

    def _start(self) -> None:
        if self.log.exists() and self.log.stat().st_size > _LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self._child = subprocess.Popen(
                self.command,
                env=dict(self.variables),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C reaches the launcher only, which ends all in order
                preexec_fn=die_with_parent(),  # safe: the launcher has one thread
            )
        self._started = time.monotonic()


def _how(code: int) -> str:
    if code < 0:
        return f"by signal {signal.Signals(-code).name}"
    return f"with code {code}"
