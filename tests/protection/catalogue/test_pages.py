"""The catalogue's pages over HTTP, in several roles."""

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

from punte.core.access.door import acting_as
from punte.core.ledger.door import Entry
from punte.protection.catalogue.models import Offer
from tests.support.offers import make_offer
from tests.support.persons import make_person
from tests.support.signs import client_of
from tests.support.worlds import World, viewer


def at(name: str, *args: object) -> str:
    return reverse(f"protection:{name}", args=args)


def offer_values(world: World, **values: Any) -> dict[str, Any]:
    return {
        "desk": world.desk.pk,
        "service": "housing",
        "place": "RO-IS",
        "capacity": "4",
        "free_places": "2",
        "waiting_days": "0",
        "takes_adults": "on",
        "hours_0": "9-17",
        "once": str(uuid4()),
        **values,
    }


def line(row: Offer, **values: Any) -> dict[str, str]:
    known = {
        "version": row.version,
        "free_places": row.free_places,
        "waiting_days": row.waiting_days,
        **{f"hours_{n}": text for n, text in enumerate(row.hours)},
        **values,
    }
    return {f"o{row.pk}-{name}": str(value) for name, value in known.items()}


@pytest.fixture
def offers(world: World) -> list[Offer]:
    with acting_as(world.caseworker) as by:
        return [make_offer(by, world.desk), make_offer(by, world.desk, "psychological")]


def count_queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", ["catalogue", "catalogue_ours"])
def test_lists_ask_the_same_number_of_queries_for_one_and_many(world: World, name: str) -> None:
    client = client_of(world.caseworker)
    with acting_as(world.caseworker) as by:
        make_offer(by, world.desk)
    few = count_queries(client, at(name))
    with acting_as(world.caseworker) as by:
        for _ in range(6):
            make_offer(by, world.desk)
    assert count_queries(client, at(name)) == few
    assert few <= 35


