"""Advice on the notification and the case file, and two files side by side, over HTTP."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from punte.core.access.door import acting_as
from punte.core.ledger.door import Entry
from punte.protection.duplicates.actions import judge_pair
from punte.protection.identification.models import Notification
from punte.protection.persons.models import Person
from tests.support.alike import SAME_WOMAN, SHE, named
from tests.support.signs import client_of, send_sign
from tests.support.worlds import World, viewer


def at(name: str, *args: object) -> str:
    return reverse(f"protection:{name}", args=args)


def test_after_sending_the_notification_shows_who_is_perhaps_known(world: World) -> None:
    first = send_sign(world.officer, world.unit, identity=SHE)
    second = send_sign(world.officer, world.unit, identity=SAME_WOMAN)
    page = client_of(world.officer).get(at("notification", second.pk)).content.decode()
    assert at("compare", second.person_id, first.person_id) in page
    assert "Exemplescu" not in page
    stranger = send_sign(viewer(world.ngo, "caseworker"), world.unit, identity=SHE)
    seen = client_of(world.caseworker).get(at("notification", stranger.pk)).content.decode()
    assert "Perhaps already known" not in seen


def test_the_check_page_looks_before_it_sends(world: World) -> None:
    with acting_as(world.coordinator) as by:
        known = named(by, SHE)
    client = client_of(world.coordinator)
    client.get(at("notify"))
    pages = {
        "where": {"channel": "border", "found_in": "MD", "district": "", "place": ""},
        "signs": {},
        "person": {"age_band": "adult", "sex": "female", "nationality": "MD"},
        "contact": {"language": "ro"},
        "naming": {"name_place": "named"},
        "unit": {"to_agency": world.unit.pk},
    }
    for name, values in pages.items():
        client.post(at("notify_step", name), values)
    once = client.get(at("notify_check")).context["once"]
    answer = client.post(at("notify_check"), {**SHE, "once": str(once), "look": "1"})
    assert answer.status_code == 200
    assert str(known) in answer.content.decode()
    assert 'value="Exemplescu"' in answer.content.decode()
    with acting_as(world.coordinator):
        assert not Notification.objects.exists()
    nobody = {**SHE, "family_name": "Altcineva", "birth_date": "1980-01-01", "look": "1"}
    empty = client.post(at("notify_check"), {**nobody, "once": str(once)}).content.decode()
    assert "Nobody alike" in empty
    sent = client.post(at("notify_check"), {**SHE, "once": str(once)})
    assert sent.status_code == 302


def test_compare_keeps_identities_closed_and_both_readings(
    world: World, pair: tuple[Person, Person]
) -> None:
    one, other = pair
    page = client_of(world.coordinator).get(at("compare", one.id, other.id))
    text = page.content.decode()
    assert "Name: the same" in text
    assert "Exemplescu" not in text
    with acting_as(world.coordinator):
        for person in pair:
            assert Entry.objects.filter(subject=person.id, action="person.read").count() == 1
    foreign = client_of(world.foreign_coordinator)
    assert foreign.get(at("compare", one.id, other.id)).status_code == 404
    assert client_of(world.coordinator).get(at("compare", one.id, one.id)).status_code == 404
    analyst = client_of(viewer(world.unit, "analyst"))
    assert analyst.get(at("compare", one.id, other.id)).status_code == 403


def test_the_word_on_a_pair_over_http(world: World, pair: tuple[Person, Person]) -> None:
    one, other = pair
    client = client_of(world.coordinator)
    form = {"said": "different", "note": "", "last": "", "once": str(uuid4())}
    assert client.post(at("compare_say", one.id, other.id), form).status_code == 302
    page = client.get(at("compare", one.id, other.id)).content.decode()
    assert "Not the same person" in page
    stale = {**form, "said": "same", "once": str(uuid4())}
    assert client.post(at("compare_say", one.id, other.id), stale).status_code == 409
    for broken in ({"said": "merged"}, {"last": "x"}, {"note": "y" * 600}, {"once": "z"}):
        answer = client.post(at("compare_say", one.id, other.id), {**form, **broken})
        assert answer.status_code == 422
    officer = client_of(world.officer)
    assert officer.post(at("compare_say", one.id, other.id), form).status_code == 403


def test_both_identities_open_with_a_reason_and_are_noted(
    world: World, pair: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = pair
    url = at("compare_open", one.id, other.id)
    client = client_of(world.coordinator)
    monkeypatch.setattr(
        "punte.protection.duplicates.views.recently_authenticated", lambda request: False
    )
    assert client.post(url, {"reason": "To see whether they are one."}).status_code == 302
    monkeypatch.setattr(
        "punte.protection.duplicates.views.recently_authenticated", lambda request: True
    )
    assert client.post(url, {"reason": "short"}).status_code == 422
    page = client.post(url, {"reason": "To see whether they are one."})
    assert page.content.decode().count("Exemplescu") == 2
    assert page.headers["Cache-Control"] == "no-store"
    with acting_as(world.coordinator):
        for person in pair:
            opened = Entry.objects.filter(subject=person.id, action="person.open_identity")
            assert opened.count() == 1
    assert client_of(world.foreign_coordinator).post(url, {"reason": "x" * 20}).status_code == 404
    assert client_of(world.officer).post(url, {"reason": "x" * 20}).status_code == 403


def test_the_page_of_all_alike(world: World, pair: tuple[Person, Person]) -> None:
    with acting_as(world.coordinator) as by:
        same_name = named(by, {"given_name": "Ștefana", "family_name": "Exemplescu"})
    page = client_of(world.coordinator).get(at("alike", pair[0].id)).content.decode()
    assert str(pair[1]) in page
    assert str(same_name) in page
    assert "The name alone is alike" in page
    foreign = client_of(world.foreign_coordinator)
    assert foreign.get(at("alike", pair[0].id)).status_code == 404


def test_both_case_files_name_the_other(world: World, pair: tuple[Person, Person]) -> None:
    one, other = pair
    client = client_of(world.coordinator)
    assert "probably the same" in client.get(at("person", one.id)).content.decode()
    with acting_as(world.coordinator) as by:
        judge_pair(by=by, one=one.id, other=other.id, said="same", request_key=uuid4())
    for here, there in (pair, pair[::-1]):
        page = client.get(at("person", here.id)).content.decode()
        assert "said to be the same" in page
        assert at("compare", here.id, there.id) in page
