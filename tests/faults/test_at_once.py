"""Two browsers at one moment, over HTTP: one wins, the other is told; a form sent twice is once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Account
from punte.protection.identification.models import Notification
from punte.protection.persons.models import Person
from punte.protection.referral.actions.move import mark_seen
from punte.protection.referral.models import Referral, ReferralEvent
from tests.faults.clients import PLACE, Browser, sign
from tests.support.database import CopiedDatabase, cloned_database, connected_to
from tests.support.persons import make_consent, make_person, make_sent
from tests.support.server import Server, session_of, start_server
from tests.support.worlds import World, viewer

Served = tuple[CopiedDatabase, Server]


@pytest.fixture(scope="module")
def served(django_db_setup: None, django_db_blocker: Any) -> Iterator[Served]:
    """One database and one server for all tests here; each brings its own people."""
    with django_db_blocker.unblock(), cloned_database() as database:
        server = start_server(database.environment, {"PUNTE_DEMO": "1"})
        yield database, server
        server.stop()


@pytest.fixture
def world(served: Served, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), connected_to(served[0]):
        yield World()


@pytest.fixture
def server(served: Served) -> Server:
    return served[1]


def browser(server: Server, who: Viewer) -> Browser:
    cookie = session_of(Account.objects.get(pk=who.account_id))["Cookie"]
    return Browser(server.host, server.port, cookie)


def seen_referral(world: World) -> Referral:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        make_consent(by, person, world.ngo)
        sent = make_sent(by, person, world.desk)
    with acting_as(world.caseworker) as by:
        return mark_seen(by=by, referral=Referral.objects.get(pk=sent.pk))


def at_once(*calls: tuple[Browser, str, dict[str, str]]) -> list[tuple[int, str, str]]:
    with ThreadPoolExecutor(len(calls)) as threads:
        sent = [threads.submit(who.post, path, values) for who, path, values in calls]
        return [answer.result() for answer in sent]


def test_two_answer_one_referral_one_wins_and_the_other_is_told(
    world: World, server: Server
) -> None:
    colleague = viewer(world.ngo, "caseworker", [world.desk])
    clients = [browser(server, who) for who in (world.caseworker, colleague)]
    for _round in range(4):
        row = seen_referral(world)
        page = f"/referrals/{row.id}/step/accept/"
        forms = [
            {"once": str(uuid4()), "version": str(row.version), "note": "Come."} for _ in clients
        ]
        answers = at_once(*((c, page, f) for c, f in zip(clients, forms, strict=True)))
        assert sorted(status for status, _to, _page in answers) == [302, 409]
        told = next(page for status, _to, page in answers if status == 409)
        assert "Someone was quicker" in told
        with acting_as(world.caseworker):
            assert ReferralEvent.objects.filter(referral=row, move="accept").count() == 1
            assert Referral.objects.get(pk=row.pk).version == row.version + 1


def test_double_click_resend_and_back_button_notify_once(world: World, server: Server) -> None:
    officer = browser(server, world.officer)
    values = sign(uuid4(), world.unit.pk)
    twice = at_once((officer, PLACE, values), (officer, PLACE, values))
    later = officer.post(PLACE, values)
    assert {status for status, _to, _page in (*twice, later)} == {302}
    assert len({to for _status, to, _page in (*twice, later)}) == 1
    with acting_as(world.coordinator):
        assert Notification.objects.count() == Person.objects.count() == 1


def test_the_same_click_on_a_referral_moves_it_once(world: World, server: Server) -> None:
    row = seen_referral(world)
    client = browser(server, world.caseworker)
    page = f"/referrals/{row.id}/step/accept/"
    form = {"once": str(uuid4()), "version": str(row.version), "note": "Come."}
    answers = at_once((client, page, form), (client, page, form))
    answers.append(client.post(page, form))
    assert [status for status, _to, _page in answers] == [302, 302, 302]
    with acting_as(world.caseworker):
        assert ReferralEvent.objects.filter(referral=row, move="accept").count() == 1
