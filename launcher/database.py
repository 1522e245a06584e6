"""Which database is used, by what addresses, and for how long."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from launcher import cluster as clusters
from launcher import external, identity, postmaster, roles
from launcher.cluster import Cluster
from launcher.environment import Environment
from launcher.errors import LauncherError
from launcher.home import Home
from launcher.locks import Lock
from launcher.say import say

_START_WAIT = 600.0  # seconds to let another launcher finish starting or stopping


@dataclass(frozen=True)
class Database:
    """A database that is up: addresses for children, and the cluster when it is our own."""

    home: Home
    environment: Environment
    urls: dict[str, str]
    cluster: Cluster | None

    @property
    def owner_url(self) -> str:
        return self.urls["DATABASE_OWNER_URL"]

    def variables(self) -> dict[str, str]:
        """The environment for Punte's own processes."""
        source = str(self.environment.root / "src")
        # Also for `verify` or `worker`: the demo's ledger is signed under the demo's name.
        demo = {"PUNTE_DEMO": "1"} if self.home.demo_mark.exists() else {}
        return (
            os.environ
            | self.urls
            | demo
            | {
                "PUNTE_HOME": str(self.home.path),
                "PYTHONPATH": source,
                "DJANGO_SETTINGS_MODULE": "punte.config.settings",
                # Where the shell forbids it, each process would compile all it imports anew.
                "PYTHONDONTWRITEBYTECODE": "",
            }
        )

    def client(self, name: str) -> str:
        """A PostgreSQL client program: our own server's, or for others the system's first.

        The packaged ones cannot speak TLS, which a database elsewhere will want.
        """
        if self.cluster is not None:
            return self.cluster.binaries.program(name)
        found = shutil.which(name)
        if found is None:
            raise LauncherError(
                f"{name} is needed for the database of DATABASE_URL and is not installed.",
                "apt-get install postgresql-client",
            )
        return found


@contextmanager
def using(
    home: Home,
    environment: Environment,
    *,
    throwaway: bool = False,
    settings: Mapping[str, str] | None = None,
) -> Iterator[Database]:
    """Have the database up for as long as the block runs.

    The embedded server is started unless it runs already, and stopped by whoever uses it
    last. With DATABASE_URL in `settings` (by default the process's environment) no server
    is started.
    """
    settings = os.environ if settings is None else settings
    if settings.get("DATABASE_URL") and not throwaway:
        urls = external.resolve(home, settings, environment.python)
        yield Database(home, environment, urls, None)
        return
    cluster = locate(home, environment, throwaway=throwaway)
    users = Lock(home.run / "database_users.lock")
    gate = Lock(home.run / "database.lock")
    with gate:
        gate.wait(seconds=_START_WAIT, what="The database")
        if postmaster.running_pid(cluster) is not None and not is_used(home):
            say("  the database was left running: using it")
        cluster = _bring_up(cluster, environment)
        users.take(shared=True)
    try:
        yield Database(home, environment, addresses(cluster), cluster)
    finally:
        leave(cluster, users, gate)


def locate(home: Home, environment: Environment, *, throwaway: bool = False) -> Cluster:
    """The embedded cluster of a state folder, running or not."""
    return clusters.locate(
        home,
        identity.load_or_make(home),
        site_packages=environment.site_packages,
        throwaway=throwaway,
    )


def addresses(cluster: Cluster) -> dict[str, str]:
    """The three addresses Punte's processes use."""
    return {
        "DATABASE_OWNER_URL": roles.socket_url(cluster, identity.OWNER),
        "DATABASE_WEB_URL": roles.socket_url(cluster, identity.WEB),
        "DATABASE_WORKER_URL": roles.socket_url(cluster, identity.WORKER),
    }


def leave(cluster: Cluster, users: Lock, gate: Lock) -> None:
    """Stop using the server; the last one out stops it."""
    with gate:
        gate.wait(seconds=_START_WAIT, what="The database")
        users.release()
        with users:
            if users.take():
                postmaster.stop(cluster)


def is_used(home: Home) -> bool:
    """Whether some launcher uses the embedded server now."""
    with Lock(home.run / "database_users.lock") as users:
        return not users.take()


def _bring_up(cluster: Cluster, environment: Environment) -> Cluster:
    try:
        postmaster.start(cluster)
    except LauncherError:
        if not cluster.throwaway or not cluster.data.exists():
            raise
        say("  the throwaway database is damaged: making it anew")
        clusters.discard(cluster)
        cluster = replace(cluster, identity=replace(cluster.identity, prepared=""))
        postmaster.start(cluster)
    known = roles.prepare(cluster, environment.python)
    return replace(cluster, identity=known)
