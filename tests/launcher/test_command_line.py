"""`./punte` as it is typed."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from launcher.environment import ROOT
from launcher.home import open_home
from launcher.locks import Lock

COMMANDS = (
    "demo serve begin worker test check bench db backup restore verify verify-bundle doctor".split()  # noqa: SIM905
)


def punte(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "punte"), *arguments],
        env=os.environ | {"PUNTE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_help_lists_every_command_with_a_line(tmp_path: Path) -> None:
    text = punte(tmp_path, "--help").stdout
    # What is said of a long name stands on the next line, further in.
    text = re.sub(r"\n {9,}", " ", text)
    lines = {line.split()[0]: line.split()[1:] for line in text.splitlines() if line.strip()}
    for name in COMMANDS:
        assert len(lines[name]) > 3, name


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself_without_doing_anything(tmp_path: Path, name: str) -> None:
    done = punte(tmp_path / "state", name, "--help")
    assert done.returncode == 0
    assert f"./punte {name}" in done.stdout


def test_second_launcher_is_refused_and_told_of_the_first(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    with Lock(home.run / "launcher.lock") as first:
        first.take(note="process 4711, http://localhost:8000/")
        done = punte(tmp_path, "serve")
    assert done.returncode == 1
    assert "Punte already runs" in done.stderr
    assert "process 4711, http://localhost:8000/" in done.stderr


def test_port_in_use_is_said_at_once(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = punte(tmp_path, "demo", "--port", str(port))
    assert done.returncode == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in done.stderr
    assert f"--port {port + 1}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("command", "mark", "words"),
    [("serve", "demo", "holds the demo"), ("demo", "run/migrated", "is used for real work")],
)
def test_invented_people_and_real_work_are_kept_apart(
    tmp_path: Path, command: str, mark: str, words: str
) -> None:
    open_home(tmp_path)
    (tmp_path / mark).touch()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    done = punte(tmp_path, command, "--port", str(port))
    assert done.returncode == 1
    assert words in done.stderr
    assert "PUNTE_HOME=/another/folder" in done.stderr


@pytest.mark.parametrize("value", ["0", "-1", "x", "1e9", "9" * 40, "²"])
def test_size_that_is_no_number(tmp_path: Path, value: str) -> None:
    done = punte(tmp_path, "demo", f"--size={value}")
    assert done.returncode == 2
    assert "is not a number from 1 to" in done.stderr


def test_database_status_before_there_is_one(tmp_path: Path) -> None:
    done = punte(tmp_path, "db", "status")
    assert done.returncode == 1
    assert "There is no database yet" in done.stdout


def test_continuous_integration_runs_what_developers_run() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = [line for line in text.splitlines() if line.startswith("./punte")]
    assert commands == ["./punte check", "./punte test"]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
