"""Real clusters in temporary state folders, which only their owner may enter."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher import database as databases
from launcher import postmaster
from launcher.database import Database, using
from launcher.environment import Environment
from launcher.home import Home, open_home
from launcher.sql import Session


@pytest.fixture(scope="session", autouse=True)
def clusters_apart() -> Iterator[Path]:
    """When the suite runs as root, clusters go here and not to /var/lib/punte."""
    folder = Path(tempfile.mkdtemp(prefix="punte-clusters-"))
    folder.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PUNTE_CLUSTERS", str(folder))
        for name in ("DATABASE_URL", "DATABASE_WEB_URL", "DATABASE_WORKER_URL"):
            patch.delenv(name, raising=False)
        yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def environment() -> Environment:
    """The environment these tests run in."""
    return Environment(Path(sys.prefix))


def hasty_home(path: Path) -> Home:
    """A state folder whose server does not wait for the disk, by the user's own settings.

    What is tried here survives a killed server without that; a lost machine is not tried.
    """
    home = open_home(path)
    (home.path / "postgresql.conf").write_text("fsync = off\n", encoding="utf-8")
    return home


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory, environment: Environment) -> Iterator[Home]:
    """A state folder that the tests share, so that they need one initdb; leave it as it was."""
    private = tmp_path_factory.mktemp("clone")
    private.chmod(0o700)
    home = hasty_home(private / ".punte")
    yield home
    cluster = databases.locate(home, environment)
    postmaster.stop(cluster)
    shutil.rmtree(cluster.socket_dir, ignore_errors=True)


@pytest.fixture
def running(home: Home, environment: Environment) -> Iterator[Database]:
    """The database of `home`, up for one test."""
    with using(home, environment) as database:
        yield database


@pytest.fixture
def owner(running: Database) -> Iterator[Session]:
    """A session as the owner of the database."""
    with Session(running.environment.python, running.owner_url) as session:
        yield session
