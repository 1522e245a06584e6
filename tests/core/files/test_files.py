"""Keeping and opening files: who may, of whom, and what is left after an erasure."""

from __future__ import annotations

import hashlib
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from punte.core.access.door import DataClass, acting_as
from punte.core.errors import Invalid, NotHere, Refused
from punte.core.files.door import StoredFile, about_of, files_of, names_of, open_file, read_whole
from punte.core.files.stores import DiskStore, Store, incoming, place_of, the_store
from punte.core.files.sweeping import sweep_files
from punte.core.ids import new_id
from punte.core.ledger.models import Entry
from punte.core.vault.door import Damaged, ask_erasure, confirm_erasure, has_identity
from tests.core.files.support import PDF, keep, read
from tests.core.vault import support as vault
from tests.support.database import as_role
from tests.support.worlds import AgencyFactory, World, viewer


def test_a_file_comes_back_with_name_type_and_hash(world: World, store: Store) -> None:
    content = PDF + os.urandom(900_000)
    kept = keep(world.coordinator, new_id(), content, name="declarație.pdf")
    with acting_as(world.coordinator) as by:
        opened = open_file(by=by, file_id=kept.id)
        assert (opened.name, opened.content_type) == ("declarație.pdf", "application/pdf")
        assert opened.size == len(content)
        assert b"".join(opened.chunks) == content


def test_both_digests_are_taken_as_it_comes(world: World) -> None:
    content = PDF + os.urandom(600_000)
    kept = keep(world.coordinator, new_id(), iter([content[:300_001], content[300_001:]]))
    with acting_as(world.coordinator):
        about = about_of(kept)
    assert about.sha256 == hashlib.sha256(content).hexdigest()
    assert about.sha512 == hashlib.sha512(content).hexdigest()


def test_a_check_reads_all_and_leaves_no_reading(world: World, root: Path) -> None:
    kept = keep(world.coordinator, new_id(), PDF + os.urandom(600_000))
    before = Entry.objects.count()
    with as_role("punte_worker"):
        assert read_whole(kept).fault == ""
        path = root / place_of(kept.blob)
        whole = path.read_bytes()
        path.write_bytes(whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:])
        assert read_whole(kept).fault == "altered"
        path.unlink()
        assert read_whole(kept).fault == "missing"
    assert Entry.objects.count() == before


def test_nothing_plain_is_stored(world: World, root: Path) -> None:
    kept = keep(world.coordinator, new_id(), b"Altulescu was here", name="Altulescu.txt")
    on_disk = b"".join(p.read_bytes() for p in root.rglob("*") if p.is_file())
    assert b"Altulescu" not in on_disk
    with acting_as(world.coordinator), connection.cursor() as cursor:
        cursor.execute("SELECT files_file::text FROM files_file")
        assert "Altulescu" not in cursor.fetchone()[0]
        assert names_of([kept]) == {kept.id: "Altulescu.txt"}


def test_the_extension_does_not_decide(world: World) -> None:
    kept = keep(world.coordinator, new_id(), b"MZ\x90\x00 a program", name="photo.jpg")
    assert kept.content_type == "application/octet-stream"


def test_the_same_content_of_a_person_is_stored_once(world: World) -> None:
    subject = new_id()
    one, again = keep(world.coordinator, subject), keep(world.coordinator, subject, name="b.pdf")
    other = keep(world.coordinator, new_id())
    assert one.blob == again.blob != other.blob
    assert len(list(the_store().names())) == 2
    assert read(world.coordinator, again.id) == PDF
    with acting_as(world.coordinator) as by:
        names = names_of(files_of(by, subject))
    assert sorted(names.values()) == ["b.pdf", "paper.pdf"]


def test_the_same_content_kept_unseen_by_another_is_stored_apart(world: World) -> None:
    """Two writers who cannot see each other's row must not overwrite each other's bytes."""
    subject = vault.keep(world.coordinator)
    vault.open_to(world.coordinator, subject, world.desk.audience, DataClass.IDENTITY)
    hidden = keep(world.coordinator, subject, data_class=DataClass.LEGAL)
    second = keep(world.caseworker, subject)
    assert hidden.address == second.address
    assert hidden.blob != second.blob
    assert read(world.coordinator, hidden.id) == read(world.caseworker, second.id) == PDF


def test_reading_is_written_down(world: World) -> None:
    subject = new_id()
    kept = keep(world.coordinator, subject)
    read(world.coordinator, kept.id)
    with vault.as_owner():
        entry = Entry.objects.get(action="file.read", subject=subject)
    assert entry.account_id == world.coordinator.account_id
    assert entry.detail["file"] == str(kept.id)


def test_another_agency_may_not_and_with_a_grant_may(world: World) -> None:
    subject = vault.keep(world.coordinator)
    kept = keep(world.coordinator, subject)
    for by in (world.caseworker, world.foreign_coordinator, world.overseer):
        with pytest.raises(NotHere):
            read(by, kept.id)
    vault.open_to(world.coordinator, subject, world.desk.audience, DataClass.OPERATIONAL)
    assert read(world.caseworker, kept.id) == PDF
    with acting_as(world.caseworker) as by:
        assert not has_identity(by, subject), "a file's key must not open the identity"
    with pytest.raises(NotHere):
        read(world.other_caseworker, kept.id)


@pytest.mark.parametrize(("role", "reads"), [("health_worker", True), ("coordinator", False)])
def test_a_class_is_seen_by_roles_that_hold_it(world: World, role: str, reads: bool) -> None:
    kept = keep(
        viewer(world.unit, "health_worker"),
        vault.keep(world.coordinator),
        data_class=DataClass.MEDICAL,
    )
    someone = viewer(world.unit, role)
    with acting_as(someone):
        assert StoredFile.objects.filter(id=kept.id).exists() is reads
    if reads:
        assert read(someone, kept.id) == PDF
    else:
        with pytest.raises(NotHere):
            read(someone, kept.id)


