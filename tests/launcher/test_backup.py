"""Backups: checked before they are restored, useless without the keys, and true to erasure."""

from __future__ import annotations

import json
import shutil
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from launcher import archive, backup, postmaster, restore
from launcher import database as databases
from launcher import environment as environments
from launcher.archive import DUMP, ESCROW, FILES, MANIFEST
from launcher.database import Database, using
from launcher.environment import Environment
from launcher.errors import LauncherError
from launcher.home import Home, open_home
from launcher.sql import Session
from tests.launcher.conftest import hasty_home

TABLES = """
CREATE TABLE django_migrations (app text, name text);
INSERT INTO django_migrations VALUES ('vault', '0001_initial');
CREATE TABLE vault_key (person int PRIMARY KEY, wrapped bytea NOT NULL);
CREATE TABLE vault_item (person int REFERENCES vault_key, sealed text);
CREATE TABLE ledger_entry (n int PRIMARY KEY);
INSERT INTO ledger_entry SELECT generate_series(1, 5);
INSERT INTO vault_key SELECT n, decode(md5(n::text), 'hex') FROM generate_series(1, 3) n;
INSERT INTO vault_item SELECT n, 'sealed ' || n FROM generate_series(1, 3) n;
GRANT SELECT ON vault_item TO punte_web;
ALTER TABLE vault_item ENABLE ROW LEVEL SECURITY;
"""


def rows(database: Database, sql: str) -> list[list[object]]:
    with Session(database.environment.python, database.owner_url) as session:
        return session.run(sql)


def punte_itself(
    database: Database, variables: dict[str, str], *arguments: str, quiet: bool = False
) -> str:
    """Stands in for the inside of Punte: the commands a backup needs of it."""
    if arguments[0] == "forget_again":
        return ""
    if arguments[0] == "forget_unkeyed":
        rows(database, "DELETE FROM vault_item WHERE person NOT IN (SELECT person FROM vault_key)")
        return ""
    assert arguments[:2] == ("verify_ledger", "--head-json")
    return json.dumps({"size": rows(database, "SELECT count(*) FROM ledger_entry")[0][0]})


@pytest.fixture(scope="module", autouse=True)
def inside(environment: Environment) -> Iterator[None]:
    """Put the stand-in where the launcher would call Punte itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backup, "manage", punte_itself)
        patch.setattr(restore, "manage", punte_itself)
        patch.setattr(environments, "ensure", lambda level: environment)
        yield


@pytest.fixture(scope="module")
def filled(home: Home, environment: Environment) -> Iterator[Home]:
    """A state folder with three people, their keys and two files."""
    with (
        using(home, environment) as database,
        Session(environment.python, database.owner_url) as session,
    ):
        session.run(TABLES)
    (home.files / "ab").mkdir()
    (home.files / "ab" / "abc").write_bytes(b"\0 sealed file")
    (home.files / "top").write_bytes(b"another")
    yield home
    with using(home, environment) as database:
        rows(database, "DROP TABLE vault_item, vault_key, ledger_entry, django_migrations")


@pytest.fixture(scope="module")
def finished(
    inside: None, filled: Home, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """A finished backup, and the escrow of that moment."""
    target = tmp_path_factory.mktemp("disk") / "backup"
    escrow = tmp_path_factory.mktemp("safe")
    assert backup.write(filled, target, escrow) == 0
    return target, escrow


@pytest.fixture
def made(finished: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of the finished backup, to restore or to harm."""
    return Path(shutil.copytree(finished[0], tmp_path / "backup"))


