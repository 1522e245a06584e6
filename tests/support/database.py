"""Databases for tests that other connections or processes must see into, and roles in them.

`copied` (fixture) is a throw-away copy of the migrated test database: what is written there is
really committed. Such a test must not ask for `db` or `world`; it connects by `connected_to`.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
import pytest
from django.db import connection, connections
from psycopg import sql

SIGN_OFF = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = %s AND usename = current_user AND pid <> pg_backend_pid()
"""


@dataclass(frozen=True)
class CopiedDatabase:
    """A copy of the test database. The addresses differ only in the role that they take."""

    name: str

    @property
    def owner_url(self) -> str:
        return _address(self.name)

    @property
    def web_url(self) -> str:
        return _address(self.name, role="punte_web")

    @property
    def worker_url(self) -> str:
        return _address(self.name, role="punte_worker")

    @property
    def environment(self) -> dict[str, str]:
        """What a process of Punte needs to work on this database."""
        return {
            "DATABASE_OWNER_URL": self.owner_url,
            "DATABASE_WEB_URL": self.web_url,
            "DATABASE_WORKER_URL": self.worker_url,
        }


@contextmanager
def cloned_database() -> Iterator[CopiedDatabase]:
    """Copy the migrated test database; drop the copy at the end, whoever is still in it.

    PostgreSQL copies only what nobody is connected to, so this closes all connections of the
    suite; inside a test's transaction that would lose its rows, hence the RuntimeError.
    """
    if connection.in_atomic_block:
        raise RuntimeError("A test with a copied database must not ask for `db` or `world`.")
    connections.close_all()
    source = str(connection.settings_dict["NAME"])
    copy = CopiedDatabase(f"{source}_{secrets.token_hex(4)}")
    with _as_owner() as cursor:
        sign_off(cursor, source)
        cursor.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(copy.name), sql.Identifier(source)
            )
        )
    try:
        yield copy
    finally:
        connections.close_all()
        with _as_owner() as cursor:
            sign_off(cursor, copy.name)
            # Not WITH (FORCE): that refuses when autovacuum is at work, which this asks to leave.
            cursor.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(copy.name)))


def sign_off(cursor: psycopg.Cursor[Any], source: str) -> None:
    """End what is left of our own connections; one that ends by itself meanwhile is let go."""
    for _ in range(20):
        try:
            cursor.execute(SIGN_OFF, [source])
            return
        except psycopg.errors.InsufficientPrivilege:
            time.sleep(0.1)
    raise RuntimeError(f"Somebody else is connected to {source}.")


@contextmanager
def connected_to(database: CopiedDatabase, role: str | None = "punte_web") -> Iterator[None]:
    """Let Django's default connection work in the copy, in every thread; None is the owner."""
    settings = connection.settings_dict
    name, options = settings["NAME"], dict(settings["OPTIONS"])
    connections.close_all()
    settings["NAME"] = database.name
    settings["OPTIONS"] = {**options, "assume_role": role} if role else _without_role(options)
    try:
        yield
    finally:
        connections.close_all()
        settings["NAME"], settings["OPTIONS"] = name, options


@contextmanager
def as_role(role: str) -> Iterator[None]:
    """Work as another role inside the running transaction of a test."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        before = str(cursor.fetchone()[0])
        _set_role(role)
    yield
    _set_role(before)


def _set_role(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(role)).as_string())


def _without_role(options: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in options.items() if key != "assume_role"}


def _address(name: str, role: str = "") -> str:
    """An address like `env.database` reads; the suite's own login is the only one sure to be."""
    at = connection.settings_dict
    query = {"host": at["HOST"], "port": at["PORT"]}
    if role:
        query["options"] = f"-c role={role}"
    login = f"{quote(str(at['USER']), safe='')}:{quote(str(at['PASSWORD']), safe='')}"
    given = {key: value for key, value in query.items() if value}
    return f"postgresql://{login}@/{name}?{urlencode(given, quote_via=quote)}"


@contextmanager
def _as_owner() -> Iterator[psycopg.Cursor[Any]]:
    with (
        psycopg.connect(_address("postgres"), autocommit=True) as link,
        link.cursor() as cursor,
    ):
        yield cursor


@pytest.fixture
def copied(django_db_setup: None, django_db_blocker: Any) -> Iterator[CopiedDatabase]:
    """A copy of the migrated test database for this one test."""
    with django_db_blocker.unblock(), cloned_database() as database:
        yield database
