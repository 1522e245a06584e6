"""A real node for tests of faults: its own state folder and cluster.

The node has the suite's keys, so that the test's own process may look into its database beside
the node's processes and open what they sealed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, connections
from django.test import override_settings

from launcher import database as databases
from launcher import identity, postmaster
from launcher.cluster import Cluster
from launcher.database import Database, using
from launcher.environment import Environment
from launcher.home import Home
from launcher.operating import libpq_variables
from launcher.serving import get_ready
from punte.config import env
from tests.launcher.conftest import hasty_home
from tests.support.database import CopiedDatabase


@dataclass(frozen=True)
class Node:
    """A state folder with a cluster; `up()` has the database running, `inside()` looks into it."""

    home: Home
    environment: Environment

    @property
    def cluster(self) -> Cluster:
        return databases.locate(self.home, self.environment)

    @property
    def urls(self) -> dict[str, str]:
        return databases.addresses(self.cluster)

    @contextmanager
    def up(self) -> Iterator[Database]:
        with using(self.home, self.environment) as database:
            yield database

    @contextmanager
    def inside(self, role: str = "web") -> Iterator[None]:
        """Let this process's Django work on the node: its database, under a role, and its files."""
        with (
            connected(self.urls[f"DATABASE_{role.upper()}_URL"]),
            override_settings(FILES_ROOT=self.home.files),
        ):
            yield

    def end(self) -> None:
        postmaster.stop(self.cluster)
        shutil.rmtree(self.cluster.socket_dir, ignore_errors=True)


def make_node(folder: Path, environment: Environment) -> Node:
    """A node as `./punte demo` makes it, migrated, but with nobody in it.

    Its tables come from the suite's database, where the migrations have just made them.
    """
    shutil.copytree(settings.KEYS, folder / "keys")
    node = Node(hasty_home(folder), environment)
    node.home.demo_mark.touch()
    with node.up() as database:
        copy_tables(database)
        get_ready(database, database.variables())
        known = identity.load(node.home)
        assert known is not None
        # What the demo would be filled with is not needed here.
        (node.home.run / "seeded").write_text(known.id, encoding="utf-8")
    return node


def copy_tables(database: Database) -> None:
    """The suite's tables and what the migrations wrote there, into a new node's database."""
    source, target = (
        os.environ | libpq_variables(url)
        for url in (
            CopiedDatabase(str(connection.settings_dict["NAME"])).owner_url,
            database.owner_url,
        )
    )
    # As in a backup, without the extensions: those are there, and their owner is another.
    dump = [database.client("pg_dump"), "--format=custom", "--exclude-extension=*"]
    load = [database.client("pg_restore"), "--no-owner", "--exit-on-error"]
    content = subprocess.run(dump, env=source, check=True, capture_output=True).stdout
    load.append(f"--dbname={target['PGDATABASE']}")
    subprocess.run(load, env=target, input=content, check=True, capture_output=True)


@contextmanager
def connected(url: str) -> Iterator[None]:
    """Let Django's default connection go to another address, in every thread."""
    now = connection.settings_dict
    kept: Mapping[str, object] = dict(now)
    connections.close_all()
    now.update(env.database(url))
    try:
        yield
    finally:
        connections.close_all()
        now.update(kept)
