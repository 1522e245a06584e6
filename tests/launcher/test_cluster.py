"""The embedded server: how it was made, who may reach it, and that it keeps what it is given."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from launcher import postmaster, roles, tuning
from launcher.cluster import Cluster
from launcher.database import Database, using
from launcher.environment import Environment
from launcher.home import Home
from launcher.identity import ADMIN, OWNER, WEB, WORKER
from launcher.sql import Session, SqlError


def cluster_of(database: Database) -> Cluster:
    assert database.cluster is not None
    return database.cluster


def test_warm_start_keeps_the_data_and_is_quick(home: Home, environment: Environment) -> None:
    with (
        using(home, environment) as database,
        Session(environment.python, database.owner_url) as session,
    ):
        session.run("CREATE TABLE kept AS SELECT 'still here' AS word")
    assert postmaster.running_pid(cluster_of(database)) is None
    began = time.monotonic()
    with using(home, environment) as database:
        took = time.monotonic() - began
        with Session(environment.python, database.owner_url) as session:
            assert session.run("SELECT word FROM kept") == [["still here"]]
            session.run("DROP TABLE kept")
    assert took < 15  # 0.2 s on a quiet machine; making it anew takes far longer on a busy one


def test_case_and_words_in_both_scripts(owner: Session) -> None:
    assert owner.run("SELECT lower('Ș'), upper('ț')") == [["ș", "Ț"]]
    assert owner.run("SELECT 'ПРИВІТ' ILIKE '%привіт%', 'ȚARĂ' ILIKE 'țară'") == [[True, True]]
    # Plain "C" would leave Cyrillic without trigrams, and so without search by name.
    assert owner.run("SELECT cardinality(show_trgm('Їжак')) > 0") == [[True]]
    assert owner.run("SELECT 'їжак' = ANY (tsvector_to_array(to_tsvector('simple', 'Їжак')))") == [
        [True]
    ]


def test_locale_checksums_and_version(owner: Session) -> None:
    sql = "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = current_database()"
    assert owner.run(sql) == [["b", "PG_UNICODE_FAST"]]
    assert owner.run("SHOW data_checksums") == [["on"]]
    assert owner.run("SHOW full_page_writes") == [["on"]]
    assert owner.run("SHOW synchronous_commit") == [["on"]]
    assert int(owner.run("SHOW server_version_num")[0][0]) >= 180000


def test_extensions_are_there_also_in_databases_made_later(
    running: Database, owner: Session
) -> None:
    owner.run("CREATE DATABASE made_later")
    later = running.owner_url.replace("/punte?", "/made_later?")
    for url in (running.owner_url, later):
        with Session(running.environment.python, url) as session:
            have = {row[0] for row in session.run("SELECT extname FROM pg_extension")}
        assert have >= set(roles.EXTENSIONS)
    owner.run("DROP DATABASE made_later")


def test_no_tcp_socket_is_listening(running: Database, owner: Session) -> None:
    assert owner.run("SHOW listen_addresses") == [[""]]
    pid = postmaster.running_pid(cluster_of(running))
    sockets = {os.readlink(link) for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()}
    listening = "0A"
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text("ascii").splitlines()[1:]:
            fields = line.split()
            assert not (fields[3] == listening and f"socket:[{fields[9]}]" in sockets)


def test_server_is_not_root_and_its_folders_are_private(running: Database) -> None:
    cluster = cluster_of(running)
    status = Path(f"/proc/{postmaster.running_pid(cluster)}/status").read_text("utf-8")
    uids = next(line for line in status.splitlines() if line.startswith("Uid:")).split()[1:]
    assert "0" not in uids
    assert cluster.data.stat().st_mode & 0o077 == 0
    assert cluster.socket_dir.stat().st_mode & 0o077 == 0
    assert len(str(cluster.socket)) < 107


def test_wrong_password_is_refused(running: Database) -> None:
    for role in (ADMIN, OWNER, WEB, WORKER):
        password = cluster_of(running).identity.passwords[role]
        url = roles.socket_url(cluster_of(running), role)
        with Session(running.environment.python, url) as session:
            assert session.run("SELECT current_user::text") == [[role]]
        wrong = url.replace(password, "wrong")
        with pytest.raises(SqlError, match="password authentication failed"):
            Session(running.environment.python, wrong).__enter__()


def test_web_and_worker_have_no_power_over_the_owner(running: Database, owner: Session) -> None:
    owner.run("CREATE TABLE guarded (n int)")
    for role in (WEB, WORKER):
        url = roles.socket_url(cluster_of(running), role)
        with Session(running.environment.python, url) as session:
            for sql in (
                f"SET ROLE {OWNER}",
                "SELECT * FROM guarded",
                "CREATE TABLE mine (n int)",
                "CREATE DATABASE mine",
                "CREATE ROLE mine",
                "CREATE TEMP TABLE mine (n int)",
            ):
                with pytest.raises(SqlError, match=r"permission denied|must be"):
                    session.run(sql)
    owner.run("DROP TABLE guarded")


def test_owner_may_act_as_web_without_having_its_rights(owner: Session) -> None:
    assert owner.run("SELECT pg_has_role('punte_web', 'USAGE')") == [[False]]
    owner.run("SET ROLE punte_web")
    assert owner.run("SELECT current_user::text") == [["punte_web"]]


def test_logs_hold_no_statements(running: Database, owner: Session) -> None:
    owner.run("CREATE TABLE unique_names (name text UNIQUE)")
    owner.run("INSERT INTO unique_names VALUES ('Invented Person')")
    with pytest.raises(SqlError):
        owner.run("INSERT INTO unique_names VALUES ('Invented Person')")
    owner.run("DROP TABLE unique_names")
    text = cluster_of(running).log.read_text(encoding="utf-8")
    assert "duplicate key" in text
    assert "Invented" not in text


def test_own_settings_win(home: Home, environment: Environment) -> None:
    own = home.path / "postgresql.conf"
    before = own.read_text(encoding="utf-8")
    own.write_text(f"{before}work_mem = '7MB'\n", encoding="utf-8")
    with (
        using(home, environment) as database,
        Session(environment.python, database.owner_url) as session,
    ):
        assert session.run("SHOW work_mem") == [["7MB"]]
    own.write_text(before, encoding="utf-8")


@pytest.mark.parametrize(
    ("gigabytes", "shared", "work"),
    [(1, "256MB", "4MB"), (4, "1024MB", "4MB"), (24, "2048MB", "24MB")],
)
def test_settings_follow_the_machine(gigabytes: int, shared: str, work: str) -> None:
    settings = tuning.server_settings(memory=gigabytes * 2**30, socket_dir="/s", throwaway=False)
    assert (settings["shared_buffers"], settings["work_mem"]) == (shared, work)
    assert not {"fsync", "full_page_writes", "synchronous_commit"} & settings.keys()


def test_only_throwaway_clusters_are_hasty() -> None:
    settings = tuning.server_settings(memory=2**30, socket_dir="/s", throwaway=True)
    assert settings["fsync"] == settings["full_page_writes"] == "off"
