"""A backup while people write, restored into an empty machine; and nobody erased comes back."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from django.test import Client, override_settings
from django.utils import timezone

from launcher import archive, backup, restore
from launcher.archive import DUMP
from launcher.database import Database
from launcher.errors import LauncherError
from launcher.home import KEY_NAMES, open_home
from launcher.serving import manage
from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Account
from punte.core.errors import NotHere
from punte.core.files.door import open_file
from punte.core.vault.door import (
    Kind,
    ask_erasure,
    confirm_erasure,
    find_subjects,
    has_identity,
    keep_identity,
    open_identity,
)
from punte.core.vault.models import VaultItem, VaultKey, VaultToken
from punte.protection.persons.models import Person
from punte.protection.retention.actions.due import compute_due
from tests.faults.aged import assert_forgotten, keep_for_statistics
from tests.faults.conftest import Settled
from tests.faults.known import PAPER, Known, known_person
from tests.faults.node import Node
from tests.launcher.conftest import hasty_home
from tests.protection.retention.support import closed_person
from tests.support.persons import make_person
from tests.support.server import give_password
from tests.support.worlds import World

WHY = "asked for by the person, the case is closed"
PASSWORD = "a-pass-of-nobody"
NAME = "Inventescu"


@dataclass(frozen=True)
class Backed:
    """Persons who are to leave and to stay, and the backup made while others were written.

    Two have run out of the time of keeping; `older` are keys from before the backup.
    """

    backup: Path
    escrow: Path
    older: Path
    leaver: Known
    stayer: Known
    aged_leaver: UUID
    aged_stayer: UUID
    written_meanwhile: int


@pytest.fixture(scope="module")
def backed(settled: Settled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backed]:
    """Backup A, taken while a coordinator goes on writing."""
    disk = tmp_path_factory.mktemp("disk")
    node, world = settled.node, settled.world
    with node.up():
        with node.inside():
            give_password(Account.objects.get(pk=world.coordinator.account_id), PASSWORD)
            assert backup.write_keys(node.home, disk / "older") == 0
            time.sleep(1)  # moments are noted in whole seconds
            leaver, stayer = known_person(world, NAME), known_person(world, "Ramanescu")
            aged = [closed_person(world, file=False).id for _ in range(2)]
            done, made = Event(), list[UUID]()
            with ThreadPoolExecutor(1) as others:
                writing = others.submit(write_on, world, done, made)
                assert backup.write(node.home, disk / "a", disk / "safe") == 0
                done.set()
                writing.result()
        yield Backed(disk / "a", disk / "safe", disk / "older", leaver, stayer, *aged, len(made))


def write_on(world: World, done: Event, made: list[UUID]) -> None:
    """Persons with identities, one after another, for as long as the backup takes."""
    try:
        while not done.is_set():
            with acting_as(world.coordinator) as by:
                person = make_person(by)
                keep_identity(
                    by=by,
                    subject=person.id,
                    owner=by.agency_audience,
                    audiences=[],
                    values={"family_name": "Meanwhile"},
                )
            made.append(person.id)
    finally:
        connections.close_all()


@pytest.fixture(scope="module")
def other(settled: Settled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """Another machine: an empty state folder with keys of its own."""
    private = tmp_path_factory.mktemp("other")
    private.chmod(0o700)
    node = Node(hasty_home(private / ".punte"), settled.node.environment)
    yield node
    node.end()


def head_of(database: Database) -> dict[str, Any]:
    told = manage(
        database, database.variables(), "verify_ledger", "--head-json", "--stored", quiet=True
    )
    head: dict[str, Any] = json.loads(told)
    return head


def verified(database: Database) -> bool:
    said = manage(database, database.variables(), "verify_ledger", quiet=True)
    return "The ledger is as it was signed" in said


def test_an_empty_machine_gets_the_same_head_and_all_works(
    settled: Settled, backed: Backed, other: Node
) -> None:
    assert backed.written_meanwhile > 0
    assert restore.read(other.home, backed.backup, keys=backed.escrow, replace=False) == 0
    for name in KEY_NAMES:
        here, there = settled.node.home.keys / name, other.home.keys / name
        assert here.read_bytes() == there.read_bytes()
    coordinator = settled.world.coordinator
    with other.up() as database, other.inside():
        assert head_of(database) == archive.read_manifest(backed.backup).ledger
        assert verified(database)
        for known in (backed.leaver, backed.stayer):
            assert opened(coordinator, known.person) == known.family_name
            assert opened(settled.world.caseworker, known.referral) == known.family_name
            assert content(coordinator, known.file) == PAPER
        assert_whole(coordinator)
        assert signs_in(coordinator)


def opened(by: Viewer, subject: UUID) -> str:
    with acting_as(by):
        values = open_identity(by=by, subject=subject, kinds=["family_name"], reason=WHY)
    return values[Kind.FAMILY_NAME][0]


def content(by: Viewer, file: UUID) -> bytes:
    with acting_as(by):
        return b"".join(open_file(by=by, file_id=file).chunks)


def assert_whole(by: Viewer) -> None:
    """One moment was shown: whoever was written during the backup has all or is not there."""
    with acting_as(by):
        persons = set(Person.objects.filter(synthetic=True).values_list("id", flat=True))
        assert persons <= set(VaultKey.objects.values_list("subject", flat=True))
        assert persons <= set(VaultItem.objects.values_list("subject", flat=True))


def signs_in(viewer: Viewer) -> bool:
    """With the password of before, by the form."""
    account = Account.objects.get(pk=viewer.account_id)
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]):
        browser = Client()
        answer = browser.post("/account/login/", {"login": account.email, "password": PASSWORD})
        return answer.status_code == 302 and browser.get("/persons/").status_code == 200


def test_the_backup_holds_neither_key_nor_name(settled: Settled, backed: Backed) -> None:
    raw = (backed.backup / DUMP).read_bytes() + sql_of(settled, backed.backup / DUMP)
    for known in (backed.leaver, backed.stayer):
        for secret in (known.wrapped, known.wrapped.hex().encode(), known.family_name.encode()):
            assert secret not in raw


def sql_of(settled: Settled, dump: Path) -> bytes:
    """The dump as SQL: what is compressed in the file stands open here."""
    program = settled.node.cluster.binaries.program("pg_restore")
    text = subprocess.run([program, "-f", "-", str(dump)], check=True, capture_output=True).stdout
    assert str(settled.world.unit.name).encode() in text
    return text


@pytest.fixture(scope="module")
def restored(settled: Settled, backed: Backed, other: Node) -> Iterator[Database]:
    """The other machine with the same backup again, after one was erased and one forgotten."""
    with settled.node.up():
        with settled.node.inside():
            erase(settled, backed.leaver.person)
            assert_gone(settled.world, backed.leaver)
        with settled.node.inside("worker"):
            compute_due(timezone.localdate())
        with settled.node.inside():
            keep_for_statistics(settled, backed.aged_leaver)
            assert_forgotten(settled, backed.aged_leaver, backed.aged_stayer)
    newest = backed.escrow.with_name("newest")
    assert backup.write_keys(settled.node.home, newest) == 0
    assert restore.read(other.home, backed.backup, keys=newest, replace=True) == 0
    with other.up() as database:
        yield database


def test_nobody_erased_comes_back_from_an_old_backup(
    settled: Settled, backed: Backed, other: Node, restored: Database
) -> None:
    world, leaver, stayer = settled.world, backed.leaver, backed.stayer
    with other.inside():
        assert_gone(world, leaver)
        assert opened(world.coordinator, stayer.person) == stayer.family_name
        assert opened(world.caseworker, stayer.referral) == stayer.family_name
        assert content(world.coordinator, stayer.file) == PAPER
    with other.inside("owner"):
        for table in (VaultKey, VaultItem, VaultToken):
            gone = [leaver.person, leaver.referral]
            assert not table.objects.filter(subject__in=gone).exists()
    assert verified(restored)


def test_who_is_kept_for_statistics_gets_back_neither_name_nor_text(
    settled: Settled, backed: Backed, other: Node, restored: Database
) -> None:
    with other.inside():
        assert_forgotten(settled, backed.aged_leaver, backed.aged_stayer)


def erase(settled: Settled, subject: UUID) -> None:
    """By two overseers, who name the person alone: the referral's copy is found by itself."""
    with acting_as(settled.world.overseer) as by:
        request = ask_erasure(by=by, subject=subject, reason=WHY).id
    with acting_as(settled.second_overseer) as by:
        confirm_erasure(by=by, request=request)


def assert_gone(world: World, known: Known) -> None:
    """Name, copy and file do not open, and no search leads to the person."""
    with acting_as(world.coordinator) as by:
        assert not has_identity(by, known.person)
        assert known.person not in find_subjects(by, known.family_name)
        assert known.referral not in find_subjects(by, known.family_name)
    for by, subject in ((world.coordinator, known.person), (world.caseworker, known.referral)):
        with pytest.raises(NotHere):
            opened(by, subject)
    with pytest.raises(NotHere):
        content(world.coordinator, known.file)


def test_keys_older_than_the_backup_are_refused(backed: Backed, tmp_path: Path) -> None:
    empty = open_home(tmp_path / "empty")
    with pytest.raises(LauncherError, match="older than the backup"):
        restore.read(empty, backed.backup, keys=backed.older, replace=False)
