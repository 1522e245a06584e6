"""A real Punte on a loopback port, for tests that speak HTTP or drive a browser.

def test_x(copied, served):
    with connected_to(copied):
        cookie = session_of(AccountFactory())
    http.client.HTTPConnection(served.host, served.port).request("GET", "/", headers=cookie)
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from tests.support.database import CopiedDatabase

if TYPE_CHECKING:
    from punte.core.agencies.door import Account

SOURCE = Path(__file__).resolve().parents[2] / "src"
HOST = "127.0.0.1"
START_SECONDS = 40
STOP_SECONDS = 10


@dataclass
class Server:
    """A running uvicorn. `stop()` ends it and returns how many seconds that took."""

    port: int
    process: subprocess.Popen[bytes]
    log_path: Path
    host: str = HOST

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def log(self) -> str:
        """What the server has written so far."""
        return self.log_path.read_text(errors="replace")

    def stop(self) -> float:
        start = time.monotonic()
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return time.monotonic() - start


def start_server(
    database_urls: Mapping[str, str], extra_env: Mapping[str, str] | None = None
) -> Server:
    """Start uvicorn on a free port and wait until it answers.

    database_urls: `CopiedDatabase.environment`. The server has the suite's keys and real
    settings, not those of tests. Raises RuntimeError with its log when it does not come up.
    """
    env = {
        **os.environ,
        **database_urls,
        "DJANGO_SETTINGS_MODULE": "punte.config.settings",
        "PUNTE_ROLE": "web",
        "PYTHONPATH": str(SOURCE),
        **(extra_env or {}),
    }
    log = ""
    for _ in range(3):  # a free port may be taken by another before uvicorn binds it
        server = _launch(env)
        if _answers(server):
            return server
        server.stop()
        log = server.log
        if "address already in use" not in log:
            break
    raise RuntimeError(f"The server did not start:\n{log[-4000:]}")


def _launch(env: dict[str, str]) -> Server:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = int(free.getsockname()[1])
    handle, path = tempfile.mkstemp(prefix="punte-server-", suffix=".log")
    command = [sys.executable, "-m", "uvicorn", "punte.config.asgi:application"]
    command += ["--host", HOST, "--port", str(port), "--lifespan", "off"]
    command += ["--timeout-graceful-shutdown", "3", "--log-level", "warning"]
    with os.fdopen(handle, "wb") as log:
        process = subprocess.Popen(command, env=env, stdout=log, stderr=subprocess.STDOUT)
    return Server(port, process, Path(path))


def _answers(server: Server) -> bool:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.process.poll() is None:
        link = http.client.HTTPConnection(HOST, server.port, timeout=5)
        try:
            link.request("GET", "/healthz")
            return link.getresponse().status == 200
        except OSError:
            time.sleep(0.1)
        finally:
            link.close()
    return False


def session_of(account: Account) -> dict[str, str]:
    """Sign an account in without a form; returns the Cookie header of its new session."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}"}


def just_authenticated(session: SessionBase, account: Account) -> None:
    """Let a session know that its person gave the password a moment ago; saves it."""
    request = HttpRequest()
    request.session = session
    record_authentication(request, account, "password")
    session.save()


def give_password(account: Account, password: str) -> None:
    """Set a password that a served Punte accepts: tests hash with another, quicker one."""
    hasher = Argon2PasswordHasher()  # type: ignore[no-untyped-call]
    account.password = hasher.encode(password, hasher.salt())  # type: ignore[no-untyped-call]
    account.save(update_fields=["password"])


Starter = Callable[..., Server]


@pytest.fixture
def start(copied: CopiedDatabase) -> Iterator[Starter]:
    """`start(PUNTE_X="1")` runs a server on the copied database; ended after the test."""
    started: list[Server] = []

    def run(**extra_env: str) -> Server:
        server = start_server(copied.environment, extra_env)
        started.append(server)
        return server

    yield run
    for server in started:
        server.stop()
        server.log_path.unlink(missing_ok=True)


@pytest.fixture
def served(start: Starter) -> Server:
    """A server in demo mode (a second factor is offered there, not demanded)."""
    return start(PUNTE_DEMO="1")
