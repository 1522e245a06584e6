"""The suite's database: made by the owner, then used as the web role, as in life."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck, settings

from tests.support.database import copied
from tests.support.server import served, start

if TYPE_CHECKING:
    from tests.support.worlds import World

__all__ = ["copied", "served", "start"]  # fixtures for every room

# Tests are never timed: a slow machine is no fault of what is tested.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

LONG = {"demo", "faults", "launcher", "stories", "ui"}


def pytest_configure(config: pytest.Config) -> None:
    """Once, before any worker starts and reads them: what the pages say in four languages."""
    if not hasattr(config, "workerinput"):
        from django.core.management import call_command

        call_command("compile_messages", verbosity=0)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, so that at the end no worker waits long for another."""
    items.sort(key=lambda item: item.path.parent.name not in LONG)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Migrate as the owner; from then on every connection works as punte_web."""
    from django.test.utils import setup_databases, teardown_databases

    keep = os.environ.get("PUNTE_KEEP_DB") == "1"
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, keepdb=keep, serialized_aliases=())
        become("punte_web")
    yield
    with django_db_blocker.unblock():
        become(None)
        if not keep:
            teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def plain_language() -> Iterator[None]:
    """A page leaves its reader's language behind; the next test begins without."""
    yield
    translation.activate("en")


def become(role: str | None) -> None:
    """Reconnect the default connection under a role; None is the owner that logged in."""
    connection.close()
    connection.settings_dict["OPTIONS"].pop("assume_role", None)
    if role:
        connection.settings_dict["OPTIONS"]["assume_role"] = role


@pytest.fixture(autouse=True)
def no_foreign_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sockets may go to this machine alone."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local_only)


@pytest.fixture
def world(db: None, request: pytest.FixtureRequest) -> World:
    """Two invented countries with their agencies and people.

    One person does every act alone, unless the test makes a rule or is marked `delivered_rules`.
    """
    from tests.support.approvals import lift_rules
    from tests.support.worlds import World

    if "delivered_rules" not in request.keywords:
        lift_rules()
    return World()
