"""Sealing itself: what is bound where, which key opens, and what a lost key means."""

from __future__ import annotations

import base64
import os
import shlex
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from punte.core.access.door import acting_as
from punte.core.errors import NotHere
from punte.core.ids import new_id
from punte.core.vault.door import (
    Damaged,
    KeyUnusable,
    Kind,
    WrongMasterKey,
    find_subjects,
    has_identity,
    master_key,
    open_identity,
    seal_for,
    unseal_for,
)
from punte.core.vault.models import VaultItem, VaultToken
from punte.core.vault.sealing import seal_value, unseal_value
from tests.core.vault.support import as_owner, keep
from tests.support.worlds import World, viewer

WHY = "to call the family back"


def test_a_value_opens_only_in_its_own_place() -> None:
    cipher, subject, item = AESGCM(os.urandom(32)), new_id(), new_id()
    sealed = seal_value(cipher, subject, "phone", item, "069000123")
    assert unseal_value(cipher, subject, "phone", item, sealed) == "069000123"
    for place in (
        (new_id(), "phone", item),
        (subject, "email", item),
        (subject, "phone", new_id()),
    ):
        with pytest.raises(Damaged):
            unseal_value(cipher, *place, sealed)
    with pytest.raises(Damaged):
        unseal_value(cipher, subject, "phone", item, sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(Damaged):
        unseal_value(cipher, subject, "phone", item, b"")


def test_a_row_moved_to_another_field_does_not_open(world: World) -> None:
    subject = keep(world.coordinator)
    with as_owner() as cursor:
        cursor.execute("UPDATE vault_item SET kind = 'given_name' WHERE kind = 'family_name'")
    with acting_as(world.coordinator) as by, pytest.raises(Damaged):
        open_identity(by=by, subject=subject, kinds=["given_name"], reason=WHY)


def test_another_master_key_is_named_as_the_fault(
    world: World, settings: Any, tmp_path: Path
) -> None:
    subject = keep(world.coordinator)
    settings.VAULT_KEY_FILE = tmp_path / "other.key"
    settings.VAULT_KEY_FILE.write_text(base64.b64encode(os.urandom(32)).decode())
    with acting_as(world.coordinator) as by, pytest.raises(WrongMasterKey, match="key escrow"):
        open_identity(by=by, subject=subject, kinds=["given_name"], reason=WHY)


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "cannot be read"), (b"not base64!", "not base64"), (b"c2hvcnQ=", "has 5 bytes")],
)
def test_an_unusable_key_file_is_said_plainly(
    settings: Any, tmp_path: Path, content: bytes | None, says: str
) -> None:
    settings.VAULT_KEY_FILE = tmp_path / f"{says}.key"
    if content is not None:
        settings.VAULT_KEY_FILE.write_bytes(content)
    with pytest.raises(KeyUnusable, match=says):
        master_key()


def test_the_master_key_may_come_from_a_command(settings: Any) -> None:
    key = os.urandom(32)
    program = f"print('{base64.b64encode(key).decode()}')"
    settings.VAULT_KEY_COMMAND = shlex.join([sys.executable, "-c", program])
    assert master_key() == key


@pytest.mark.parametrize("command", ["false", "/nonexistent/program", "'unclosed"])
def test_a_command_that_fails_is_said_plainly(settings: Any, command: str) -> None:
    settings.VAULT_KEY_COMMAND = command
    with pytest.raises(KeyUnusable, match="PUNTE_VAULT_KEY_COMMAND"):
        master_key()


def test_without_its_key_nothing_opens_though_all_else_is_restored(world: World) -> None:
    """Table level: an old backup brings back values and index, but never the key."""
    subject, other = keep(world.coordinator), keep(world.coordinator)
    with as_owner() as cursor:
        cursor.execute("CREATE TEMP TABLE backup_item AS SELECT * FROM vault_item")
        cursor.execute("CREATE TEMP TABLE backup_token AS SELECT * FROM vault_token")
        for table in ("vault_token", "vault_item", "vault_key"):
            cursor.execute(f"DELETE FROM {table} WHERE subject = %s", [subject])
        for table in ("item", "token"):
            cursor.execute(
                f"INSERT INTO vault_{table} SELECT * FROM backup_{table} WHERE subject = %s",
                [subject],
            )
    with acting_as(world.coordinator) as by:
        assert VaultItem.objects.filter(subject=subject).exists()
        assert not has_identity(by, subject)
        with pytest.raises(NotHere):
            open_identity(by=by, subject=subject, kinds=Kind.values, reason=WHY)
    with as_owner():
        out = StringIO()
        call_command("forget_unkeyed", stdout=out)
        assert "vault_item: 6 rows deleted" in out.getvalue()
    with acting_as(world.coordinator) as by:
        assert not VaultItem.objects.filter(subject=subject).exists()
        assert not VaultToken.objects.filter(subject=subject).exists()
        assert find_subjects(by, "Serban") == [other]
        assert open_identity(by=by, subject=other, kinds=["given_name"], reason=WHY)


def test_a_new_key_for_an_erased_person_does_not_open_the_old_values(world: World) -> None:
    subject = keep(world.coordinator)
    with as_owner() as cursor:
        cursor.execute("DELETE FROM vault_key WHERE subject = %s", [subject])
    with acting_as(world.coordinator), pytest.raises(Damaged):
        keep(world.coordinator, subject=subject, given_name="Altul")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE vault_key SET wrapped = ''",
        "DELETE FROM vault_key",
        "UPDATE vault_item SET sealed = ''",
        "DELETE FROM vault_item",
        "UPDATE vault_token SET token = 1",
        "DELETE FROM vault_token",
        "UPDATE vault_erasure_request SET done_at = now()",
    ],
)
def test_the_web_role_rewrites_nothing(world: World, statement: str) -> None:
    keep(world.coordinator)
    with (
        acting_as(world.coordinator),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_lent_key_is_for_those_who_see_something_of_the_person(world: World) -> None:
    subject = keep(world.coordinator)
    with acting_as(world.coordinator):
        sealed = seal_for(subject, b"a file's key", b"file")
        assert unseal_for(subject, sealed, b"file") == b"a file's key"
        with pytest.raises(Damaged):
            unseal_for(subject, sealed, b"another file")
    with acting_as(world.caseworker), pytest.raises(NotHere):
        unseal_for(subject, sealed, b"file")
    with acting_as(viewer(world.unit, "analyst")):
        assert unseal_for(subject, sealed, b"file"), "the key alone shows nothing"


def test_what_belongs_to_nobody_is_sealed_under_the_master_key(world: World) -> None:
    sealed = seal_for(None, b"secret", b"place")
    assert unseal_for(None, sealed, b"place") == b"secret"
