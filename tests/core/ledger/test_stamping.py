"""An authority of another house vouches for the head; what was altered since does not hold."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, transaction
from django.urls import reverse
from pytest_django import Settings

from punte.core.ledger import tasks
from punte.core.ledger.door import (
    StampError,
    check_stamp,
    newest_checkpoint,
    newest_stamp,
    sequence_pending,
)
from punte.core.ledger.models import Stamp
from punte.core.ledger.stamping import stamp_head
from tests.core.ledger.owner import as_owner, checked, role, sealed
from tests.core.ledger.test_commands import run
from tests.support.authority import Authority, authority
from tests.support.signs import client_of
from tests.support.worlds import World


@pytest.fixture(scope="module")
def listening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with authority(tmp_path_factory.mktemp("authority")) as made:
        yield made


@pytest.fixture
def asked(listening: Authority, settings: Settings) -> Iterator[Authority]:
    settings.LEDGER_TSA_URL = listening.url
    settings.LEDGER_TSA_CERTIFICATE = str(listening.root)
    listening.asked.clear()
    yield listening
    listening.answer = None


def stamped() -> Stamp | None:
    with role("punte_worker"):
        return stamp_head()


def test_without_the_setting_nobody_is_asked(
    world: World, listening: Authority, settings: Settings
) -> None:
    listening.asked.clear()
    sealed(world.coordinator, 2)
    assert settings.LEDGER_TSA_URL == ""
    with role("punte_worker"):
        assert tasks.stamp.func(timestamp=0) is False
    assert listening.asked == []
    assert newest_stamp() is None


def test_a_head_is_stamped_once_and_openssl_agrees(
    world: World, asked: Authority, tmp_path: Path
) -> None:
    assert stamped() is None, "an empty log has no head"
    sealed(world.coordinator, 3)
    with role("punte_worker"):
        assert tasks.stamp.func(timestamp=0) is True
    assert stamped() == newest_stamp()
    assert len(asked.asked) == 1
    stamp, head = newest_stamp(), newest_checkpoint()
    assert stamp
    assert head
    assert (stamp.size, stamp.authority) == (3, asked.url)
    (tmp_path / "head").write_text(head.note)
    (tmp_path / "stamp").write_bytes(bytes(stamp.reply))
    command = ["openssl", "ts", "-verify", "-data", "head", "-in", "stamp", "-CAfile"]
    said = subprocess.run([*command, str(asked.root)], cwd=tmp_path, capture_output=True, text=True)
    assert "Verification: OK" in said.stdout
    assert "Its first 3 entries were stamped by http" in run()


def test_an_altered_head_is_found(world: World, asked: Authority) -> None:
    sealed(world.coordinator, 3)
    stamp = stamped()
    assert stamp
    check_stamp(stamp)
    assert checked().sound
    # Another note of the same log: signed by its key, yet not the one that was stamped.
    as_owner("UPDATE ledger_checkpoint SET note = note || '— x AAAAAAAA\n' WHERE size = 3")
    with pytest.raises(StampError, match="does not hold"):
        check_stamp(stamp)
    finding = checked().finding
    assert finding
    assert (finding.kind, finding.last) == ("stamp", 3)
    assert "3 entries" in finding.words


def test_a_stamp_of_something_else_is_not_kept(world: World, asked: Authority) -> None:
    sealed(world.coordinator, 1)
    stamp = stamped()
    assert stamp
    with role("punte_worker"):
        assert sequence_pending() == 1, "that it was stamped is an entry too"
    for wrong in (bytes(stamp.reply), b"<html>busy</html>", b"", bytes(70_000)):
        asked.answer = wrong
        with pytest.raises(StampError):
            stamped()
    assert newest_stamp() == stamp


def test_an_authority_that_is_down_or_not_ours(
    world: World, asked: Authority, settings: Settings, tmp_path: Path
) -> None:
    sealed(world.coordinator, 1)
    settings.LEDGER_TSA_URL = "http://127.0.0.1:1/"
    with pytest.raises(StampError, match="cannot be reached"):
        stamped()
    settings.LEDGER_TSA_URL = "ftp://127.0.0.1/"
    with pytest.raises(ImproperlyConfigured):
        stamped()
    settings.LEDGER_TSA_URL = asked.url
    other = Authority(tmp_path)
    other.make_keys()
    settings.LEDGER_TSA_CERTIFICATE = str(other.root)
    with pytest.raises(StampError, match="does not hold"):
        stamped()
    settings.LEDGER_TSA_CERTIFICATE = str(tmp_path / "absent")
    with pytest.raises(ImproperlyConfigured):
        stamped()


@pytest.mark.parametrize("user", ["punte_web", "punte_worker"])
def test_nobody_rewrites_a_stamp(world: World, asked: Authority, user: str) -> None:
    sealed(world.coordinator, 1)
    assert stamped()
    for change in (lambda: Stamp.objects.update(size=9), lambda: Stamp.objects.all().delete()):
        with role(user), pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_oversight_sees_the_newest_stamp(world: World, asked: Authority) -> None:
    sealed(world.coordinator, 2)
    assert stamped()
    page = client_of(world.overseer).get(reverse("oversight:home"))
    assert "by http://127.0.0.1" in page.text
