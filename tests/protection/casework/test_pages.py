"""Persons, consents, referrals, search, funnel and today, asked over HTTP in several roles."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.ledger.door import Entry
from punte.core.vault.door import keep_identity
from punte.protection.funnel.door import count_again
from punte.protection.persons.models import Person
from punte.protection.persons.models.words import RiskFactor
from punte.protection.referral.machine import State
from punte.protection.referral.models import Consent, Referral
from tests.support.database import as_role
from tests.support.persons import make_consent, make_person, make_sent
from tests.support.signs import client_of
from tests.support.worlds import World, viewer


def at(name: str, *args: object) -> str:
    return reverse(f"protection:{name}", args=args)


@pytest.fixture
def person(world: World) -> Person:
    with acting_as(world.coordinator) as by:
        made = make_person(by)
        keep_identity(
            by=by,
            subject=made.id,
            owner=made.owner,
            audiences=[made.owner],
            values={"given_name": "Ștefana", "family_name": "Exemplescu"},
        )
        return made


@pytest.fixture
def sent(world: World, person: Person) -> Referral:
    with acting_as(world.coordinator) as by:
        make_consent(by, person, world.ngo)
        return make_sent(by, person, world.desk)


def ask_values(**values: Any) -> dict[str, Any]:
    return {
        "fields_shared": ["age_band", "sex"],
        "message": "A room.",
        "access_until": (timezone.localdate() + timedelta(days=30)).isoformat(),
        "basis": "consent",
        "once": str(uuid4()),
        **values,
    }


def count_queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", ["persons", "referrals_out", "today"])
def test_lists_ask_the_same_number_of_queries_for_one_and_many(world: World, name: str) -> None:
    client = client_of(world.coordinator)
    with acting_as(world.coordinator) as by:
        first = make_person(by)
        make_consent(by, first, world.ngo)
        make_sent(by, first, world.desk)
    few = count_queries(client, at(name))
    with acting_as(world.coordinator) as by:
        for _ in range(6):
            more = make_person(by)
            make_consent(by, more, world.ngo)
            make_sent(by, more, world.desk)
    assert count_queries(client, at(name)) == few
    assert few <= 45


def test_the_case_file_is_for_its_agency_and_its_reading_is_kept(
    world: World, person: Person
) -> None:
    page = client_of(world.coordinator).get(at("person", person.id))
    assert str(person) in page.content.decode()
    assert "Exemplescu" not in page.content.decode()
    assert client_of(world.foreign_coordinator).get(at("person", person.id)).status_code == 404
    assert client_of(world.officer).get(at("person", person.id)).status_code == 403
    with acting_as(world.coordinator):
        assert Entry.objects.filter(subject=person.id, action="person.read").count() == 1


def test_a_denied_try_is_kept(world: World, person: Person) -> None:
    client_of(world.foreign_coordinator).get(at("person", person.id))
    with acting_as(viewer(world.other_unit, "oversight")):
        denied = Entry.objects.filter(action="access.denied", subject=person.id)
        assert denied.get().account_id == world.foreign_coordinator.account_id


def test_absent_and_forbidden_look_the_same(world: World, person: Person) -> None:
    client = client_of(world.foreign_coordinator)
    forbidden = client.get(at("person", person.id))
    absent = client.get(at("person", uuid4()))
    assert forbidden.status_code == absent.status_code == 404
    assert forbidden.content.split(b"<main")[1] == absent.content.split(b"<main")[1]


def test_search_finds_a_name_in_the_other_script_and_keeps_no_name(
    world: World, person: Person
) -> None:
    client = client_of(world.coordinator)
    page = client.post(at("search"), {"q": "Штефана Экземплеску"}).content.decode()
    assert at("person", person.id) in page or "Exemplescu" not in page
    page = client.post(at("search"), {"q": "stefana EXEMPLESCU"}).content.decode()
    assert at("person", person.id) in page
    page = client.post(at("search"), {"q": str(person)}).content.decode()
    assert at("person", person.id) in page
    foreign = client_of(world.foreign_coordinator)
    assert (
        at("person", person.id)
        not in foreign.post(at("search"), {"q": "Ștefana Exemplescu"}).content.decode()
    )
    with acting_as(world.coordinator):
        kept = str(list(Entry.objects.filter(action="person.search").values_list("detail")))
    assert "xemplescu" not in kept


@pytest.mark.parametrize("text", ["a\x00b", "x" * 201, "\x1b[31m"])
def test_search_refuses_what_no_search_can_mean(world: World, text: str) -> None:
    answer = client_of(world.coordinator).post(at("search"), {"q": text})
    assert answer.status_code in {400, 422}


def test_recording_and_withdrawing_a_consent(world: World, person: Person) -> None:
    client = client_of(world.coordinator)
    values = {
        "recipient": world.ngo.pk,
        "purpose": "cross_border",
        "classes": ["identity"],
        "language": "ro",
        "form": "spoken",
        "witness": "",
        "giver": "person",
        "expires_on": (timezone.localdate() + timedelta(days=60)).isoformat(),
        "once": str(uuid4()),
    }
    page = client.post(at("consent_new", person.id), values)
    assert "A spoken consent needs a witness" in page.content.decode()
    good = {**values, "witness": "Nurse on duty"}
    for _ in range(2):
        answer = client.post(at("consent_new", person.id), good)
        assert answer.headers["Location"] == at("person", person.id)
    with acting_as(world.coordinator):
        consent = Consent.objects.get()
    assert client_of(world.caseworker).get(at("consent_withdraw", consent.id)).status_code == 404
    client.post(at("consent_withdraw", consent.id), {"how": "In person"})
    with acting_as(world.coordinator):
        assert Consent.objects.get().withdrawn_at is not None


def test_a_referral_in_three_pages_sent_once(world: World, person: Person) -> None:
    client = client_of(world.coordinator)
    with acting_as(world.coordinator) as by:
        make_consent(by, person, world.ngo)
    start = at("referral_new", person.id)
    assert "Housing" in client.get(start).content.decode()
    assert world.desk.name in client.get(f"{start}?service=housing").content.decode()
    third = f"{start}?service=housing&desk={world.desk.pk}"
    assert client.get(third).status_code == 200
    values = ask_values()
    first = client.post(third, values)
    again = client.post(third, values)
    assert first.headers["Location"] == again.headers["Location"]
    with acting_as(world.coordinator):
        assert Referral.objects.get().state == State.SENT


def test_without_consent_the_page_says_why_and_keeps_what_was_typed(
    world: World, person: Person
) -> None:
    third = f"{at('referral_new', person.id)}?service=housing&desk={world.desk.pk}"
    page = client_of(world.coordinator).post(third, ask_values(message="Bring a cot."))
    assert "There is no consent for this recipient yet" in page.content.decode()
    assert "Bring a cot." in page.content.decode()


def test_consent_cannot_be_overridden_by_a_crafted_form(world: World) -> None:
    with acting_as(world.caseworker) as by:
        own = make_person(by)
    third = f"{at('referral_new', own.id)}?service=legal&desk={world.other_desk.pk}"
    crafted = ask_values(basis="vital", message="It cannot wait at all, believe me.")
    answer = client_of(world.caseworker).post(third, crafted)
    assert answer.status_code in {200, 403}
    with acting_as(world.caseworker):
        assert not Referral.objects.exists()


def test_the_desk_opens_and_answers_and_others_cannot(world: World, sent: Referral) -> None:
    desk = client_of(world.caseworker)
    assert desk.get(at("referral", sent.id)).status_code == 200
    with acting_as(world.caseworker):
        assert Referral.objects.get().state == State.SEEN
    url = at("referral_move", sent.id, "accept")
    assert client_of(world.other_caseworker).post(url, {"once": str(uuid4())}).status_code == 404
    refused = client_of(world.coordinator).post(url, {"once": str(uuid4())})
    assert refused.status_code == 403
    assert desk.post(url, {"once": str(uuid4())}).status_code == 302
    stale = desk.post(url, {"once": str(uuid4()), "version": 1})
    assert stale.status_code == 409
    assert "Someone was quicker" in stale.content.decode()


@pytest.mark.parametrize(
    "values",
    [{"once": "x"}, {}, {"once": str(uuid4()), "version": "9" * 30}, {"note": "\x00"}],
)
def test_broken_forms_are_refused_clearly(
    world: World, sent: Referral, values: dict[str, str]
) -> None:
    desk = client_of(world.caseworker)
    desk.get(at("referral", sent.id))
    answer = desk.post(at("referral_move", sent.id, "accept"), values)
    assert answer.status_code in {200, 400, 422}
    with acting_as(world.caseworker):
        assert Referral.objects.get().state == State.SEEN


def test_facts_saved_from_an_older_page_are_a_conflict(world: World, person: Person) -> None:
    client = client_of(world.coordinator)
    form = client.get(at("person_edit", person.id)).context["form"]
    values = {**form.initial, "risk_factors": [RiskFactor.DISABILITY], "district": "Soroca"}
    assert client.post(at("person_edit", person.id), values).status_code == 302
    assert client.post(at("person_edit", person.id), values).status_code == 409
    with acting_as(world.coordinator):
        saved = Person.objects.get(pk=person.id)
    assert (saved.district, saved.risk_factors) == ("Soroca", ["disability"])


def test_the_funnel_hides_small_values(world: World) -> None:
    with acting_as(world.coordinator) as by:
        for _ in range(6):
            make_person(by)
        make_person(by, screened_at=timezone.now())
    with as_role("punte_worker"):
        count_again()
    page = client_of(world.coordinator).get(at("funnel"))
    assert page.context["bars"][0][1] == 7
    assert page.context["bars"][1][1] is None
    assert client_of(world.caseworker).get(at("funnel")).status_code == 403


def roles_and_places(world: World) -> list[tuple[Viewer, str]]:
    return [
        (world.coordinator, "casework/home/today.html"),
        (world.officer, "casework/home/today.html"),
        (world.caseworker, "casework/home/today.html"),
    ]


def test_home_is_fit_for_each_role(world: World, sent: Referral) -> None:
    for by, template in roles_and_places(world):
        page = client_of(by).get(at("today"))
        assert page.status_code == 200
        assert template in [t.name for t in page.templates]
    overseer = client_of(world.overseer).get(at("today"))
    assert overseer.headers["Location"] == reverse("oversight:home")
    manager = client_of(viewer(world.unit, "manager")).get(at("today"))
    assert manager.headers["Location"] == reverse("agencies:directory")
