"""What an office changes by itself, seen in files: reasons for closing, and its own questions."""

from __future__ import annotations

from copy import deepcopy
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.protection.assistance.models import AssistanceFile, Closure, FollowUp
from punte.protection.configuration import queries
from punte.protection.configuration.door import Edition, FormAnswers
from tests.protection.assistance.acts import SUMMARY, close, ending
from tests.protection.configuration.support import form, published, question, two_editors, words
from tests.support.signs import client_of
from tests.support.worlds import World

FIRST = form(question("work", "one", required=True), question("hobby"), place="intake")
SECOND = form(question("other", required=True), place="intake")


def at(name: str, *args: object) -> str:
    return reverse(f"protection:{name}", args=args)


def sent(*editions: Edition, **values: Any) -> dict[str, Any]:
    return {"once": str(uuid4()), "q-drawn": [str(edition.id) for edition in editions], **values}


def test_reasons_take_words_order_and_codes_from_the_office(
    world: World, file: AssistanceFile
) -> None:
    content = deepcopy(queries.content_of("list", "closing_reason"))
    items = content["items"]
    items[0]["labels"]["en"] = "All that was planned is done"
    items[1]["to"] = timezone.localdate().isoformat()
    items = [{"code": "army", "labels": words("Called up"), "from": "", "to": ""}, *items]
    client, url = client_of(world.coordinator), at("file_close", file.id)
    before = client.get(url).content.decode()
    assert "The goals are reached" in before
    published(two_editors(world), "list", "closing_reason", {"items": items})
    after = client.get(url).content.decode()
    assert after.index("Called up") < after.index("All that was planned is done")
    assert 'value="returned"' in before
    assert 'value="returned"' not in after
    given = {"once": str(uuid4()), "summary": SUMMARY, "version": file.version}
    assert client.post(url, {**given, "reason": "returned"}).status_code == 422
    assert client.post(url, {**given, "reason": "army"}).status_code == 302
    with acting_as(world.coordinator):
        assert Closure.objects.get().reason == "army"
    for page in ("file", "file_follow_ups"):
        assert b"Called up" in client.get(at(page, file.id)).content


def test_a_retired_reason_is_still_shown(world: World, file: AssistanceFile) -> None:
    close(world.coordinator, file, ending=ending(reason="returned"))
    content = deepcopy(queries.content_of("list", "closing_reason"))
    content["items"][1]["to"] = timezone.localdate().isoformat()
    published(two_editors(world), "list", "closing_reason", content)
    shown = client_of(world.coordinator).get(at("file_follow_ups", file.id)).content
    assert b"The person returned or moved away" in shown


def test_more_questions_are_asked_and_shown(world: World, file: AssistanceFile) -> None:
    client, url = client_of(world.coordinator), at("file_questions", file.id)
    assert url not in client.get(at("file", file.id)).content.decode()
    edition = published(two_editors(world), "form", "arrival", FIRST)
    assert url in client.get(at("file", file.id)).content.decode()
    assert b'name="q-arrival-work"' in client.get(url).content
    assert client.post(url, sent(edition)).status_code == 422
    answer = client.post(url, sent(edition, **{"q-arrival-work": "a", "q-arrival-hobby": "Chess"}))
    assert answer.status_code == 302
    assert b"Chess" in client.get(at("file", file.id)).content
    assert client_of(world.caseworker).get(url).status_code == 404
    close(world.coordinator, file)
    late = sent(edition, **{"q-arrival-work": "b"})
    assert client.post(url, late).status_code == 409


def test_a_version_that_changes_in_mid_case_keeps_old_answers_readable(
    world: World, file: AssistanceFile
) -> None:
    pair = two_editors(world)
    first = published(pair, "form", "arrival", FIRST)
    client, url = client_of(world.coordinator), at("file_questions", file.id)
    old = sent(first, **{"q-arrival-work": "a", "q-arrival-hobby": "Chess"})
    assert client.post(url, old).status_code == 302
    drawn = client.get(url).content.decode()
    assert str(first.id) in drawn
    second = published(pair, "form", "arrival", SECOND)
    # A page drawn before the change is read with its own questions.
    late = sent(first, **{"q-arrival-work": "b", "q-arrival-hobby": "Skating"})
    assert client.post(url, late).status_code == 302
    assert client.post(url, sent(second, **{"q-arrival-other": "Songs"})).status_code == 302
    page = client.get(at("file", file.id)).content.decode()
    for word in ("Chess", "Skating", "Songs", "version 1", "version 2"):
        assert word in page
    with acting_as(world.coordinator):
        kept = FormAnswers.objects.order_by("changed_at").select_related("edition")
        assert [row.edition.version for row in kept] == [1, 1, 2]


def follow_up_of(world: World, file: AssistanceFile) -> FollowUp:
    close(world.coordinator, file)
    with acting_as(world.coordinator):
        return FollowUp.objects.get(file=file, months=1)


def record(client: Client, row: FollowUp, edition: Edition, **values: str) -> int:
    given = {"version": row.version, "safe": "yes", "note": "", **values}
    return client.post(at("follow_up", row.id), sent(edition, **given)).status_code


def test_a_follow_up_asks_them_of_who_was_reached(world: World, file: AssistanceFile) -> None:
    content = form(question("school", required=True), place="follow_up")
    edition = published(two_editors(world), "form", "later_on", content)
    client, row = client_of(world.coordinator), follow_up_of(world, file)
    assert b'name="q-later_on-school"' in client.get(at("follow_up", row.id)).content
    assert record(client, row, edition, reached="yes") == 422
    assert record(client, row, edition, reached="no", safe="") == 302
    with acting_as(world.coordinator):
        assert not FormAnswers.objects.exists()
        row.refresh_from_db()
    said = {"reached": "yes", "q-later_on-school": "Finishes it in June"}
    assert record(client, row, edition, **said) == 302
    shown = client.get(at("file_follow_ups", file.id)).content
    assert b"Finishes it in June" in shown
