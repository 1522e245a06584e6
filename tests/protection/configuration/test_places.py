"""An office's own questions at every place where one works with a person, through one way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import DataClass, Viewer, acting_as
from punte.core.errors import Refused
from punte.protection.assistance.models import AssistanceFile, Closure
from punte.protection.configuration.door import FormAnswers, answers_of, keep_answers
from punte.protection.delivery.models import Note, ServiceItem
from punte.protection.plans.models import Agreement
from tests.protection.assistance.acts import SUMMARY
from tests.protection.configuration.support import form, published, question, two_editors
from tests.protection.plans.support import file_of, goal_of
from tests.support.signs import client_of
from tests.support.worlds import World, viewer

TODAY = timezone.localdate
SERVICE = {"planned_for": TODAY().isoformat(), "provider": "outside", "provider_name": "An office"}
DONE = {"outcome": "delivered", "delivered_on": TODAY().isoformat(), "version": 1}
CLOSING = {"reason": "goals", "summary": SUMMARY, "version": 1, "left_open": "on"}
SAID = "Said in the office's own words"


def at(name: str, *args: object) -> str:
    return reverse(f"protection:{name}", args=args)


@pytest.fixture
def file(world: World) -> AssistanceFile:
    with acting_as(world.caseworker) as by:
        return file_of(by)


def a_service(client: Client, file: AssistanceFile) -> UUID:
    given = {**SERVICE, "kind": "legal", "once": str(uuid4())}
    assert client.post(at("service_new", file.id), given).status_code == 302
    return ServiceItem.objects.latest("id").id


def place_of(
    place: str, world: World, file: AssistanceFile, client: Client
) -> tuple[str, dict[str, Any], str, type[Any]]:
    """Where it is asked, what the page wants besides, where it is shown, and about what it is."""
    if place == "plan":
        with acting_as(world.caseworker) as by:
            goal_of(by, file)
            version = file.plan.version  # type: ignore[attr-defined]
        later = (TODAY() + timedelta(days=30)).isoformat()
        agreed = {"agreed_on": TODAY().isoformat(), "review_on": later, "language": "en",
                  "how": "spoken", "version": version}  # fmt: skip
        return at("plan_agree", file.id), agreed, at("plan", file.id), Agreement
    if place == "service_outcome":
        with acting_as(world.caseworker):
            row = a_service(client, file)
        return at("service_outcome", row), DONE, at("service", row), ServiceItem
    pages: dict[str, tuple[str, dict[str, Any], str, type[Any]]] = {
        "service": (at("service_new", file.id), {**SERVICE, "kind": "legal"}, "", ServiceItem),
        "note": (
            at("note_new", file.id),
            {"text": "A calm day.", "data_class": "legal"},
            at("notes", file.id),
            Note,
        ),
        "closure": (at("file_close", file.id), CLOSING, at("file_follow_ups", file.id), Closure),
    }
    return pages[place]


@pytest.mark.parametrize("place", ["plan", "service", "service_outcome", "note", "closure"])
def test_asked_kept_with_the_act_and_shown(world: World, file: AssistanceFile, place: str) -> None:
    client = client_of(world.caseworker)
    url, given, shown, model = place_of(place, world, file, client)
    assert b"q-drawn" not in client.get(url).content
    edition = published(
        two_editors(world), "form", "more", form(question("q", required=True), place=place)
    )
    assert b'name="q-more-q"' in client.get(url).content
    sent = {**given, "once": str(uuid4()), "q-drawn": str(edition.id)}
    with acting_as(world.caseworker):
        before = model.objects.count()
    refused = client.post(url, sent)
    # What is missing is said, and nothing of the act is done.
    assert (refused.status_code, b"Answer this question" in refused.content) == (422, True)
    with acting_as(world.caseworker):
        assert (model.objects.count(), FormAnswers.objects.count()) == (before, 0)
    answer = client.post(url, {**sent, "q-more-q": SAID})
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(world.caseworker):
        kept, row = FormAnswers.objects.get(), model.objects.latest("id")
    assert (kept.about, kept.edition, kept.person_id) == (row.id, edition, file.person_id)
    assert kept.held_class == getattr(row, "held_class", "operational")
    assert SAID in client.get(shown or row.get_absolute_url()).content.decode().replace(
        "&#x27;", "'"
    )


def test_a_corrected_note_keeps_what_was_answered_with_the_first(
    world: World, file: AssistanceFile
) -> None:
    client = client_of(world.caseworker)
    edition = published(two_editors(world), "form", "more", form(question("q"), place="note"))
    sent = {"text": "First.", "data_class": "operational", "q-drawn": str(edition.id),
            "q-more-q": "kept along", "once": str(uuid4())}  # fmt: skip
    assert client.post(at("note_new", file.id), sent).status_code == 302
    for text in ("Second.", "Third."):
        with acting_as(world.caseworker):
            newest = Note.objects.latest("id").id
        again = {"text": text, "once": str(uuid4())}
        assert client.post(at("note_correct", newest), again).status_code == 302
    page = client.get(at("notes", file.id)).content.decode()
    assert ("Third." in page, "Second." in page, "kept along" in page) == (True, False, True)


@pytest.fixture
def health_worker(world: World) -> Viewer:
    return viewer(world.ngo, "health_worker")


def test_a_form_of_a_class_is_asked_and_shown_to_those_who_hold_it(
    world: World, file: AssistanceFile, health_worker: Viewer
) -> None:
    content = form(question("q"), place="intake", data_class="medical")
    edition = published(two_editors(world), "form", "health", content)
    url = at("file_questions", file.id)
    who_may, who_may_not = client_of(health_worker), client_of(world.caseworker)
    assert url not in who_may_not.get(at("file", file.id)).content.decode()
    sent = {"once": str(uuid4()), "q-drawn": str(edition.id), "q-health-q": "Asthma"}
    assert who_may_not.post(url, sent).status_code == 422
    assert who_may.post(url, sent).status_code == 302
    assert b"Asthma" in who_may.get(at("file", file.id)).content
    assert b"Asthma" not in who_may_not.get(at("file", file.id)).content
    with acting_as(world.caseworker) as by:
        assert DataClass.MEDICAL not in by.classes
        # The second wall: without the class the row is not there at all.
        assert not FormAnswers.objects.exists()
        assert not answers_of(by, file.id).exists()
        with pytest.raises(Refused):
            keep_answers(
                by=by, form=edition, about=file.id, person=file.person_id, owner=file.owner,
                audiences=file.audiences, values={"q": "x"}, request_key=uuid4(),
            )  # fmt: skip
