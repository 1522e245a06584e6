"""Memory of processes, and a few pages over real HTTP."""

from __future__ import annotations

import http.client
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from punte.core.agencies.door import Account

Memory = tuple[int, int]
PORT = 8917
CHECKS = (
    ("healthz", "/healthz"),
    ("Today of a coordinator", "/"),
    ("persons", "/persons/"),
    ("outbox board", "/referrals/out/"),
)


def memory_of(pid: int) -> Memory:
    """Resident megabytes now and at the highest; zeros when the process is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0, 0
    found = {name: int(rest.split()[0]) // 1024 for name, _, rest in
             (line.partition(":") for line in lines) if name in {"VmRSS", "VmHWM"}}  # fmt: skip
    return found.get("VmRSS", 0), found.get("VmHWM", 0)


def backend_memory(link: psycopg.Connection[tuple[object, ...]]) -> Memory:
    """Of the server process behind a connection, when it runs on this machine."""
    return memory_of(link.info.backend_pid)


@contextmanager
def _running(*command: str, role: str) -> Iterator[int]:
    environment = {**os.environ, "PUNTE_ROLE": role}
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        yield process.pid
    finally:
        # Its own processes too, and at once: a worker would first end its job.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)


def worker_memory(seconds: float = 6) -> Memory:
    """A worker some seconds after its start."""
    with _running("punte", "procrastinate", "worker", role="worker") as pid:
        time.sleep(seconds)
        return memory_of(pid)


def cookie_of(account: Account) -> str:
    """The cookie of a new session of an account."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


@contextmanager
def served(workers: int = 1) -> Iterator[tuple[int, int]]:
    """A web server that answers: its process and its port."""
    server = ("uvicorn", "punte.config.asgi:application", "--port", str(PORT), "--no-access-log")
    many = ("--workers", str(workers)) if workers > 1 else ()
    with _running(*server, *many, "--log-level", "critical", role="web") as pid:
        _open().close()
        yield pid, PORT


def http_checks(times: int = 25) -> tuple[list[tuple[str, float]], Memory]:
    """Median milliseconds of a few pages over a kept-alive connection, and the web's memory."""
    cookie = cookie_of(Account.objects.get(email="coordinator.chisinau@punte.demo"))
    found = []
    with served() as (pid, _port):
        link = _open()
        for name, path in CHECKS:
            taken = []
            for _ in range(times):
                start = time.perf_counter()
                link.request("GET", path, headers={"Cookie": cookie})
                response = link.getresponse()
                response.read()
                taken.append(time.perf_counter() - start)
                if response.status != 200:
                    raise SystemExit(f"{path} answered {response.status} over HTTP")
            found.append((name, statistics.median(taken) * 1e3))
        return found, memory_of(pid)


def _open() -> http.client.HTTPConnection:
    """A connection once the server answers; gives up after half a minute."""
    end = time.monotonic() + 30
    while True:
        link = http.client.HTTPConnection("localhost", PORT, timeout=30)
        try:
            link.connect()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return link
