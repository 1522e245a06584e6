"""A database that somebody else runs: roles are made if they may be, else it says how."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher import roles
from launcher.database import Database, using
from launcher.environment import Environment
from launcher.errors import LauncherError
from launcher.home import Home, open_home
from launcher.identity import ADMIN
from launcher.sql import Session


@pytest.fixture
def admin(running: Database) -> Iterator[Session]:
    """The other server's administrator; ours plays that server."""
    assert running.cluster is not None
    url = roles.socket_url(running.cluster, ADMIN, "postgres")
    with Session(running.environment.python, url) as session:
        for role in ("punte_web", "punte_worker"):
            if session.run("SELECT 1 FROM pg_roles WHERE rolname = %s", role):
                session.run(f"REVOKE CONNECT ON DATABASE punte FROM {role}")
                session.run(f"DROP ROLE {role}")
        yield session
        session.run("DROP DATABASE IF EXISTS theirs")
        session.run("DROP ROLE IF EXISTS them")
    roles.prepare_anew(running.cluster, running.environment.python)


@pytest.fixture
def theirs(admin: Session, running: Database) -> str:
    """The address of an empty database whose owner may make roles."""
    admin.run("CREATE ROLE them LOGIN CREATEROLE PASSWORD 'p'")
    admin.run("CREATE DATABASE theirs OWNER them TEMPLATE template0")
    assert running.cluster is not None
    return f"postgresql://them:p@/theirs?host={running.cluster.socket_dir}&port=5432"


@pytest.fixture
def ours(tmp_path: Path) -> Home:
    return open_home(tmp_path / "state")


def test_roles_are_made_and_kept(theirs: str, ours: Home, environment: Environment) -> None:
    for _ in range(2):
        with using(ours, environment, settings={"DATABASE_URL": theirs}) as database:
            assert database.cluster is None
            assert database.owner_url == theirs
            for role in ("punte_web", "punte_worker"):
                url = database.urls[f"DATABASE_{role.removeprefix('punte_').upper()}_URL"]
                with Session(environment.python, url) as session:
                    assert session.run("SELECT current_user::text") == [[role]]
    assert not ours.identity_file.exists(), "no cluster of our own was made"
    assert (ours.path / "external_roles.json").stat().st_mode & 0o077 == 0


def test_owner_who_may_not_make_roles_is_told_the_sql(
    theirs: str, admin: Session, ours: Home, environment: Environment
) -> None:
    admin.run("ALTER ROLE them NOCREATEROLE")
    with pytest.raises(LauncherError, match="may not make the role punte_web") as refusal:
        using(ours, environment, settings={"DATABASE_URL": theirs}).__enter__()
    assert "CREATE ROLE punte_web LOGIN" in refusal.value.mend
    assert "DATABASE_WEB_URL" in refusal.value.mend


def test_given_addresses_are_used_as_they_are(
    theirs: str, ours: Home, environment: Environment
) -> None:
    settings = {"DATABASE_URL": theirs, "DATABASE_WEB_URL": "w", "DATABASE_WORKER_URL": "k"}
    with using(ours, environment, settings=settings) as database:
        assert database.urls["DATABASE_WEB_URL"] == "w"
        assert database.urls["DATABASE_WORKER_URL"] == "k"


def test_address_that_nobody_answers(ours: Home, environment: Environment) -> None:
    settings = {"DATABASE_URL": "postgresql://a:b@/c?host=/nonexistent"}
    with pytest.raises(LauncherError, match="DATABASE_URL answers"):
        using(ours, environment, settings=settings).__enter__()
