"""`restore`: a backup and the newest keys into an empty state folder."""

import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from launcher import archive, machine, roles
from launcher import environment as environments
from launcher.archive import DUMP, ESCROW, FILES, Manifest
from launcher.backup import ESCROW_NOTE, KEY_ROWS, KEY_TABLE
from launcher.database import Database, using
from launcher.errors import LauncherError
from launcher.home import KEY_NAMES, Home, replace_private
from launcher.identity import ADMIN
from launcher.locks import Lock
from launcher.operating import libpq_variables
from launcher.say import say, step
from launcher.serving import forget_what_was_done, manage
from launcher.sql import Session

_SECTIONS_BEFORE_KEYS = ("pre-data", "data")


@dataclass(frozen=True)
class Escrow:
    """Unpacked keys: the folder they lie in, and the moment they show (ISO 8601, UTC)."""

    folder: Path
    made_at: str


def read(home: Home, source: Path, *, keys: Path, replace: bool) -> int:
    """Restore the backup in `source` with the escrow in `keys`; 1 if the ledger differs.

    Everything is checked before anything is written. Who was erased after the backup stays
    erased: the newest escrow has no key for them, and what cannot be opened is removed.
    """
    manifest = archive.read_manifest(source)
    with tempfile.TemporaryDirectory(prefix="punte-restore-") as name:
        escrow = _open_escrow(keys, Path(name))
        if escrow.made_at < manifest.made_at:
            raise LauncherError(
                f"The keys ({escrow.made_at}) are older than the backup ({manifest.made_at}).",
                "name the newest key escrow: with old keys, people would be lost.",
            )
        with Lock(home.run / "launcher.lock") as only:
            if not only.take(note=f"process {os.getpid()}, restoring"):
                raise LauncherError(
                    f"Punte runs from {home.path} ({only.holder()}).", "end it first."
                )
            return _restore(home, source, manifest, escrow, replace=replace)


def _restore(home: Home, source: Path, manifest: Manifest, escrow: Escrow, *, replace: bool) -> int:
    machine.require_disk_space(home.path, 300, "the restored data")
    environment = environments.ensure("base")
    with using(home, environment) as database:
        _require_empty(database, replace=replace)
        forget_what_was_done(home)
        if manifest.demo:
            home.demo_mark.touch()
        else:
            home.demo_mark.unlink(missing_ok=True)
        _put_keys(home, escrow)
        with step("Database"):
            for section in _SECTIONS_BEFORE_KEYS:
                _load(database, source / DUMP, section)
            with Session(environment.python, database.owner_url) as session:
                session.copy_in(f"COPY {KEY_TABLE} FROM STDIN", escrow.folder / KEY_ROWS)
        with step("Removing what has no key any more"):
            # Before the constraints are back: they may tie what is sealed to its key.
            manage(database, database.variables(), "forget_unkeyed")
        with step("Indexes and rules"):
            _load(database, source / DUMP, "post-data")
        with step("Forgetting again whom it brought back"):
            manage(database, database.variables(), "forget_again")
        with step("Files"):
            archive.unpack(source / FILES, home.files)
        return _compare_ledger(database, manifest)


def _open_escrow(keys: Path, folder: Path) -> Escrow:
    packed = keys / ESCROW if keys.is_dir() else keys
    if not packed.is_file():
        raise LauncherError(
            f"There is no key escrow in {keys}.", f"name the folder that holds {ESCROW}."
        )
    archive.unpack(packed, folder)
    try:
        note = json.loads((folder / ESCROW_NOTE).read_text(encoding="utf-8"))
        whole = note["sha256"] == archive.hash_of(folder / KEY_ROWS)
        missing = [name for name in KEY_NAMES if not (folder / name).is_file()]
        made_at = str(note["made_at"])
    except (OSError, ValueError, KeyError) as error:
        raise LauncherError(f"The key escrow {packed} is damaged.", "use another copy.") from error
    if missing or not whole:
        raise LauncherError(f"The key escrow {packed} is damaged.", "use another copy.")
    return Escrow(folder, made_at)


def _require_empty(database: Database, *, replace: bool) -> None:
    with Session(database.environment.python, database.owner_url) as session:
        tables = session.run("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1")
    has_files = any(database.home.files.iterdir())
    if not tables and not has_files:
        return
    if not replace:
        raise LauncherError(
            "This state folder already has data.",
            "restore into another one (PUNTE_HOME=/new/folder), or add --replace to throw "
            "away the data there is.",
        )
    if has_files:
        _set_aside(database.home.files)
        database.home.files.mkdir(mode=0o700)
    if not tables:
        return
    if database.cluster is None:
        raise LauncherError(
            "The database of DATABASE_URL is not empty, and only its keeper should empty it.",
            "point DATABASE_URL at a new, empty database.",
        )
    admin = roles.socket_url(database.cluster, ADMIN, "postgres")
    with Session(database.environment.python, admin) as session:
        session.run(f"DROP DATABASE {roles.DATABASE} WITH (FORCE)")
    roles.prepare_anew(database.cluster, database.environment.python)


def _put_keys(home: Home, escrow: Escrow) -> None:
    for name in KEY_NAMES:
        restored = (escrow.folder / name).read_bytes()
        present = home.keys / name
        if present.exists() and present.read_bytes() != restored:
            _set_aside(present)
        replace_private(present, restored)


def _set_aside(path: Path) -> None:
    """Rename what was here before, so that a mistaken --replace can be undone by hand."""
    path.rename(path.with_name(f"{path.name}.before-{archive.now().replace(':', '')}"))


def _load(database: Database, dump: Path, section: str) -> None:
    url = database.owner_url
    done = subprocess.run(
        [
            database.client("pg_restore"),
            "--no-owner",
            "--exit-on-error",
            f"--section={section}",
            f"--dbname={libpq_variables(url)['PGDATABASE']}",
            str(dump),
        ],
        env=os.environ | libpq_variables(url),
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise LauncherError(
            f"pg_restore failed:\n{done.stderr.strip()}",
            "mend the cause and restore again with --replace.",
        )


def _compare_ledger(database: Database, manifest: Manifest) -> int:
    text = manage(
        database, database.variables(), "verify_ledger", "--head-json", "--stored", quiet=True
    )
    if json.loads(text) == manifest.ledger:
        say(f"Restored as of {manifest.made_at}. The ledger has the same head as in the backup.")
        return 0
    say(f"Restored as of {manifest.made_at}, but the ledger's head is NOT that of the backup.")
    say(f"  backup   {json.dumps(manifest.ledger)}\n  restored {text.strip()}")
    say("  To mend it: run `./punte verify`, which names the first entry that differs.")
    return 1
