"""What a page still shows once access is over, and to whom a referral shows at all."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import Grant, Viewer, acting_as
from punte.core.errors import NotHere, Refused
from punte.core.vault.door import keep_identity
from punte.protection.casework.queries.search import search
from punte.protection.referral.actions.move import mark_seen, move_referral
from punte.protection.referral.models import Referral, ReferralWords
from tests.support.database import as_role
from tests.support.persons import make_consent, make_person, make_sent
from tests.support.signs import client_of
from tests.support.worlds import World, viewer

MESSAGE = "A room with a garden."
NOTE = "Comes with a blue suitcase."


@pytest.fixture
def sent(world: World) -> Referral:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        keep_identity(
            by=by, subject=person.id, owner=person.owner, audiences=[person.owner],
            values={"given_name": "Probă", "family_name": "Exemplescu"},
        )  # fmt: skip
        make_consent(by, person, world.ngo)
        fields = ["age_band", "given_name", "family_name"]
        return make_sent(by, person, world.desk, message=MESSAGE, fields=fields, live_link=True)


def page_of(row: Referral) -> str:
    return reverse("protection:referral", args=[row.id])


def talk(world: World, row: Referral) -> None:
    with acting_as(world.caseworker) as by:
        mark_seen(by=by, referral=Referral.objects.get(pk=row.pk))
        move_referral(by=by, referral=row.id, move="ask", note="Why?", request_key=uuid4())
    with acting_as(world.coordinator) as by:
        move_referral(by=by, referral=row.id, move="answer", note=NOTE, request_key=uuid4())


def withdraw(world: World, row: Referral) -> None:
    with acting_as(world.coordinator) as by:
        move_referral(
            by=by, referral=row.id, move="withdraw", note="x", reason="other", request_key=uuid4()
        )


def test_words_close_with_the_access(world: World, sent: Referral) -> None:
    talk(world, sent)
    desk = client_of(world.caseworker)
    shown = desk.get(page_of(sent)).content.decode()
    assert MESSAGE in shown
    assert NOTE in shown
    withdraw(world, sent)
    answer = desk.get(page_of(sent))
    assert answer.status_code == 200
    assert MESSAGE not in answer.content.decode()
    assert NOTE not in answer.content.decode()
    mine = client_of(world.coordinator).get(page_of(sent)).content.decode()
    assert MESSAGE in mine
    assert NOTE in mine


def test_the_database_too_closes_words_with_the_access(world: World, sent: Referral) -> None:
    talk(world, sent)
    expected = {MESSAGE, "Why?", NOTE}

    def read(by: Viewer) -> set[str]:
        with acting_as(by), connection.cursor() as cursor:
            cursor.execute("SELECT text FROM protection_referral_words")
            return {text for (text,) in cursor.fetchall()}

    assert read(world.caseworker) == read(world.coordinator) == expected
    for stranger in (world.other_caseworker, world.officer, world.foreign_coordinator):
        assert read(stranger) == set()
    withdraw(world, sent)
    assert read(world.caseworker) == set()
    assert read(world.coordinator) == {*expected, "x"}


def test_words_written_after_the_access_ran_out_stay_with_the_sender(
    world: World, sent: Referral
) -> None:
    ended = timezone.now() - timedelta(hours=1)
    with as_role("punte_owner"):
        Grant.objects.update(given_at=ended - timedelta(days=1), ends_at=ended)
        Referral.objects.update(access_until=ended)
    with as_role("punte_worker"), connection.cursor() as cursor:
        cursor.execute("SELECT punte_sweep_grants(10)")
    talk(world, sent)
    with acting_as(world.caseworker):
        assert not ReferralWords.objects.exists()
    with acting_as(world.coordinator):
        assert ReferralWords.objects.count() == 3


def test_words_of_an_ended_referral_stay_closed_beside_a_running_one(
    world: World, sent: Referral
) -> None:
    talk(world, sent)
    withdraw(world, sent)
    with acting_as(world.coordinator) as by:
        make_sent(by, sent.person, world.desk, live_link=True)
    case = reverse("protection:person", args=[sent.person_id])
    page = client_of(world.caseworker).get(case)
    assert page.status_code == 200
    assert NOTE not in page.content.decode()
    assert NOTE in client_of(world.coordinator).get(case).content.decode()


@pytest.mark.parametrize("role", ["manager", "analyst", "officer", "investigator"])
def test_the_agencys_number_alone_opens_no_referral(
    world: World, sent: Referral, role: str
) -> None:
    assert client_of(viewer(world.unit, role)).get(page_of(sent)).status_code == 404
    assert client_of(viewer(world.unit, "supervisor")).get(page_of(sent)).status_code == 200


@pytest.mark.parametrize("role", ["officer", "investigator", "analyst", "manager"])
def test_a_name_finds_nothing_for_who_may_see_no_person(
    world: World, sent: Referral, role: str
) -> None:
    with acting_as(viewer(world.unit, role)) as by:
        assert search(by, "Proba Exemplescu").count == 0
    with acting_as(world.coordinator) as by:
        assert search(by, "Proba Exemplescu").persons


def test_a_live_link_finds_nobody_by_a_name_that_was_not_shared(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        keep_identity(
            by=by, subject=person.id, owner=person.owner, audiences=[person.owner],
            values={"given_name": "Ascunsă", "family_name": "Exemplescu"},
        )  # fmt: skip
        make_consent(by, person, world.ngo)
        make_sent(by, person, world.desk, live_link=True)
    with acting_as(world.caseworker) as by:
        assert search(by, "Ascunsa Exemplescu").count == 0
        assert search(by, str(person)).persons == [person]


def test_a_desk_with_a_live_link_records_no_consent(world: World, sent: Referral) -> None:
    with acting_as(world.caseworker) as by, pytest.raises(Refused):
        make_consent(by, sent.person, world.ngo)


def test_a_referral_follows_one_of_the_same_person_alone(world: World, sent: Referral) -> None:
    with acting_as(world.coordinator) as by:
        other = make_person(by)
        make_consent(by, other, world.ngo)
        for earlier in (sent.id, uuid4()):
            with pytest.raises(NotHere):
                make_sent(by, other, world.desk, redirected_from=earlier)
        assert make_sent(by, sent.person, world.desk, redirected_from=sent.id)


def test_a_suggested_desk_sees_nothing_before_it_is_asked(world: World, sent: Referral) -> None:
    talk(world, sent)
    with acting_as(world.caseworker) as by:
        move_referral(
            by=by, referral=sent.id, move="redirect", note="Ask them.", request_key=uuid4(),
            suggested_desk=world.other_desk,
        )  # fmt: skip
    suggested: Viewer = world.other_caseworker
    client = client_of(suggested)
    assert client.get(page_of(sent)).status_code == 404
    assert client.get(reverse("protection:person", args=[sent.person_id])).status_code == 404
    inbox = client.get(reverse("protection:referrals_in"))
    assert str(sent) not in inbox.content.decode()
    with acting_as(suggested) as by:
        assert search(by, str(sent)).count == 0
