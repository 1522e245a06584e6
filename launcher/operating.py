"""`db`, `verify` and `begin`: looking at a database, proving its ledger, its first people."""

import contextlib
import os
import sys
from urllib.parse import parse_qsl, unquote, urlsplit

from launcher import database as databases
from launcher import environment as environments
from launcher import identity, postmaster
from launcher.database import using
from launcher.errors import LauncherError
from launcher.home import Home
from launcher.locks import Lock
from launcher.processes import call
from launcher.say import say
from launcher.serving import get_ready, keep_demo_apart, manage


def look_at_database(home: Home, arguments: list[str]) -> int:
    """`db`: psql, or with one word `status` or `stop`."""
    if arguments == ["stop"]:
        return stop_database(home)
    if arguments == ["status"]:
        return show_status(home)
    return open_psql(home, arguments)


def open_psql(home: Home, arguments: list[str]) -> int:
    """Open psql as the owner of the database; extra arguments go to psql."""
    with contextlib.ExitStack() as stack:
        # Our progress must not get between psql and the pipe it may write into.
        with contextlib.redirect_stdout(sys.stderr):
            database = stack.enter_context(using(home, environments.ensure("base")))
        command = [database.client("psql"), *arguments]
        return call(command, os.environ | libpq_variables(database.owner_url))


def stop_database(home: Home) -> int:
    """Stop an embedded server that an earlier launcher left running."""
    _refuse_external()
    if identity.load(home) is None:
        say("There is no database yet.")
        return 0
    cluster = databases.locate(home, environments.ensure("base"))
    with Lock(home.run / "database.lock") as gate, Lock(home.run / "database_users.lock") as users:
        gate.wait(seconds=10, what="The database")
        if not users.take():
            raise LauncherError("The database is in use.", "end `./punte demo` or `serve` first.")
        if postmaster.running_pid(cluster) is None:
            say("The database is not running.")
            return 0
        postmaster.stop(cluster)
    say("The database is stopped.")
    return 0


def show_status(home: Home) -> int:
    """Say whether the database runs, and where it lies; 0 if it runs."""
    _refuse_external()
    if identity.load(home) is None:
        say("There is no database yet; `./punte demo` or `./punte serve` makes it.")
        return 1
    cluster = databases.locate(home, environments.ensure("base"))
    pid = postmaster.running_pid(cluster)
    say(f"data    {cluster.data}\nsocket  {cluster.socket_dir}\nuser    {cluster.user.name}")
    say(f"running (process {pid})" if pid else "not running")
    return 0 if pid else 1


def verify_ledger(home: Home, arguments: list[str]) -> int:
    """Prove that no entry of the ledger was changed, left out or put in later."""
    environment = environments.ensure("base")
    with using(home, environment) as database:
        manage(database, database.variables(), "verify_ledger", *arguments)
    return 0


def verify_bundle(home: Home, arguments: list[str]) -> int:
    """Check a court bundle; no database is started or asked."""
    environment = environments.ensure("base")
    program = environment.root / "src/punte/investigation/bundle/verify_bundle.py"
    variables = {"PYTHONPATH": str(environment.root / "src")}
    return call([str(environment.python), str(program), *arguments], variables)


def begin(home: Home, arguments: list[str]) -> int:
    """Make the first agency and administrators of a country; arguments go to the command."""
    keep_demo_apart(home, demo=False)
    environment = environments.ensure("base")
    with using(home, environment) as database:
        address = f"http://localhost:{os.environ.get('PUNTE_PORT', '8000')}"
        variables = {"PUNTE_ADDRESS": address} | database.variables()
        get_ready(database, variables)
        command = [str(environment.python), "-m", "punte", "begin", *arguments]
        return call(command, variables, environment.root)


def libpq_variables(url: str) -> dict[str, str]:
    """An address as libpq's variables, which unlike arguments no other user can read."""
    parts = urlsplit(url)
    names = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "host": "PGHOST"}
    names |= {"port": "PGPORT", "options": "PGOPTIONS"}
    found = {names[key]: value for key, value in parse_qsl(parts.query) if key in names}
    direct = {
        "PGHOST": unquote(parts.hostname or ""),
        "PGPORT": str(parts.port or ""),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": unquote(parts.path.lstrip("/")),
    }
    return {key: value for key, value in direct.items() if value} | found


def _refuse_external() -> None:
    if os.environ.get("DATABASE_URL"):
        raise LauncherError(
            "DATABASE_URL is set: that server is not ours to look after.",
            "unset it to speak of the embedded one.",
        )
