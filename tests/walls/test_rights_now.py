"""Rights are looked up with every request: what is taken away is gone with the next click."""

from __future__ import annotations

import time
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from punte.core.access.actions import GLASS_TRIES
from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Membership
from punte.core.ledger.door import Entry
from punte.core.notices.stream import is_signed_in
from punte.protection.persons.models import Person
from punte.protection.referral.models import Referral
from tests.support.persons import make_consent, make_person, make_sent
from tests.support.signs import client_of
from tests.support.worlds import World


@pytest.fixture
def sent(world: World) -> Referral:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        make_consent(by, person, world.ngo)
        return make_sent(by, person, world.desk, live_link=True)


def membership_of(who: Viewer) -> Membership:
    return Membership.objects.get(account=who.account_id)


def pages(row: Referral) -> list[str]:
    return [
        reverse("protection:referral", args=[row.id]),
        reverse("protection:person", args=[row.person_id]),
    ]


def statuses(client: Client, row: Referral) -> list[int]:
    return [client.get(url).status_code for url in pages(row)]


def test_suspended_means_now(world: World, sent: Referral) -> None:
    client = client_of(world.caseworker)
    assert statuses(client, sent) == [200, 200]
    key = str(client.session.session_key)
    assert is_signed_in(key, world.caseworker.account_id)
    Membership.objects.filter(account=world.caseworker.account_id).update(state="suspended")
    assert statuses(client, sent) == [403, 403]
    # What a page holds open looks again with each heartbeat.
    assert not is_signed_in(key, world.caseworker.account_id)


def test_a_closed_agency_works_on_nothing(world: World, sent: Referral) -> None:
    client = client_of(world.caseworker)
    assert statuses(client, sent) == [200, 200]
    world.ngo.active = False
    world.ngo.save()
    assert statuses(client, sent) == [403, 403]


def test_a_lesser_role_counts_at_once(world: World, sent: Referral) -> None:
    client = client_of(world.coordinator)
    assert statuses(client, sent) == [200, 200]
    Membership.objects.filter(account=world.coordinator.account_id).update(role="officer")
    assert statuses(client, sent) == [404, 403]


def test_a_desk_taken_away_takes_its_referrals_along(world: World, sent: Referral) -> None:
    client = client_of(world.caseworker)
    assert statuses(client, sent) == [200, 200]
    membership_of(world.caseworker).desks.set([world.other_desk])
    assert statuses(client, sent) == [404, 404]
    inbox = client.get(reverse("protection:referrals_in"))
    assert str(sent) not in inbox.content.decode()


def test_a_session_from_before_the_sign_in_is_not_kept(client: Client, world: World) -> None:
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = "by a stranger"
    session.save()
    before = session.session_key
    client.force_login(membership_of(world.caseworker).account)
    assert client.session.session_key != before


def denied(world: World) -> list[str]:
    with acting_as(world.overseer):
        rows = Entry.objects.filter(action="access.denied").order_by("at")
        return [row.detail["what"] for row in rows]


def test_a_refused_post_is_in_the_log_of_the_persons_country(world: World, sent: Referral) -> None:
    words = {"note": "Mine now.", "reason": "other", "once": str(uuid4())}
    url = reverse("protection:referral_move", args=[sent.id, "withdraw"])
    assert client_of(world.caseworker).post(url, words).status_code == 403
    assert client_of(world.officer).post(url, words).status_code == 404
    # The desk is of the other country; the oversight of the person's own reads of its try too.
    assert denied(world) == ["referral.withdraw", "read protection.referral"]
    with acting_as(world.overseer):
        assert "Mine now" not in str(list(Entry.objects.values_list("detail", flat=True)))


def just_signed_in(client: Client) -> Client:
    session = client.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()
    return client


def glass(client: Client, code: str, reason: str = "She is at our gate, in danger.") -> int:
    url = reverse("protection:break_glass")
    return client.post(url, {"code": code, "reason": reason, "sure": "on"}).status_code


def test_guessing_pseudonyms_through_the_glass_ends_soon(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
    client = just_signed_in(client_of(world.foreign_coordinator))
    for number in range(GLASS_TRIES):
        assert glass(client, f"Willow-9999{number}") == 404
    assert glass(client, str(person)) == 403
    with acting_as(world.foreign_coordinator):
        assert not Person.objects.exists()
    # Another person's tries are counted apart.
    colleague = just_signed_in(client_of(world.caseworker))
    assert glass(colleague, str(person)) == 302


def test_a_reason_too_short_tells_nothing(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
    client = just_signed_in(client_of(world.foreign_coordinator))
    answers = {glass(client, code, "short") for code in (str(person), "Willow-99999")}
    assert answers == {200}
