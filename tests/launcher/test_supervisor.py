"""Processes are watched, started again, and ended in order."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from launcher import postmaster, supervisor
from launcher.database import Database
from launcher.environment import Environment
from launcher.errors import Interrupted, LauncherError
from launcher.home import Home, open_home
from launcher.processes import Process

WEB = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/healthz" else 404)
        self.end_headers()
    def log_message(self, *arguments):
        pass
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


@pytest.fixture
def port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        number: int = trial.getsockname()[1]
        return number


@pytest.fixture
def place(tmp_path: Path) -> Home:
    return open_home(tmp_path / "state")


@pytest.fixture
def elsewhere(place: Home, environment: Environment) -> Database:
    """A database that is not ours to start, so that only the processes are watched."""
    return Database(place, environment, {}, None)


@pytest.fixture
def process(place: Home) -> Iterator[Callable[..., Process]]:
    made: list[Process] = []

    def make(code: str, *arguments: object, patience: float = 5) -> Process:
        command = [sys.executable, "-c", code, *map(str, arguments)]
        log = place.logs / "web.log"
        made.append(Process("web", command, dict(os.environ), log, patience))
        return made[-1]

    yield make
    for each in made:
        each.ask_to_end()
        each.wait_for_end()


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_ready_is_said_once_the_web_answers_and_interrupting_ends_it(
    elsewhere: Database, process: Callable[..., Process], port: int
) -> None:
    web = process(WEB, port)
    seen: list[int | None] = []

    def ready() -> None:
        seen.append(web.pid)
        raise Interrupted

    with pytest.raises(Interrupted):
        supervisor.supervise(elsewhere, [web], address=("127.0.0.1", port), when_ready=ready)
    assert seen
    assert seen[0] is not None
    assert not web.is_alive()
    with pytest.raises(ProcessLookupError):
        os.kill(seen[0], 0)


def test_killed_process_is_started_again_after_a_pause_and_said_so(
    process: Callable[..., Process], capsys: pytest.CaptureFixture[str]
) -> None:
    worker = process("import time; time.sleep(60)")
    worker.keep_running()
    first = worker.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: not worker.is_alive())
    worker.keep_running()
    assert not worker.is_alive(), "it waits before it tries again"

    def back() -> bool:
        worker.keep_running()
        return worker.is_alive()

    wait_until(back)
    assert worker.pid != first
    assert "the web ended (by signal SIGKILL); starting it again in 1 s" in capsys.readouterr().out


def test_web_that_cannot_start_is_given_up_with_its_last_words(
    elsewhere: Database,
    process: Callable[..., Process],
    port: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("launcher.processes._LONGEST_PAUSE", 0.1)
    web = process("raise SystemExit('the settings are wrong')")
    with pytest.raises(LauncherError, match="the settings are wrong"):
        supervisor.supervise(elsewhere, [web], address=("127.0.0.1", port), when_ready=lambda: None)


def test_killed_database_comes_back_and_the_processes_start_anew(
    running: Database, process: Callable[..., Process], port: int
) -> None:
    assert running.cluster is not None
    web = process(WEB, port)
    seen: list[int | None] = []

    def kill_database() -> None:
        seen.append(web.pid)
        pid = postmaster.running_pid(running.cluster) if running.cluster else None
        assert pid is not None
        os.kill(pid, signal.SIGKILL)

    watcher = Watcher(web, seen)
    with pytest.raises(Interrupted):
        supervisor.supervise(
            running, [web, watcher], address=("127.0.0.1", port), when_ready=kill_database
        )
    assert seen[0] != seen[1]
    assert postmaster.is_ready(running.cluster)


class Watcher(Process):
    """Interrupts the supervisor once the web runs again under another number."""

    def __init__(self, web: Process, seen: list[int | None]) -> None:
        super().__init__("watcher", [], {}, web.log, 0)
        self.web = web
        self.seen = seen

    def keep_running(self) -> None:
        if self.seen and self.web.pid not in (None, self.seen[0]):
            self.seen.append(self.web.pid)
            raise Interrupted


def test_process_that_will_not_end_is_killed(process: Callable[..., Process]) -> None:
    code = "import signal,time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True)"
    stubborn = process(f"{code}; time.sleep(60)", patience=0.3)
    stubborn.keep_running()
    wait_until(lambda: "1" in stubborn.last_words())
    pid = stubborn.pid
    assert pid is not None
    stubborn.ask_to_end()
    stubborn.wait_for_end()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_port_in_use_names_another(port: int) -> None:
    supervisor.require_free_port("127.0.0.1", port)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with pytest.raises(LauncherError, match=f"Port {port} on 127.0.0.1 cannot be used") as no:
            supervisor.require_free_port("127.0.0.1", port)
    assert f"--port {port + 1}" in no.value.mend


def test_impossible_port() -> None:
    with pytest.raises(LauncherError, match="70000 is no port"):
        supervisor.require_free_port("127.0.0.1", 70000)
