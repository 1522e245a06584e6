"""`demo`, `serve` and `worker`: from the state folder to a running Punte."""

import hashlib
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from launcher import environment as environments
from launcher import identity
from launcher.database import Database, using
from launcher.errors import LauncherError
from launcher.home import Home
from launcher.locks import Lock
from launcher.processes import Process
from launcher.say import say, step
from launcher.sql import Session
from launcher.supervisor import require_free_port, supervise

_LOCALE_FOLDERS = "src/punte/**/LC_MESSAGES/*.po"


@dataclass(frozen=True)
class Site:
    """Where the web listens, and with how many processes."""

    host: str
    port: int
    workers: int

    @property
    def url(self) -> str:
        name = "localhost" if self.host in ("127.0.0.1", "0.0.0.0", "::1", "::") else self.host  # noqa: S104
        return f"http://{name}:{self.port}/"

    @property
    def probe(self) -> tuple[str, int]:
        """Where the launcher itself asks whether the web is up."""
        everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
        return everywhere.get(self.host, self.host), self.port


def serve(home: Home, site: Site, *, demo: bool, size: int | None = None) -> None:
    """Bring everything up and keep it up until interrupted."""
    with Lock(home.run / "launcher.lock") as only:
        _be_the_only_one(only, home, site)
        require_free_port(site.host, site.port)
        keep_demo_apart(home, demo=demo)
        environment = environments.ensure("base")
        say("• Database")
        with using(home, environment) as database:
            variables = {"PUNTE_ADDRESS": site.url.rstrip("/")} | database.variables()
            get_ready(database, variables)
            if demo:
                _seed(database, variables, size)
            say("• Starting the web and the worker")
            supervise(
                database,
                [_web(database, variables, site), _worker(database, variables)],
                address=site.probe,
                when_ready=lambda: _announce(database, site, demo=demo),
            )


def work(home: Home) -> None:
    """Run one worker (for machines that have more than one) until interrupted."""
    environment = environments.ensure("base")
    with using(home, environment) as database:
        worker = _worker(database, database.variables())
        supervise(
            database,
            [worker],
            address=None,
            when_ready=lambda: say(f"The worker runs; its log is {worker.log}. Ctrl-C ends it."),
        )


def manage(
    database: Database, variables: dict[str, str], *arguments: str, quiet: bool = False
) -> str:
    """Run `python -m punte …` to its end; its output when `quiet`, else it speaks itself."""
    done = subprocess.run(
        [str(database.environment.python), "-m", "punte", *arguments],
        env=variables,
        cwd=database.environment.root,
        stdout=subprocess.PIPE if quiet else None,
        text=True,
        check=False,
        start_new_session=True,  # Ctrl-C reaches the launcher, which ends it without its noise
    )
    if done.returncode != 0:
        raise LauncherError(
            f"`python -m punte {' '.join(arguments)}` failed (code {done.returncode}).",
            "its message stands above.",
        )
    return done.stdout or ""


def get_ready(database: Database, variables: dict[str, str]) -> None:
    """Bring the tables and the translations up to date; quick when nothing changed."""
    mark = database.home.run / "migrated"
    wanted = _migrations(database)
    # Other machines may share a database that is not our own: then always look.
    if database.cluster is None or _text_of(mark) != wanted:
        with step("Tables"):
            manage(database, variables, "migrate", "--verbosity", "0")
        mark.write_text(wanted, encoding="utf-8")
    sources = list(database.environment.root.glob(_LOCALE_FOLDERS))
    if any(_is_stale(source) for source in sources):
        with step("Translations"):
            manage(database, variables, "compile_messages")


def forget_what_was_done(home: Home) -> None:
    """Let the next start look again at everything; for when the database was replaced."""
    for name in ("migrated", "seeded"):
        (home.run / name).unlink(missing_ok=True)


def _migrations(database: Database) -> str:
    """A hash that changes with our database, our migrations and our libraries' versions."""
    root = database.environment.root
    known = identity.load(database.home)
    digest = hashlib.sha256(known.id.encode() if known else b"")
    paths = [root / "requirements" / "base.txt", *root.glob("src/punte/**/migrations/*.py")]
    for path in sorted(paths):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _text_of(mark: Path) -> str:
    try:
        return mark.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def _seed(database: Database, variables: dict[str, str], size: int | None) -> None:
    home = database.home
    known = identity.load(home)
    mark = home.run / "seeded"
    name = known.id if database.cluster is not None and known is not None else "external"
    if _text_of(mark) == name:
        if size is not None:
            say("• The demo corridor is there already; --size has effect only the first time")
        return
    with step("The demo corridor (invented people, marked as such everywhere)"):
        manage(database, variables, "seed_demo", *([f"--size={size}"] if size else []))
    mark.write_text(f"{name}\n", encoding="utf-8")


def _be_the_only_one(lock: Lock, home: Home, site: Site) -> None:
    if not lock.take(note=f"process {os.getpid()}, {site.url}"):
        raise LauncherError(
            f"Punte already runs from {home.path} ({lock.holder()}).",
            "open that address, or end it first; PUNTE_HOME=/another/folder runs a second one.",
        )


def keep_demo_apart(home: Home, *, demo: bool) -> None:
    """Refuse to mix invented people, whose passwords everybody knows, with real work."""
    elsewhere = "keep the two apart: PUNTE_HOME=/another/folder ./punte "
    if home.demo_mark.exists():
        if not demo:
            raise LauncherError(f"{home.path} holds the demo.", f"{elsewhere}serve")
    elif demo:
        if (home.run / "migrated").exists():
            raise LauncherError(f"{home.path} is used for real work.", f"{elsewhere}demo")
        home.demo_mark.touch()


def _web(database: Database, variables: dict[str, str], site: Site) -> Process:
    command = [str(database.environment.python), "-m", "uvicorn", "punte.config.asgi:application"]
    command += [f"--host={site.host}", f"--port={site.port}"]
    command += ["--timeout-graceful-shutdown=3", "--no-server-header", "--no-access-log"]
    if site.workers > 1:
        command += [f"--workers={site.workers}"]
    return Process("web", command, variables, database.home.logs / "web.log", patience=10)


def _worker(database: Database, variables: dict[str, str]) -> Process:
    command = [str(database.environment.python), "-m", "punte", "procrastinate"]
    # The checks read every page's code, which the worker has no use for.
    command += ["--skip-checks", "worker"]
    return Process("worker", command, variables, database.home.logs / "worker.log", patience=30)


def _announce(database: Database, site: Site, *, demo: bool) -> None:
    home = database.home
    say(f"\nPunte is open at {site.url}\n")
    if demo and home.demo_logins.exists():
        say(home.demo_logins.read_text(encoding="utf-8").rstrip() + "\n")
    if not demo and not _has_administrator(database):
        say("Nobody can sign in yet: `./punte begin --help` says how to begin.\n")
    say(f"Logs are in {home.logs}. Ctrl-C ends everything.")


def _has_administrator(database: Database) -> bool:
    with Session(database.environment.python, database.owner_url) as session:
        sql = "SELECT EXISTS (SELECT FROM agencies_membership WHERE role = 'administrator')"
        return bool(session.run(sql)[0][0])
