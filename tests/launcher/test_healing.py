"""What an unclean end leaves behind does not keep Punte from starting."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from launcher import cluster as clusters
from launcher import database as databases
from launcher import postmaster
from launcher.cluster import Cluster
from launcher.database import using
from launcher.environment import ROOT, Environment
from launcher.errors import LauncherError
from launcher.home import Home, open_home
from launcher.sql import Session, SqlError

LEAVE_RUNNING = """
import os, signal, sys
from pathlib import Path
from launcher.database import using
from launcher.environment import Environment
from launcher.home import open_home
with using(open_home(Path(sys.argv[1])), Environment(Path(sys.prefix))):
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def cluster(home: Home, environment: Environment) -> Cluster:
    return databases.locate(home, environment)


def kill_server(cluster: Cluster) -> None:
    pid = postmaster.running_pid(cluster)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    while postmaster.running_pid(cluster) is not None:
        time.sleep(0.02)


def test_killed_server_loses_nothing_that_was_committed(
    home: Home, environment: Environment, cluster: Cluster, capsys: pytest.CaptureFixture[str]
) -> None:
    with using(home, environment) as database:
        with Session(environment.python, database.owner_url) as session:
            session.run("CREATE TABLE acknowledged (n int)")
            for number in range(20):
                session.run("INSERT INTO acknowledged VALUES (%s)", number)
            session.run("BEGIN")
            session.run("INSERT INTO acknowledged VALUES (1000)")
            kill_server(cluster)
            # Its old processes may still be ending while the new server starts.
            postmaster.start(cluster)
            with pytest.raises(SqlError):
                session.run("COMMIT")
        with Session(environment.python, database.owner_url) as session:
            assert session.run("SELECT count(*), max(n) FROM acknowledged") == [[20, 19]]
    assert "did not end cleanly" in capsys.readouterr().out


def test_stale_pid_file_whose_number_belongs_to_another_program(
    home: Home, environment: Environment, cluster: Cluster
) -> None:
    with using(home, environment):
        kill_server(cluster)
    pid_file = cluster.data / "postmaster.pid"
    lines = pid_file.read_text("utf-8").split("\n")
    pid_file.write_text("\n".join([str(os.getppid()), *lines[1:]]), encoding="utf-8")
    with (
        using(home, environment) as database,
        Session(environment.python, database.owner_url) as session,
    ):
        assert session.run("SELECT 1") == [[1]]


def test_damaged_pid_file(home: Home, environment: Environment, cluster: Cluster) -> None:
    (cluster.data / "postmaster.pid").write_text("", encoding="utf-8")
    with using(home, environment):
        assert postmaster.is_ready(cluster)


def test_server_left_by_a_killed_launcher_is_used_not_doubled(
    home: Home, environment: Environment, cluster: Cluster, capfd: pytest.CaptureFixture[str]
) -> None:
    command = [sys.executable, "-c", LEAVE_RUNNING, str(home.path)]
    done = subprocess.run(command, cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    left = postmaster.running_pid(cluster)
    assert left is not None
    with using(home, environment):
        assert postmaster.running_pid(cluster) == left
    assert postmaster.running_pid(cluster) is None
    assert "using it" in capfd.readouterr().out


def test_server_whose_socket_folder_was_cleared_away(
    home: Home, environment: Environment, cluster: Cluster
) -> None:
    with using(home, environment) as database:
        shutil.rmtree(cluster.socket_dir)
        postmaster.start(cluster)
        with Session(environment.python, database.owner_url) as session:
            assert session.run("SELECT 1") == [[1]]


def test_last_user_out_stops_the_server(
    home: Home, environment: Environment, cluster: Cluster
) -> None:
    with using(home, environment):
        with using(home, environment):
            assert databases.is_used(home)
        assert postmaster.is_ready(cluster)
    assert postmaster.running_pid(cluster) is None
    assert not cluster.socket_dir.exists()
    assert not databases.is_used(home)


def test_interrupted_initdb_is_done_again(tmp_path: Path, environment: Environment) -> None:
    home = open_home(tmp_path / "state")
    cluster = databases.locate(home, environment)
    (cluster.place / "data.partial").mkdir()
    (cluster.place / "data.partial" / "PG_VERSION").write_text("18\n", encoding="utf-8")
    clusters.make(cluster)
    assert (cluster.data / "global" / "pg_control").exists()
    assert not (cluster.place / "data.partial").exists()
    (cluster.data / "PG_VERSION").write_text("12\n", encoding="utf-8")
    with pytest.raises(LauncherError, match="made by PostgreSQL 12"):
        clusters.make(cluster)


def test_broken_settings_are_shown_with_the_log(home: Home, environment: Environment) -> None:
    own = home.path / "postgresql.conf"
    before = own.read_text(encoding="utf-8")
    own.write_text("work_mem = 'much'\n", encoding="utf-8")
    with pytest.raises(LauncherError, match="work_mem") as refusal:
        using(home, environment).__enter__()
    own.write_text(before, encoding="utf-8")
    assert "postgresql.log" in refusal.value.mend


def test_full_disk_is_said_before_anything_is_made(
    tmp_path: Path, environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil.disk_usage(tmp_path)._replace(free=5 * 2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: full)
    with pytest.raises(LauncherError, match="only 5 MB free") as refusal:
        using(open_home(tmp_path / "state"), environment).__enter__()
    assert "free some space" in refusal.value.mend
