"""Connections that broke while nobody used them are changed for new ones, unseen by people."""

from __future__ import annotations

import psycopg

from punte.core.agencies.door import Account
from tests.faults.clients import Browser
from tests.support.database import CopiedDatabase, connected_to
from tests.support.server import Server, session_of
from tests.support.worlds import World

BREAK = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


def broken_off(copied: CopiedDatabase) -> int:
    """End all sessions of the database, as its restart would; how many there were."""
    with psycopg.connect(copied.owner_url, autocommit=True) as link:
        row = link.execute(BREAK).fetchone()
    assert row is not None
    return int(row[0])


def test_nobody_sees_that_the_database_was_restarted(
    copied: CopiedDatabase, served: Server
) -> None:
    with connected_to(copied):
        world = World()
        account = Account.objects.get(pk=world.coordinator.account_id)
        browser = Browser(served.host, served.port, session_of(account)["Cookie"])
    assert browser.get("/persons/")[0] == 200
    for _restart in range(2):
        assert broken_off(copied) >= 2
        assert [browser.get("/persons/")[0] for _ in range(4)] == [200] * 4
