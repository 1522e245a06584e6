"""Live notices over a real server: told within a moment, silent to others, gone at sign-out."""

from __future__ import annotations

import http.client
import queue
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from punte.core.access.door import Viewer
from punte.core.agencies.door import Account
from punte.core.notices import actions
from tests.support.database import CopiedDatabase, cloned_database, connected_to
from tests.support.server import Server, session_of, start_server
from tests.support.worlds import World, acting_as

SOON = 10.0
SETTING = {"PUNTE_DEMO": "1", "PUNTE_HEARTBEAT_SECONDS": "1"}
Served = tuple[CopiedDatabase, Server]


@dataclass
class Listener:
    """A browser's EventSource: collects what arrives until the stream ends."""

    server: Server
    cookie: dict[str, str]
    query: str = "?count=0"
    lines: queue.Queue[str | None] = field(default_factory=queue.Queue)

    def __post_init__(self) -> None:
        self.link = http.client.HTTPConnection(self.server.host, self.server.port, timeout=30)
        self.link.request("GET", f"/notices/stream/{self.query}", headers=self.cookie)
        self.response = self.link.getresponse()
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self) -> None:
        with suppress(OSError, http.client.HTTPException):
            for line in self.response:
                if line.strip():
                    self.lines.put(line.decode().strip())
        self.lines.put(None)

    def next(self, wanted: str, seconds: float = SOON) -> bool:
        """True when this line arrives in time; other lines are passed over."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                line = self.lines.get(timeout=left)
            except queue.Empty:
                return False
            if line is None or line == wanted:
                return line == wanted
        return False

    def ends(self, seconds: float = SOON) -> bool:
        self.thread.join(seconds)
        return not self.thread.is_alive()

    def close(self) -> None:
        """Hang up as a browser does, then let the reader end."""
        with suppress(OSError, AttributeError):
            self.link.sock.shutdown(socket.SHUT_RDWR)
        self.thread.join(SOON)
        self.response.close()
        self.link.close()


@dataclass
class Stage:
    world: World
    database: CopiedDatabase
    server: Server
    reader: dict[str, str]
    other: dict[str, str]
    open: list[Listener] = field(default_factory=list)

    def listen(self, cookie: dict[str, str], query: str = "?count=0") -> Listener:
        listener = Listener(self.server, cookie, query)
        self.open.append(listener)
        return listener

    def tell(self, who: Viewer) -> None:
        with acting_as(self.world.coordinator):
            actions.send_notice(kind="new_referral", url="/", to_accounts=[who.account_id])


@pytest.fixture(scope="module")
def served_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[Served]:
    """One database and one server for all tests here; each brings its own people."""
    with django_db_blocker.unblock(), cloned_database() as database:
        server = start_server(database.environment, SETTING)
        yield database, server
        server.stop()


@pytest.fixture
def stage(served_once: Served, django_db_blocker: Any) -> Iterator[Stage]:
    database, server = served_once
    with django_db_blocker.unblock(), connected_to(database):
        world = World()
        cookies = [
            session_of(Account.objects.get(pk=viewer.account_id))
            for viewer in (world.officer, world.supervisor)
        ]
        assert world.coordinator
        made = Stage(world, database, server, *cookies)
        yield made
        for listener in made.open:
            listener.close()


def test_who_is_told_hears_it_at_once_and_nobody_else(stage: Stage) -> None:
    mine, other = stage.listen(stage.reader), stage.listen(stage.other)
    assert mine.response.status == 200
    assert mine.response.headers["Content-Type"] == "text/event-stream"
    assert mine.next(": here")
    # Once the server listens it rings for everyone; what comes after that is meant.
    assert other.next(": here")
    began = time.monotonic()
    stage.tell(stage.world.officer)
    assert mine.next("event: notice")
    assert time.monotonic() - began < 2
    assert mine.next("data: look")
    assert not other.next("event: notice", seconds=2)
    assert "Traceback" not in stage.server.log


def test_a_page_that_shows_too_few_is_told_when_it_connects(stage: Stage) -> None:
    stage.tell(stage.world.officer)
    assert stage.listen(stage.reader, "?count=0").next("event: notice")
    assert not stage.listen(stage.reader, "?count=1").next("event: notice", seconds=2)


def test_odd_counts_do_no_harm(stage: Stage) -> None:
    for count in ("", "-1", "9" * 400, "x", "%F0"):
        assert stage.listen(stage.reader, f"?count={count}").next("event: notice")


def test_remote_sign_out_ends_the_stream(stage: Stage) -> None:
    mine, other = stage.listen(stage.reader), stage.listen(stage.other)
    assert mine.next(": here")
    key = stage.reader["Cookie"].partition("=")[2]
    Session.objects.filter(pk=key).delete()
    assert mine.next("event: signed-out")
    assert mine.ends()
    assert other.next(": here")


def test_one_who_loses_the_last_role_is_cut_off(stage: Stage) -> None:
    mine = stage.listen(stage.reader)
    assert mine.next(": here")
    account = Account.objects.get(pk=stage.world.officer.account_id)
    account.memberships.update(state="suspended")
    assert mine.next("event: signed-out")


def test_many_streams_hold_no_connection_each(stage: Stage) -> None:
    streams = [stage.listen(stage.reader) for _ in range(30)]
    assert all(stream.next(": here") for stream in streams)
    assert sessions_of("LISTEN") == 1
    stage.tell(stage.world.officer)
    assert all(stream.next("event: notice") for stream in streams)
    assert sessions_of("") <= 20 + 1 + 1  # the pool's bound, the listener, and this test
    page = http.client.HTTPConnection(stage.server.host, stage.server.port, timeout=SOON)
    page.request("GET", "/notices/bell/", headers=stage.reader)
    assert b'<span class="bell-count">1</span>' in page.getresponse().read()
    page.close()


def test_it_hears_again_after_its_connection_was_cut(stage: Stage) -> None:
    mine = stage.listen(stage.reader)
    assert mine.next(": here")
    cut_listener()
    end = time.monotonic() + SOON
    while sessions_of("LISTEN") == 0:
        assert time.monotonic() < end
        time.sleep(0.1)
    while not mine.lines.empty():
        mine.lines.get()
    stage.tell(stage.world.officer)
    assert mine.next("event: notice")


def test_open_streams_do_not_hold_up_the_end_of_the_server(stage: Stage) -> None:
    server = stage.server = start_server(stage.database.environment, SETTING)
    streams = [stage.listen(stage.reader) for _ in range(10)]
    assert all(stream.next(": here") for stream in streams)
    assert server.stop() < 2.5  # uvicorn would wait 3 s for streams that do not end
    assert all(stream.ends() for stream in streams)
    assert "Traceback" not in stage.server.log


def test_strangers_get_no_stream(stage: Stage) -> None:
    assert stage.listen({}).response.status in {302, 401}


def sessions_of(query: str) -> int:
    """Connections to this test's database, but the asking one, whose last statement began so."""
    with as_owner() as link:
        found = link.execute(f"SELECT count(*) {SESSIONS}", [query + "%"]).fetchone()
    return int(found[0]) if found else 0


def cut_listener() -> None:
    with as_owner() as link:
        link.execute(f"SELECT pg_terminate_backend(pid) {SESSIONS}", ["LISTEN%"])


SESSIONS = """
FROM pg_stat_activity WHERE datname = current_database()
  AND pid <> pg_backend_pid() AND query LIKE %s
"""


def as_owner() -> psycopg.Connection[tuple[int]]:
    """Only the owner sees what other connections do."""
    url = CopiedDatabase(str(connection.settings_dict["NAME"])).owner_url
    return psycopg.connect(url, autocommit=True)