def test_a_grant_opens_only_the_classes_it_names(world: World) -> None:
    subject = vault.keep(world.coordinator)
    kept = keep(world.coordinator, subject, data_class=DataClass.LEGAL)
    vault.open_to(world.coordinator, subject, world.desk.audience, DataClass.OPERATIONAL)
    with pytest.raises(NotHere):
        read(world.caseworker, kept.id)
    classes = (DataClass.OPERATIONAL, DataClass.LEGAL)
    vault.open_to(world.coordinator, subject, world.desk.audience, *classes)
    assert read(world.caseworker, kept.id) == PDF


def test_an_expired_share_shows_nothing(world: World) -> None:
    kept = keep(world.coordinator, vault.keep(world.coordinator))
    both = [kept.owner, world.desk.audience]
    with as_role(str(connection.settings_dict["USER"])):
        StoredFile.objects.filter(pk=kept.pk).update(
            audiences=both, grants_end=timezone.now() - timedelta(seconds=1)
        )
    assert read(world.coordinator, kept.id) == PDF
    with pytest.raises(NotHere):
        read(world.caseworker, kept.id)


def test_who_may_keep_a_file_of_a_person(world: World) -> None:
    assert keep(
        world.officer, new_id(), owner=world.unit.audience, audiences=[world.border.audience]
    )
    with pytest.raises(Refused):
        keep(viewer(world.unit, "analyst"), new_id())
    with pytest.raises(NotHere):
        keep(world.caseworker, vault.keep(world.coordinator))


def test_an_agencys_own_paper_belongs_to_no_person(world: World) -> None:
    kept = keep(world.coordinator, None)
    assert read(world.second_coordinator, kept.id) == PDF
    with pytest.raises(NotHere):
        read(world.caseworker, kept.id)


@pytest.mark.parametrize(
    "more",
    [
        {"content": b""},
        {"content": [b"x" * 600, b"y" * 600]},
        {"expected": 10**9},
        {"name": "a\x00.pdf"},
    ],
)
def test_a_refused_file_leaves_nothing(
    world: World, root: Path, settings: Any, more: dict[str, Any]
) -> None:
    settings.FILES_MAX_BYTES = 1000
    with pytest.raises(Invalid):
        keep(world.coordinator, new_id(), **more)
    with acting_as(world.coordinator):
        assert not StoredFile.objects.exists()
    assert [p for p in root.rglob("*") if p.is_file()] == []


def test_altered_and_missing_bytes_are_refused(world: World, root: Path) -> None:
    kept = keep(world.coordinator, new_id())
    path = next(root.glob("??/??/*"))
    path.write_bytes(path.read_bytes()[:-1] + b"\x00\x01")
    with pytest.raises(Damaged):
        read(world.coordinator, kept.id)
    path.unlink()
    with pytest.raises(Damaged, match="missing"):
        read(world.coordinator, kept.id)


def test_erasure_covers_files(world: World, root: Path) -> None:
    subject = vault.keep(world.coordinator)
    kept, other = keep(world.coordinator, subject), keep(world.coordinator, new_id())
    with acting_as(world.overseer) as by:
        request = ask_erasure(by=by, subject=subject, reason="asked for by the person").id
    second = viewer(AgencyFactory(jurisdiction=world.md, kind="oversight"), "oversight")
    with acting_as(second) as by:
        confirm_erasure(by=by, request=request)
    with pytest.raises(NotHere):
        read(world.coordinator, kept.id)
    grow_old(root)
    assert as_worker() == {"erased": 1, "orphans": 1, "unfinished": 0}
    assert [name for name, _at in DiskStore(root).names()] == [other.blob]
    assert read(world.coordinator, other.id) == PDF


def test_a_missing_key_alone_deletes_no_file(world: World, root: Path) -> None:
    """After a restore the keys come back a little later than the rest."""
    kept = keep(world.coordinator, vault.keep(world.coordinator))
    with vault.as_owner() as cursor:
        cursor.execute("CREATE TEMP TABLE escrow AS SELECT * FROM vault_key")
        cursor.execute("DELETE FROM vault_key")
    grow_old(root)
    assert as_worker() == {"erased": 0, "orphans": 0, "unfinished": 0}
    with vault.as_owner() as cursor:
        cursor.execute("INSERT INTO vault_key SELECT * FROM escrow")
    assert read(world.coordinator, kept.id) == PDF


def test_the_sweep_takes_old_orphans_and_leftovers_alone(world: World, root: Path) -> None:
    kept = keep(world.coordinator, new_id())
    left = incoming() / "left.part"
    left.write_bytes(b"half")
    orphan = incoming() / "orphan.part"
    orphan.write_bytes(b"nobody's")
    DiskStore(root).put("cd" * 32 + "-02", orphan)
    assert as_worker() == {"erased": 0, "orphans": 0, "unfinished": 0}
    grow_old(root)
    assert as_worker() == {"erased": 0, "orphans": 1, "unfinished": 1}
    assert read(world.coordinator, kept.id) == PDF


def grow_old(root: Path) -> None:
    for path in root.rglob("*"):
        if path.is_file():
            os.utime(path, (0, 0))


def as_worker() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE punte_worker")
        try:
            return sweep_files()
        finally:
            cursor.execute("SET ROLE punte_web")


@pytest.mark.parametrize("statement", ["UPDATE files_file SET size = 1", "DELETE FROM files_file"])
def test_the_web_role_rewrites_nothing(world: World, statement: str) -> None:
    keep(world.coordinator, new_id())
    with (
        acting_as(world.coordinator),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
