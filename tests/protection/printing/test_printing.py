"""Paper: every form in every language, filled without identity, and the person's own copy."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from punte.core.access.door import acting_as
from punte.core.ledger.door import Entry
from punte.core.vault.door import keep_identity
from punte.protection.assistance.models import AssistanceFile
from punte.protection.configuration.door import keep_answers
from punte.protection.persons.models import Person
from punte.protection.printing import views
from punte.protection.printing.catalogue import forms
from punte.protection.printing.drawing import draw_form
from punte.protection.printing.own_copy import own_copy
from punte.protection.printing.words import Sheet
from tests.protection.configuration.support import form, published, question, two_editors
from tests.protection.printing.support import words_of
from tests.support.files import make_file
from tests.support.persons import make_consent, make_person
from tests.support.signs import client_of
from tests.support.worlds import World, viewer

LANGUAGES = [code for code, _name in settings.LANGUAGES]
CODES = {f"F{number}" for number in range(1, 13)}
NAME = "Testenko"


def test_all_twelve_forms_are_here() -> None:
    assert {form.code for form in forms().values()} == CODES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_is_drawn_in_every_language(language: str) -> None:
    for printed in forms().values():
        assert draw_form(printed, language, Sheet()).startswith(b"%PDF-")


def test_the_typeface_has_every_letter_that_is_printed() -> None:
    from fontTools.ttLib import TTFont

    from punte.ui.paper.letters import FONTS

    letters = "ăâîșțşţĂÂÎȘȚабвгґіїєюяыъэАБВҐІЇЄЁё–—„”«»’·…ễườạĐđΑαΩώß"
    for name in ("regular", "bold"):
        known = TTFont(FONTS / f"source-sans-3-{name}.ttf").getBestCmap()
        assert [letter for letter in letters if ord(letter) not in known] == []


def known_person(world: World) -> Person:
    with acting_as(world.coordinator) as by:
        person = make_person(by, language="uk")
        keep_identity(
            by=by,
            subject=person.id,
            owner=person.owner,
            audiences=[],
            values={"given_name": "Proba", "family_name": NAME},
        )
        make_consent(by, person, world.ngo)
        make_file(by, person)
    return person


def test_filled_forms_hold_no_identity_and_are_readings(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = known_person(world)
    said = words_of(monkeypatch)
    client = client_of(world.coordinator)
    for key in ("consent", "decision", "referral", "screening-border"):
        answer = client.get(reverse("protection:person_form", args=[person.id, key]))
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Cache-Control"] == "no-store"
    assert not any(NAME in words for words in said)
    with acting_as(world.coordinator):
        assert Entry.objects.filter(action="person.print", subject=person.id).count() == 4


def test_a_file_is_printed_for_those_who_keep_it_alone(world: World) -> None:
    with acting_as(world.coordinator) as by:
        file = make_file(by, make_person(by))
    for name in ("file_papers", "file_summary"):
        url = reverse(f"protection:{name}", args=[file.id])
        assert client_of(world.coordinator).get(url).status_code == 200
        assert client_of(world.caseworker).get(url).status_code == 404
        assert client_of(world.officer).get(url).status_code == 403
    url = reverse("protection:file_form", args=[file.id, "plan"])
    assert client_of(world.coordinator).get(url).content.startswith(b"%PDF-")


def test_the_own_copy_is_offered_to_those_who_may_hand_it_out(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        file = make_file(by, person)
    page, copy = (
        reverse("protection:file_papers", args=[file.id]),
        reverse("protection:own_copy", args=[person.id]),
    )
    assert copy in client_of(world.coordinator).get(page).content.decode()
    for other in (viewer(world.unit, "officer"), world.caseworker):
        with acting_as(other):
            assert not views.may_copy(other, person.id)


def test_the_own_copy_speaks_the_persons_language(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = known_person(world)
    said = words_of(monkeypatch)
    monkeypatch.setattr(views, "recently_authenticated", lambda _request: True)
    client = client_of(world.coordinator)
    url = reverse("protection:own_copy", args=[person.id])
    assert 'value="uk" selected' in client.get(url).content.decode()
    assert client.post(url, {"language": "uk", "reason": "short"}).status_code == 200
    assert not said
    answer = client.post(url, {"language": "uk", "reason": "The person asked for it today."})
    assert answer.content.startswith(b"%PDF-")
    whole = " ".join(said)
    assert NAME in whole
    assert world.ngo.name in whole
    assert world.unit.name in whole
    with acting_as(world.coordinator):
        assert Entry.objects.filter(subject=person.id, action__contains="identity").exists()
        assert Entry.objects.filter(subject=person.id, action="person.own_copy").count() == 1


def test_answers_to_the_office_s_questions_are_on_paper_by_class(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, pair = known_person(world), two_editors(world)
    with acting_as(world.coordinator) as by:
        file = AssistanceFile.objects.visible_to(by).get(person=person)
    health = viewer(world.unit, "health_worker")
    for who, data_class in ((world.coordinator, "legal"), (health, "medical")):
        content = form(question("q"), place="intake", data_class=data_class)
        edition = published(pair, "form", data_class, content)
        with acting_as(who) as by:
            keep_answers(
                by=by, form=edition, about=file.id, person=person.id, owner=file.owner,
                audiences=file.audiences, values={"q": f"about the {data_class}"},
                request_key=uuid4(),
            )  # fmt: skip
    said = words_of(monkeypatch)
    summary = reverse("protection:file_summary", args=[file.id])
    assert client_of(world.coordinator).get(summary).status_code == 200
    assert ("about the legal" in said, "about the medical" in said) == (True, False)
    said.clear()
    assert client_of(health).get(summary).status_code == 200
    assert ("about the legal" in said, "about the medical" in said) == (False, True)
    said.clear()
    with acting_as(world.coordinator) as by:
        own_copy(by, person, {}, "en")
    assert "about the legal" in said
    assert "about the medical" not in said
    assert any("Ask for that too" in words and "Medical" in words for words in said)


def test_only_the_agency_that_answers_hands_out_the_copy(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = known_person(world)
    monkeypatch.setattr(views, "recently_authenticated", lambda _request: True)
    url = reverse("protection:own_copy", args=[person.id])
    assert client_of(world.caseworker).get(url).status_code == 404
    assert client_of(world.officer).get(url).status_code == 403


def test_without_a_recent_sign_in_one_signs_in_again(world: World) -> None:
    person = known_person(world)
    url = reverse("protection:own_copy", args=[person.id])
    answer = client_of(world.coordinator).get(url)
    assert answer.status_code == 302


def test_odd_requests_are_refused(world: World, client: Client) -> None:
    coordinator = client_of(world.coordinator)
    assert coordinator.get("/print/no-such-form/").status_code == 404
    odd = coordinator.get("/print/needs/?language=xx")
    assert BytesIO(odd.content).read(5) == b"%PDF-"
