"""The support that other tests stand on: a copied database and a real server on it."""

import http.client

import pytest
from django.db import connection

from punte.core.agencies.door import Account
from tests.support.database import CopiedDatabase, cloned_database, connected_to
from tests.support.server import Server, session_of
from tests.support.worlds import World


def test_the_server_answers_and_knows_who_is_signed_in(
    copied: CopiedDatabase, served: Server
) -> None:
    with connected_to(copied):
        world = World()
        cookie = session_of(Account.objects.get(pk=world.coordinator.account_id))
    link = http.client.HTTPConnection(served.host, served.port, timeout=20)
    link.request("GET", "/healthz", headers=cookie)
    assert link.getresponse().read() == b"ok"
    link.close()
    assert "Traceback" not in served.log


def test_a_copy_is_really_written_and_leaves_the_suite_s_database_alone(
    copied: CopiedDatabase,
) -> None:
    with connected_to(copied):
        World().md.save()
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, current_database()")
            assert cursor.fetchone() == ("punte_web", copied.name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM agencies_jurisdiction")
        assert cursor.fetchone() == (0,)


def test_a_copy_inside_a_test_s_transaction_is_refused(db: None) -> None:
    with pytest.raises(RuntimeError, match="must not ask"), cloned_database():
        pass
