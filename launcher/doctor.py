"""`doctor`: what is wrong with this machine, state folder or database, and how to mend it."""

import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from launcher import cluster as clusters
from launcher import environment as environments
from launcher import machine, postmaster
from launcher.database import Database, using
from launcher.errors import LauncherError
from launcher.home import KEY_NAMES, Home
from launcher.identity import WEB, WORKER
from launcher.roles import EXTENSIONS
from launcher.say import say
from launcher.serving import manage
from launcher.sql import Session

_ENOUGH_DISK_MB = 2000
_ENOUGH_MEMORY_MB = 1500
_CLOCK_TOLERANCE = 300  # seconds


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `mend` says what to do when it is not `well`."""

    well: bool
    text: str
    mend: str = ""


def examine(home: Home) -> int:
    """Look at everything, print what was found, and return 1 if anything is wrong."""
    environment = environments.ensure("base")
    wrong = _tell(_machine(home)) + _tell(_state_folder(home)) + _tell(_clock(home))
    with using(home, environment) as database:
        wrong += _tell(_database(database))
        if database.cluster is not None:
            wrong += _tell(_cluster(database.cluster))
        try:
            manage(database, database.variables(), "doctor", "--without-server")
        except LauncherError:
            wrong += 1
    say("Something is wrong; see above." if wrong else "All is well.")
    return 1 if wrong else 0


def _tell(findings: Iterator[Finding]) -> int:
    wrong = 0
    for finding in findings:
        say(f"{'ok   ' if finding.well else 'WRONG'} {finding.text}")
        if not finding.well:
            wrong += 1
            say(f"      To mend it: {finding.mend}")
    return wrong


def _machine(home: Home) -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(True, f"Python {version} ({sys.executable})")
    free = shutil.disk_usage(home.path).free // 2**20
    yield Finding(
        free >= _ENOUGH_DISK_MB,
        f"{free} MB free on the disk of {home.path}",
        f"free space until {_ENOUGH_DISK_MB} MB are left.",
    )
    memory = machine.memory_bytes() // 2**20
    yield Finding(
        memory >= _ENOUGH_MEMORY_MB,
        f"{memory} MB of memory",
        f"give Punte a machine with at least {_ENOUGH_MEMORY_MB} MB.",
    )


def _state_folder(home: Home) -> Iterator[Finding]:
    private = [home.path, home.keys, home.files, home.logs, home.run]
    private += [home.keys / name for name in KEY_NAMES]
    open_to_others = [path for path in private if stat.S_IMODE(path.stat().st_mode) & 0o077]
    yield Finding(
        not open_to_others,
        f"only its owner may enter the state folder {home.path}",
        "chmod go= " + " ".join(map(str, open_to_others)),
    )
    foreign = [path for path in private if path.stat().st_uid != os.geteuid()]
    yield Finding(
        not foreign,
        "the state folder belongs to the user who runs Punte",
        f"chown -R {os.geteuid()} {home.path}",
    )


def _clock(home: Home) -> Iterator[Finding]:
    """Times in the ledger and legal terms hang on the clock, so it may not run backwards."""
    mark = home.run / "last_seen"
    last = mark.stat().st_mtime if mark.exists() else 0.0
    oldest_possible = Path(__file__).stat().st_mtime
    now = time.time()
    well = now + _CLOCK_TOLERANCE > max(last, oldest_possible)
    yield Finding(
        well,
        f"the clock says {time.strftime('%Y-%m-%d %H:%M %Z', time.localtime(now))}",
        "it is earlier than things already done here: set it (timedatectl set-ntp true).",
    )
    if well:
        mark.touch()


def _database(database: Database) -> Iterator[Finding]:
    with Session(database.environment.python, database.owner_url) as session:

        def ask(sql: str, *params: object) -> str:
            return str(session.run(sql, *params)[0][0])

        yield from _version_and_locale(ask)
        skew = abs(float(ask("SELECT extract(epoch FROM clock_timestamp())")) - time.time())
        yield Finding(
            skew < _CLOCK_TOLERANCE,
            f"the database's clock differs from ours by {skew:.0f} s",
            "set both clocks by NTP.",
        )
        have = {row[0] for row in session.run("SELECT extname FROM pg_extension")}
        missing = [name for name in EXTENSIONS[:-1] if name not in have]
        yield Finding(
            not missing,
            "the extensions are there",
            f"as a superuser: {' '.join(f'CREATE EXTENSION {name};' for name in missing)}",
        )
        yield from _roles(session)


def _version_and_locale(ask: Callable[..., str]) -> Iterator[Finding]:
    number = int(ask("SHOW server_version_num"))
    yield Finding(number >= 170000, f"PostgreSQL {ask('SHOW server_version')}", "upgrade to 17.")
    folds = ask("SELECT lower('Ș') = 'ș' AND 'ПРИВЕТ' ILIKE 'привет'") == "True"
    yield Finding(
        folds,
        "upper and lower case are understood in Romanian and Cyrillic",
        "make the database with a UTF-8 locale, for instance builtin PG_UNICODE_FAST.",
    )
    yield Finding(
        ask("SHOW server_encoding") == "UTF8", "the encoding is UTF-8", "make it with UTF8."
    )
    yield Finding(
        ask("SHOW data_checksums") == "on",
        "pages carry checksums",
        "stop the server and run pg_checksums --enable.",
    )


def _roles(session: Session) -> Iterator[Finding]:
    rows = session.run(
        "SELECT rolname FROM pg_roles WHERE rolname IN (%s, %s) "
        "AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)",
        WEB,
        WORKER,
    )
    too_strong = [str(row[0]) for row in rows]
    yield Finding(
        not too_strong,
        "the web's and worker's roles cannot bypass row-level security",
        " ".join(
            f"ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;"
            for name in too_strong
        ),
    )


def _cluster(cluster: clusters.Cluster) -> Iterator[Finding]:
    pid = postmaster.running_pid(cluster)
    yield Finding(pid is not None, f"the embedded server runs (process {pid})", "see its log.")
    yield Finding(
        cluster.user.uid != 0,
        f"it runs as the user {cluster.user.name}",
        "move the cluster to another user; PostgreSQL must not run as root.",
    )
    yield Finding(
        "listen_addresses = ''" in (cluster.data / "punte.conf").read_text(encoding="utf-8"),
        "it listens on its socket only",
        f"remove listen_addresses from {cluster.home.path / 'postgresql.conf'}.",
    )
    for orphan in _orphans():
        yield Finding(
            True, f"{orphan} is left from a state folder that is gone; rm -r it if nobody needs it"
        )


def _orphans() -> Iterator[Path]:
    place = clusters.shared_place()
    if os.geteuid() != 0 or not place.is_dir():
        return
    for note in place.glob("*/belongs_to"):
        if not Path(note.read_text(encoding="utf-8").strip()).is_dir():
            yield note.parent
