"""Locks keep two launchers apart and never outlive their holder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from launcher.environment import ROOT
from launcher.errors import LauncherError
from launcher.locks import Lock

HOLD = """
import sys
from pathlib import Path
from launcher.locks import Lock
lock = Lock(Path(sys.argv[1]))
print(lock.take(note="process 77"), flush=True)
sys.stdin.read()
"""


def test_second_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    with Lock(tmp_path / "lock") as first, Lock(tmp_path / "lock") as second:
        assert first.take(note="process 1")
        assert not second.take(note="process 2")
        assert second.holder() == "process 1"
        with pytest.raises(LauncherError, match=r"held by another launcher \(process 1\)"):
            second.wait(seconds=0.2, what="The database")


def test_shared_holders_keep_an_exclusive_one_out(tmp_path: Path) -> None:
    locks = [Lock(tmp_path / "lock") for _ in range(3)]
    assert locks[0].take(shared=True)
    assert locks[1].take(shared=True)
    assert not locks[2].take()
    locks[0].release()
    assert not locks[2].take()
    locks[1].release()
    assert locks[2].take()
    locks[2].release()


def test_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "lock")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        with Lock(tmp_path / "lock") as lock:
            assert not lock.take()
            assert lock.holder() == "process 77"
            holder.kill()
            holder.wait()
            assert lock.take()
