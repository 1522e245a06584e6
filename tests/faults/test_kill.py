"""kill -9 of web, worker or database at any moment loses nothing that was acknowledged."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from launcher import postmaster
from launcher.environment import ROOT
from launcher.serving import manage
from launcher.supervisor import is_healthy
from punte.core.access.door import acting_as
from punte.core.agencies.door import Account
from punte.core.deadlines.models import Clock
from punte.core.ledger.door import Entry
from punte.core.ledger.models import Leaf, Pending
from punte.core.vault.door import Kind, open_identity
from punte.protection.identification.models import Notification
from punte.protection.persons.models import Person
from tests.faults.clients import PLACE, Browser, Writer, family_name
from tests.faults.conftest import Settled
from tests.support.server import session_of

HOST = "127.0.0.1"
KILLS = ["web", "worker", "database", "web"]
PATIENCE = 30.0
ROUNDS = 5  # acknowledgements that must be seen again between two kills


class Running:
    """The node, kept running by the launcher in a process of its own."""

    def __init__(self, settled: Settled) -> None:
        self.node = settled.node
        with socket.socket() as free:
            free.bind((HOST, 0))
            self.port = int(free.getsockname()[1])
        self._log = (self.node.home.logs / "keeper.log").open("ab")
        command = [sys.executable, "-m", "tests.faults.keeper", str(self.node.home.path)]
        self.process = subprocess.Popen(
            [*command, str(self.port)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
            stdout=self._log,
            stderr=self._log,
        )
        until(lambda: is_healthy(HOST, self.port), "the web answers")

    def number_of(self, what: str) -> int | None:
        """The process that is the web, the worker or the database now."""
        if what == "database":
            return postmaster.running_pid(self.node.cluster)
        word = {"web": "uvicorn", "worker": "procrastinate"}[what]
        keeper = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        for child in keeper.read_text().split():
            if word in Path(f"/proc/{child}/cmdline").read_text():
                return int(child)
        return None

    def kill(self, what: str) -> None:
        """End it as a fallen machine would: without a word."""
        until(lambda: self.number_of(what) is not None, f"the {what} runs")
        number = self.number_of(what)
        assert number is not None
        os.kill(number, signal.SIGKILL)

    def end(self) -> None:
        self.process.terminate()
        assert self.process.wait(60) == 0
        self._log.close()


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait for something; an AssertionError after PATIENCE seconds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def running(settled: Settled) -> Iterator[Running]:
    running = Running(settled)
    yield running
    running.end()


@pytest.fixture(scope="module")
def writers(settled: Settled, running: Running) -> list[Writer]:
    """Two officers who write all the while, through four kills, each followed by new answers."""
    with settled.node.inside():
        account = Account.objects.get(pk=settled.world.officer.account_id)
        cookies = [session_of(account)["Cookie"] for _ in range(2)]
        unit = settled.world.unit.pk
    writers = [Writer(Browser(HOST, running.port, cookie), unit) for cookie in cookies]
    for writer in writers:
        writer.start()
    try:
        fall_and_heal(running, writers)
    finally:
        for writer in writers:
            writer.stop()
    return writers


def fall_and_heal(running: Running, writers: list[Writer]) -> None:
    chance = random.Random(20_261_121)
    for what in KILLS:
        begun = answered(writers)
        until(lambda begun=begun: answered(writers) >= begun + ROUNDS, "answers come")  # type: ignore[misc]
        time.sleep(chance.uniform(0, 0.5))
        running.kill(what)
    begun = answered(writers)
    until(lambda: answered(writers) >= begun + ROUNDS, "answers come after the last kill")


def answered(writers: list[Writer]) -> int:
    return sum(len(writer.acknowledged) for writer in writers)


def keys_of(writers: list[Writer]) -> tuple[set[UUID], set[UUID]]:
    """Acknowledged and unsure keys of all writers."""
    sure = {key for writer in writers for key in writer.acknowledged}
    return sure, {key for writer in writers for key in writer.unsure}


def kept(settled: Settled) -> dict[UUID, Notification]:
    with settled.node.inside("owner"):
        found = Notification.objects.filter(place="Invented crossing")
        rows = list(found)
    assert len({row.request_key for row in rows}) == len(rows)
    return {row.request_key: row for row in rows}


def test_the_kills_were_felt_and_survived(writers: list[Writer]) -> None:
    sure, unsure = keys_of(writers)
    assert len(sure) >= ROUNDS * len(KILLS)
    assert unsure, "no request was ever broken off: the kills proved nothing"
    refused = Counter(answer for writer in writers for answer in writer.unsure.values())
    assert not {answer for answer in refused if answer.startswith("4")}, refused


def test_each_acknowledged_notification_is_there_once(
    settled: Settled, writers: list[Writer]
) -> None:
    rows = kept(settled)
    sure, unsure = keys_of(writers)
    assert sure <= set(rows) <= sure | unsure
    led_to = {k: v for writer in writers for k, v in writer.acknowledged.items()}
    assert all(led_to[key] == f"/notifications/{rows[key].id}/" for key in sure)


def test_each_is_whole(settled: Settled, writers: list[Writer]) -> None:
    rows = kept(settled)
    with settled.node.inside("owner"):
        # Persons that another test made are marked as synthetic; these came by notification.
        persons = Counter(Person.objects.filter(synthetic=False).values_list("id", flat=True))
        about = Clock.objects.filter(about_kind="notification")
        clocks = Counter(about.values_list("about_id", flat=True))
        sent = Counter(
            Entry.objects.filter(action="notification.send").values_list("subject", flat=True)
        )
    assert persons == sent == Counter(row.person_id for row in rows.values())
    assert clocks == Counter(row.id for row in rows.values())


def test_every_identity_opens_and_is_the_right_one(settled: Settled, writers: list[Writer]) -> None:
    with settled.node.inside(), acting_as(settled.world.coordinator) as by:
        for key, row in kept_visible().items():
            opened = open_identity(
                by=by, subject=row.person_id, kinds=["family_name"], reason="a test of faults"
            )
            assert opened == {Kind.FAMILY_NAME: [family_name(key)]}


def kept_visible() -> dict[UUID, Notification]:
    return {row.request_key: row for row in Notification.objects.filter(place="Invented crossing")}


def test_sending_everything_again_makes_nothing_new(
    settled: Settled, writers: list[Writer]
) -> None:
    sure, unsure = keys_of(writers)
    before = kept(settled)
    for writer in writers:
        for key, led_to in list(writer.acknowledged.items())[-20:]:
            assert writer.send(key) == ("302", led_to)
        for key in writer.unsure:
            assert writer.send(key)[0] == "302"
    after = kept(settled)
    assert set(after) == sure | unsure
    assert {key: after[key].id for key in before} == {key: row.id for key, row in before.items()}


def test_the_ledger_is_sealed_to_the_end_and_verifies(
    settled: Settled, writers: list[Writer]
) -> None:
    def nothing_waits() -> bool:
        with settled.node.inside("owner"):
            return not Pending.objects.exists()

    until(nothing_waits, "the worker seals what is left")
    with settled.node.inside("owner"):
        entries = set(Entry.objects.values_list("id", flat=True))
        leaves = list(Leaf.objects.order_by("index").values_list("index", "entry_id"))
    assert [index for index, _entry in leaves] == list(range(len(leaves)))
    assert entries <= {entry for _index, entry in leaves}
    with settled.node.up() as database:
        said = manage(database, database.variables(), "verify_ledger", quiet=True)
    assert "The ledger is as it was signed" in said


def test_the_page_works_at_the_end(writers: list[Writer]) -> None:
    assert writers[0].browser.get(PLACE)[0] == 200
