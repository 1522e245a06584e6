"""The office's own questions beside those of needs and risk."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse

from punte.core.access.door import acting_as
from punte.protection.configuration.door import FormAnswers
from punte.protection.plans.models import Assessment
from tests.protection.configuration.support import form, published, question, two_editors
from tests.protection.plans.support import file_of
from tests.support.signs import client_of
from tests.support.worlds import World


def test_they_go_through_both_pages_and_stand_with_the_assessment(world: World) -> None:
    content = form(question("pets", required=True), question("tools", "many"), place="assessment")
    pair = two_editors(world)
    edition = published(pair, "form", "at_home", content)
    with acting_as(world.caseworker) as by:
        file = file_of(by)
    client, url = (
        client_of(world.caseworker),
        reverse("protection:assessment_new", args=[file.id]),
    )
    assert b'name="q-at_home-pets"' in client.get(url).content
    given = {"once": str(uuid4()), "set_version": "1", "housing-shelter": "urgent",
             "q-drawn": str(edition.id), "q-at_home-tools": ["a", "b"]}  # fmt: skip
    missing = client.post(url, given).content
    assert b"Answer this question" in missing
    # A newer version comes while somebody is writing.
    published(pair, "form", "at_home", form(question("garden", required=True)))
    given["q-at_home-pets"] = "An old cat"
    advice = client.post(url, given).content.decode()
    assert 'value="An old cat"' in advice
    assert advice.count('name="q-at_home-tools"') == 2
    decided = {**given, "decide": "1", "risk": "medium", "risk_why": "She has friends here."}
    answer = client.post(url, decided)
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(world.caseworker):
        row, kept = Assessment.objects.get(), FormAnswers.objects.get()
    assert (kept.about, kept.edition) == (row.id, edition)
    assert b"An old cat" in client.get(row.get_absolute_url()).content


def test_without_a_form_nothing_more_is_asked(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
    url = reverse("protection:assessment_new", args=[file.id])
    assert b'name="q-drawn"' not in client_of(world.caseworker).get(url).content