@pytest.fixture
def escrow(finished: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of the escrow that was written with it."""
    return Path(shutil.copytree(finished[1], tmp_path / "escrow"))


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory, environment: Environment) -> Iterator[Home]:
    """Another machine, empty when the first test gets it."""
    other = hasty_home(tmp_path_factory.mktemp("other"))
    yield other
    cluster = databases.locate(other, environment)
    postmaster.stop(cluster)
    shutil.rmtree(cluster.socket_dir, ignore_errors=True)


def test_manifest_tells_what_is_in_it(made: Path) -> None:
    manifest = archive.read_manifest(made)
    assert manifest.ledger == {"size": 5}
    assert manifest.schema == {"vault": "0001_initial"}
    assert set(manifest.parts) == {DUMP, FILES}
    assert not made.with_name("backup.partial").exists()
    assert all(path.stat().st_mode & 0o077 == 0 for path in (made / DUMP, made / FILES))


def test_restored_elsewhere_it_is_the_same(
    made: Path, escrow: Path, filled: Home, other: Home, environment: Environment
) -> None:
    assert restore.read(other, made, keys=escrow, replace=False) == 0
    assert (other.files / "ab" / "abc").read_bytes() == b"\0 sealed file"
    assert (other.keys / "vault.key").read_bytes() == (filled.keys / "vault.key").read_bytes()
    with using(other, environment) as database:
        assert rows(database, "SELECT count(*) FROM vault_key") == [[3]]
        assert rows(database, "SELECT sealed FROM vault_item ORDER BY 1")[0] == ["sealed 1"]
        rights = "has_table_privilege('punte_web', 'vault_item', 'SELECT')"
        policies = "relrowsecurity FROM pg_class WHERE relname = 'vault_item'"
        assert rows(database, f"SELECT {rights}, {policies}") == [[True, True]]
    with pytest.raises(LauncherError, match="already has data"):
        restore.read(other, made, keys=escrow, replace=False)


def test_old_backup_does_not_bring_back_the_erased(
    made: Path, filled: Home, other: Home, environment: Environment, tmp_path: Path
) -> None:
    with using(filled, environment) as database:
        rows(database, "DELETE FROM vault_item WHERE person = 2")
        rows(database, "DELETE FROM vault_key WHERE person = 2")
    backup.write_keys(filled, tmp_path / "newest")
    assert restore.read(other, made, keys=tmp_path / "newest", replace=True) == 0
    with using(other, environment) as database:
        assert rows(database, "SELECT person FROM vault_item ORDER BY 1") == [[1], [3]]


def test_backup_alone_holds_no_key(made: Path, escrow: Path, filled: Home) -> None:
    secrets = [(filled.keys / "vault.key").read_bytes().strip()]
    with tarfile.open(escrow / ESCROW) as tar:
        names = tar.getnames()
    assert "vault_key.copy" in names
    assert "vault.key" in names
    for part in (DUMP, FILES, MANIFEST):
        content = (made / part).read_bytes()
        assert not any(secret in content for secret in secrets)


def spoil_dump(made: Path, escrow: Path) -> None:
    content = bytearray((made / DUMP).read_bytes())
    content[len(content) // 2] ^= 1
    (made / DUMP).write_bytes(content)


def lose_files(made: Path, escrow: Path) -> None:
    (made / FILES).unlink()


def lose_manifest(made: Path, escrow: Path) -> None:
    (made / MANIFEST).unlink()


def point_outside(made: Path, escrow: Path) -> None:
    manifest = json.loads((made / MANIFEST).read_text("utf-8"))
    manifest["parts"]["../secret"] = "00"
    (made / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def age_the_keys(made: Path, escrow: Path) -> None:
    manifest = json.loads((made / MANIFEST).read_text("utf-8"))
    manifest["made_at"] = "2999-01-01T00:00:00+00:00"
    (made / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def lose_the_keys(made: Path, escrow: Path) -> None:
    (escrow / ESCROW).unlink()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (spoil_dump, "its hash is different"),
        (lose_files, "missing or not what was written"),
        (lose_manifest, "not a finished backup"),
        (point_outside, "names a part outside it"),
        (age_the_keys, "older than the backup"),
        (lose_the_keys, "no key escrow"),
    ],
)
def test_harmed_backup_is_refused_before_anything_is_written(
    made: Path,
    escrow: Path,
    tmp_path: Path,
    harm: Callable[[Path, Path], None],
    words: str,
) -> None:
    harm(made, escrow)
    untouched = open_home(tmp_path / "untouched")
    with pytest.raises(LauncherError, match=words):
        restore.read(untouched, made, keys=escrow, replace=False)
    assert not untouched.identity_file.exists()
    assert not any(untouched.files.iterdir())


def test_existing_target_is_refused(filled: Home, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(LauncherError, match="exists already"):
        backup.write(filled, tmp_path / "taken", filled.escrow)


def test_failed_backup_leaves_nothing_behind(
    filled: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise LauncherError("pg_dump failed")

    monkeypatch.setattr(backup, "_dump", fail)
    with pytest.raises(LauncherError, match="pg_dump failed"):
        backup.write(filled, tmp_path / "backup", tmp_path / "safe")
    assert not list(tmp_path.glob("backup*"))


def test_tar_that_climbs_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "evil").write_text("x", encoding="utf-8")
    for name in ("../evil", "/evil"):
        with tarfile.open(tmp_path / "a.tar", "w") as tar:
            info = tar.gettarinfo(tmp_path / "evil", "x")
            info.name = name
            with (tmp_path / "evil").open("rb") as file:
                tar.addfile(info, file)
        with pytest.raises(LauncherError, match="something else than plain files"):
            archive.unpack(tmp_path / "a.tar", tmp_path / "into")
