"""`backup`: the database and files into a folder, the keys apart from them into the escrow."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher import archive, machine
from launcher import environment as environments
from launcher.archive import DUMP, ESCROW, FILES, Manifest
from launcher.database import Database, using
from launcher.errors import LauncherError
from launcher.home import KEY_NAMES, Home, write_private
from launcher.operating import libpq_variables
from launcher.say import say, step
from launcher.serving import manage
from launcher.sql import Session

KEY_TABLE = "vault_key"
KEY_ROWS = "vault_key.copy"
ESCROW_NOTE = "escrow.json"


def write(home: Home, target: Path, keys: Path) -> int:
    """Write a backup into the new folder `target` and renew the escrow in `keys`.

    All of it shows one moment: the dump, the ledger's head and the keys are read in one
    snapshot, while Punte goes on.
    """
    if target.exists():
        raise LauncherError(f"{target} exists already.", "name a folder that does not exist yet.")
    machine.require_disk_space(target.absolute().parent, 50, "a backup")
    environment = environments.ensure("base")
    elsewhere = bool(os.environ.get("PUNTE_FILES_S3_URL"))
    with _unfinished(target) as partial:
        with using(home, environment) as database, _snapshot(database) as (session, snapshot):
            made_at = archive.now()
            with step("Database"):
                _dump(database, snapshot, partial / DUMP)
            head = _ledger_head(database, snapshot)
            schema = _schema(session)
            with step("Keys"):
                _write_escrow(session, home, keys, made_at)
        with step("Files"):
            archive.pack_folder(partial / FILES, home.files)
        parts = {name: archive.hash_of(partial / name) for name in (DUMP, FILES)}
        demo = home.demo_mark.exists()
        Manifest(made_at, schema, head, parts, elsewhere, demo).write(partial)
        partial.rename(target)
    say(f"The backup is in {target}; the keys are in {keys / ESCROW}.")
    say("Keep the two apart: together they open every name, and neither is of use alone.")
    if elsewhere:
        say("Files on S3 are not in it: back them up where they lie.")
    return 0


def write_keys(home: Home, keys: Path) -> int:
    """Renew the key escrow alone, for instance after somebody was erased."""
    with using(home, environments.ensure("base")) as database, _snapshot(database) as (session, _):
        _write_escrow(session, home, keys, archive.now())
    say(f"The keys are in {keys / ESCROW}.")
    return 0


@contextmanager
def _unfinished(target: Path) -> Iterator[Path]:
    """A folder to write the backup into; removed if that fails, so that nobody trusts it."""
    partial = target.with_name(target.name + ".partial")
    if partial.exists():
        raise LauncherError(
            f"{partial} is left from a backup that was killed, or one is being written.",
            f"if none is being written: rm -r {partial}",
        )
    partial.mkdir(mode=0o700, parents=True)
    try:
        yield partial
    finally:
        shutil.rmtree(partial, ignore_errors=True)


@contextmanager
def _snapshot(database: Database) -> Iterator[tuple[Session, str]]:
    """A session in a transaction that sees one moment, and the name others share it by."""
    with Session(database.environment.python, database.owner_url) as session:
        if session.run("SELECT to_regclass(%s)", KEY_TABLE) == [[None]]:
            raise LauncherError(
                "There is nothing to back up: the database has no tables.",
                "start Punte once with `./punte serve` or `./punte demo`.",
            )
        session.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield session, session.run("SELECT pg_export_snapshot()")[0][0]


def _dump(database: Database, snapshot: str, target: Path) -> None:
    target.touch(mode=0o600)
    done = subprocess.run(
        [
            database.client("pg_dump"),
            "--format=custom",
            f"--snapshot={snapshot}",
            f"--exclude-table-data={KEY_TABLE}",
            # The launcher makes extensions itself, as the superuser it has and owners are not.
            "--exclude-extension=*",
            f"--file={target}",
        ],
        env=os.environ | libpq_variables(database.owner_url),
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise LauncherError(f"pg_dump failed:\n{done.stderr.strip()}")


def _ledger_head(database: Database, snapshot: str) -> dict[str, object]:
    text = manage(
        database,
        database.variables(),
        *("verify_ledger", "--head-json", f"--snapshot={snapshot}"),
        quiet=True,
    )
    head: dict[str, object] = json.loads(text)
    return head


def _schema(session: Session) -> dict[str, str]:
    rows = session.run("SELECT app, max(name) FROM django_migrations GROUP BY app ORDER BY app")
    return {str(app): str(name) for app, name in rows}


def _write_escrow(session: Session, home: Home, keys: Path, made_at: str) -> None:
    keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=keys, prefix=".partial-") as name:
        folder = Path(name)
        session.copy_out(f"COPY {KEY_TABLE} TO STDOUT", folder / KEY_ROWS)
        note = {"format": archive.FORMAT, "made_at": made_at}
        note["sha256"] = archive.hash_of(folder / KEY_ROWS)
        write_private(folder / ESCROW_NOTE, json.dumps(note).encode())
        members = [(folder / ESCROW_NOTE, ESCROW_NOTE), (folder / KEY_ROWS, KEY_ROWS)]
        members += [(home.keys / key, key) for key in KEY_NAMES]
        archive.pack(keys / ESCROW, members)