def test_a_service_is_put_in_changed_taken_out_and_put_back(world: World) -> None:
    client = client_of(world.caseworker)
    assert client.get(at("offer_new")).status_code == 200
    values = offer_values(world)
    first, again = (client.post(at("offer_new"), values) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"]
    with acting_as(world.caseworker):
        row = Offer.objects.get()
    assert row.hours == ["09:00-17:00", "", "", "", "", "", ""]
    assert "09:00-17:00" in client.get(row.get_absolute_url()).content.decode()
    form = client.get(at("offer_edit", row.pk)).context["form"]
    assert form.initial["version"] == 1
    changed = offer_values(world, free_places="1", version="1")
    assert client.post(at("offer_edit", row.pk), changed).status_code == 302
    stale = client.post(at("offer_edit", row.pk), {**changed, "note": "Kept words"})
    assert stale.status_code == 409
    assert "Kept words" in stale.content.decode()
    client.post(at("offer_take_out", row.pk))
    assert client_of(world.officer).get(row.get_absolute_url()).status_code == 404
    assert client.get(row.get_absolute_url()).status_code == 200
    client.post(at("offer_put_back", row.pk))
    assert client_of(world.officer).get(row.get_absolute_url()).status_code == 200


def test_others_read_and_do_not_write(world: World, offers: list[Offer]) -> None:
    row = offers[0]
    reader = client_of(world.officer)
    assert "Housing" in reader.get(at("catalogue")).content.decode()
    assert reader.get(row.get_absolute_url()).status_code == 200
    assert reader.get(at("catalogue_ours")).status_code == 403
    foreign = client_of(world.foreign_coordinator)
    for name in ("offer_edit", "offer_confirm", "offer_take_out"):
        assert foreign.post(at(name, row.pk), offer_values(world)).status_code == 404
    crafted = foreign.post(at("offer_new"), offer_values(world))
    assert crafted.status_code == 200
    with acting_as(world.caseworker):
        assert Offer.objects.count() == 2


@pytest.mark.parametrize(
    "values",
    [
        {"desk": "9" * 30},
        {"hours_0": "late"},
        {"free_places": "9" * 40},
        {"latitude": "NaN"},
        {"note": "Strada Inventată 5"},
        {"place": "MD-CU"},
        {"note": "\x00"},
        {"once": "x"},
    ],
)
def test_a_broken_form_is_refused_clearly(world: World, values: dict[str, str]) -> None:
    answer = client_of(world.caseworker).post(at("offer_new"), offer_values(world, **values))
    assert answer.status_code in {200, 400, 422}
    with acting_as(world.caseworker):
        assert not Offer.objects.exists()


def test_one_page_saves_what_differs_and_leaves_the_rest(world: World, offers: list[Offer]) -> None:
    client = client_of(world.caseworker)
    assert client.get(at("catalogue_ours")).status_code == 200
    sent = {**line(offers[0], free_places=1, hours_0="8-12"), **line(offers[1])}
    assert client.post(at("catalogue_ours"), sent).status_code == 302
    with acting_as(world.caseworker):
        first, second = (Offer.objects.get(pk=row.pk) for row in offers)
    assert (first.free_places, first.hours[0], first.version) == (1, "08:00-12:00", 2)
    assert second.version == 1


def test_still_true_for_one_and_for_all(world: World, offers: list[Offer]) -> None:
    client = client_of(world.caseworker)
    long_ago = timezone.localdate() - timedelta(days=40)
    with acting_as(world.caseworker):
        Offer.objects.update(confirmed_on=long_ago)
    assert "not confirmed lately" in client.get(at("catalogue_ours")).content.decode()
    sent = {**line(offers[0]), **line(offers[1])}
    client.post(at("catalogue_ours"), {**sent, "still": str(offers[0].pk)})
    with acting_as(world.caseworker):
        assert [Offer.objects.get(pk=row.pk).confirmed_on == long_ago for row in offers] == [
            False,
            True,
        ]
        second = Offer.objects.get(pk=offers[1].pk)
    client.post(at("catalogue_ours"), {**line(second), "still": "all"})
    with acting_as(world.caseworker):
        assert not Offer.objects.filter(confirmed_on=long_ago).exists()


def test_two_people_on_one_page_both_are_shown_and_nothing_is_lost(
    world: World, offers: list[Offer]
) -> None:
    mine, hers = client_of(world.caseworker), client_of(world.other_caseworker)
    hers.post(at("catalogue_ours"), line(offers[0], free_places=7))
    sent = {**line(offers[0], free_places=3), **line(offers[1], free_places=4)}
    page = mine.post(at("catalogue_ours"), sent)
    assert page.status_code == 422
    assert "free places 7" in page.content.decode()
    assert 'value="3"' in page.content.decode()
    with acting_as(world.caseworker):
        assert [Offer.objects.get(pk=row.pk).free_places for row in offers] == [7, 4]
    again = line(offers[0], free_places=3, version=2)
    assert f'name="o{offers[0].pk}-version" value="2"' in page.content.decode()
    assert mine.post(at("catalogue_ours"), again).status_code == 302
    with acting_as(world.caseworker):
        assert Offer.objects.get(pk=offers[0].pk).free_places == 3


def test_a_bad_line_does_not_stop_the_good_one(world: World, offers: list[Offer]) -> None:
    sent = {**line(offers[0], hours_0="late"), **line(offers[1], free_places=1)}
    page = client_of(world.caseworker).post(at("catalogue_ours"), sent)
    assert page.status_code == 422
    with acting_as(world.caseworker):
        assert Offer.objects.get(pk=offers[1].pk).free_places == 1


def test_needs_are_sent_and_never_part_of_an_address(world: World, offers: list[Offer]) -> None:
    client = client_of(world.officer)
    page = client.get(at("who_can_take"), {"service": "housing", "sex": "male"})
    assert page.context["form"]["sex"].value() == "unknown"
    needs = {"service": "housing", "sex": "female", "age_band": "adult", "place": "MD-CU"}
    page = client.post(at("who_can_take"), needs)
    assert page.status_code == 200
    assert world.desk.name in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert [group["count"] for group in page.context["groups"]] == [1, 0, 0]
    for broken in ({}, {"service": "x" * 500}, {**needs, "age_band": "\x01"}):
        assert client.post(at("who_can_take"), broken).status_code == 200


def test_for_a_person_the_file_fills_the_form_and_the_reading_is_kept(
    world: World, offers: list[Offer]
) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by, district="Chișinău")
    client = client_of(world.coordinator)
    page = client.get(at("who_can_take_for", person.id), {"service": "housing"})
    assert page.context["form"]["place"].value() == "MD-CU"
    text = page.content.decode()
    refer = f"{at('referral_new', person.id)}?service=housing&amp;desk={world.desk.pk}"
    assert refer in text
    with acting_as(world.coordinator):
        assert Entry.objects.filter(subject=person.id, action="person.read").count() == 1
    assert (
        client_of(world.foreign_coordinator).get(at("who_can_take_for", person.id)).status_code
        == 404
    )
    reader = client_of(viewer(world.unit, "analyst"))
    assert reader.get(at("who_can_take_for", person.id)).status_code == 403


def test_the_new_referral_page_leads_here(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
    page = client_of(world.coordinator).get(at("referral_new", person.id), {"service": "housing"})
    assert f"{at('who_can_take_for', person.id)}?service=housing" in page.content.decode()
