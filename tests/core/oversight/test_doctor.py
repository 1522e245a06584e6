"""The doctor says all is well where it is, and finds each thing that was broken on purpose."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from punte.core.agencies.door import Agency, Jurisdiction, Membership
from punte.core.oversight import doctor
from tests.core.ledger.owner import as_owner, role, written
from tests.core.vault.support import keep
from tests.support.worlds import World, member


@pytest.fixture(autouse=True)
def translations(settings: Any, tmp_path: Path) -> Path:
    """A folder of translations that is up to date."""
    folder = tmp_path / "ro" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    settings.LOCALE_PATHS = [tmp_path]
    (folder / "django.po").write_text("", encoding="utf-8")
    (folder / "django.mo").write_bytes(b"")
    os.utime(folder / "django.po", (1, 1))
    return folder


@pytest.fixture(autouse=True)
def administered(world: World) -> None:
    """Two administrators in each country."""
    for unit in (world.unit, world.unit, world.other_unit, world.other_unit):
        member(unit, "administrator")


def examine(*arguments: str) -> tuple[str, bool]:
    """What it says, and whether all was well."""
    out = StringIO()
    with role(None):
        try:
            call_command("doctor", *arguments, stdout=out, stderr=StringIO())
        except CommandError:
            return out.getvalue(), False
    return out.getvalue(), True


def test_all_is_well(world: World) -> None:
    said, well = examine()
    assert well, said
    assert "WRONG" not in said
    for words in ("PostgreSQL", "clock", "punte_web", "policies", "ledger", "master key"):
        assert words in said
    assert "PostgreSQL" not in examine("--without-server")[0]


def no_row_security(world: World, settings: Any) -> None:
    as_owner("ALTER TABLE protection_person DISABLE ROW LEVEL SECURITY")


def no_policy(world: World, settings: Any) -> None:
    as_owner("DROP POLICY web_select ON vault_key")


def ledger_open(world: World, settings: Any) -> None:
    as_owner("GRANT UPDATE (purpose) ON ledger_entry TO punte_web")


def migration_waits(world: World, settings: Any) -> None:
    last = "SELECT max(id) FROM django_migrations WHERE app = 'vault'"
    as_owner(f"DELETE FROM django_migrations WHERE id = ({last})")


def foreign_master_key(world: World, settings: Any) -> None:
    keep(world.coordinator)
    settings.VAULT_KEY_FILE = settings.LOCALE_PATHS[0] / "other.key"
    settings.VAULT_KEY_FILE.write_bytes(base64.b64encode(os.urandom(32)))


def ledger_key_gone(world: World, settings: Any) -> None:
    settings.LEDGER_KEY_FILE = settings.LOCALE_PATHS[0] / "none.key"


def no_worker(world: World, settings: Any) -> None:
    written(world.coordinator, 1)


def queue_stands(world: World, settings: Any) -> None:
    written(world.coordinator, 1)
    as_owner("UPDATE ledger_pending SET entry_at = now() - interval '1 hour'")


def one_administrator(world: World, settings: Any) -> None:
    Membership.objects.filter(agency=world.unit).last().delete()  # type: ignore[union-attr]


def nobody(world: World, settings: Any) -> None:
    for model in (Membership, Agency, Jurisdiction):
        model.objects.all().delete()


def stale_words(world: World, settings: Any) -> None:
    os.utime(settings.LOCALE_PATHS[0] / "ro" / "LC_MESSAGES" / "django.mo", (0, 0))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (no_row_security, "without policies: protection_person"),
        (no_policy, "without policies: vault_key"),
        (ledger_open, "REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entry FROM punte_web"),
        (migration_waits, "migrations wait: vault.0"),
        (foreign_master_key, "WRONG the master key"),
        (ledger_key_gone, "WRONG the ledger key"),
        (no_worker, "WRONG no worker runs"),
        (queue_stands, "the oldest waits since 60 minutes"),
        (one_administrator, "WRONG signed in as administrators of MD: 1"),
        (nobody, "./punte begin --help"),
        (stale_words, "older than their source: ro"),
    ],
)
def test_what_is_broken_is_found_and_told_how_to_mend(
    world: World, settings: Any, harm: Callable[[World, Any], None], words: str
) -> None:
    harm(world, settings)
    said, well = examine()
    assert not well
    assert words in said
    assert "To mend it: " in said


def test_a_living_worker_is_heard(world: World) -> None:
    written(world.coordinator, 1)
    as_owner("INSERT INTO procrastinate_workers DEFAULT VALUES")
    said, well = examine()
    assert well, said
    assert "the worker was heard" in said


def test_too_strong_roles_and_old_servers_are_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a superuser could weaken a role, so the doctor is told that the owner serves."""
    monkeypatch.setattr(doctor, "SERVING", ("punte_web", "punte_owner", "nobody_at_all"))
    monkeypatch.setattr(doctor, "OLDEST_SERVER", 999999)
    said, well = examine()
    assert not well
    assert "CREATE ROLE nobody_at_all" in said
    assert "ALTER ROLE punte_owner" in said
    assert "ALTER ROLE punte_web" not in said
    assert "upgrade it to 17" in said
