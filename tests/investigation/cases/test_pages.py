"""The pages of cases over HTTP: who may, who may not, and what is typed wrongly."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.investigation.cases.actions.tasks import Wish, add_task
from punte.investigation.cases.models import Case, Offence, Task
from tests.support.cases import in_team, make_case
from tests.support.signs import client_of
from tests.support.worlds import World, viewer

FACTS = {
    "name": "Invented Lake",
    "origin": "own_work",
    "origin_on": timezone.localdate,
    "hits": "open",
}


def at(name: str, *args: object) -> str:
    return reverse(f"investigation:{name}", args=args)


def send(client: Client, path: str, **values: Any) -> Any:
    known = {key: value() if callable(value) else value for key, value in values.items()}
    return client.post(path, {"once": str(uuid4()), **known})


@pytest.fixture
def case(world: World) -> tuple[Case, Viewer]:
    return make_case(world.investigator)


def test_a_case_is_opened_found_and_changed_over_its_pages(world: World) -> None:
    client = client_of(world.investigator)
    assert send(client, at("case_new"), **FACTS).status_code == 302
    listed = client.get(at("cases"), {"q": "lake", "open": "on", "part": "lead"})
    assert "Invented Lake" in listed.content.decode()
    assert "Invented Lake" not in client.get(at("cases"), {"stage": "trial"}).content.decode()
    path = listed.context["table"].rows[0].get_absolute_url()
    assert "Name the offences" in client.get(path).content.decode()
    edited = {**FACTS, "name": "Invented Hill"}
    assert send(client, f"{path}edit/", **edited, version=1).status_code == 302
    assert send(client, f"{path}edit/", **edited, version=1).status_code == 409
    assert "Invented Hill" in client.get(path).content.decode()


def test_who_is_not_in_the_team_finds_no_page_of_it(
    world: World, case: tuple[Case, Viewer]
) -> None:
    pk = case[0].pk
    for who in (world.second_investigator, world.prosecutor):
        client = client_of(who)
        assert "Invented River" not in client.get(at("cases")).content.decode()
        for name in ("case", "case_edit", "case_team", "case_tasks", "case_task_add"):
            assert client.get(at(name, pk)).status_code == 404
    assert client_of(world.caseworker).get(at("cases")).status_code == 403


def test_a_joined_reader_of_another_agency_finds_them(
    world: World, case: tuple[Case, Viewer]
) -> None:
    row, by = case
    client = client_of(in_team(row, by, world.prosecutor))
    for name in ("case", "case_team", "case_tasks"):
        assert client.get(at(name, row.pk)).status_code == 200


@pytest.mark.parametrize("wrong", ["\x00", "9" * 9000, "2026-99-99"])
def test_bad_input_is_said_on_the_form(case: tuple[Case, Viewer], wrong: str) -> None:
    row, by = case
    client = client_of(by)
    values = dict.fromkeys((*FACTS, "to", "reason", "title", "due_on", "version"), wrong)
    for path in (at("case_new"), at("case_edit", row.pk), at("case_move", row.pk)):
        assert send(client, path, **values).status_code == 422
    assert send(client, at("case_task_add", row.pk), **values).status_code == 422
    assert client.get(at("cases"), {"q": wrong, "stage": wrong}).status_code < 500
    assert client.get(at("case_point", row.pk, "no-such-point")).status_code == 404


def test_the_table_of_offences_is_edited_by_who_may(world: World) -> None:
    wording = {
        "key": "MD:999", "article": "art. 999", "name": "Invented", "source": "Invented",
        "since": timezone.localdate,
    }  # fmt: skip
    client = client_of(viewer(world.unit, "administrator"))
    assert send(client, at("offence_wording"), **{**wording, "key": "no key"}).status_code == 422
    assert send(client, at("offence_wording"), **wording).status_code == 302
    assert send(client, at("offence_wording"), **wording).status_code == 422, "no later day"
    assert "art. 999" in client.get(at("offences"), {"sort": "-since"}).content.decode()
    assert Offence.objects.filter(key="MD:999").count() == 1
    assert client_of(world.investigator).get(at("offences")).status_code == 403


def asked(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_pages_ask_no_more_for_more(world: World, case: tuple[Case, Viewer]) -> None:
    row, by = case

    def more() -> None:
        with acting_as(by):
            wish = Wish("Ask", assignee=by.account_id, due_on=timezone.localdate())
            add_task(by=by, case_id=row.pk, wish=wish, request_key=uuid4())
        make_case(world.investigator)

    client = client_of(by)
    pages = [at("cases"), at("case", row.pk), at("case_tasks", row.pk)]
    more()
    few = [asked(client, page) for page in pages]
    more()
    more()
    assert [asked(client, page) for page in pages] == few


def test_a_task_is_ended_once(case: tuple[Case, Viewer]) -> None:
    row, by = case
    client = client_of(by)
    assert send(client, at("case_task_add", row.pk), title="Ask the bank").status_code == 302
    with acting_as(by):
        task = Task.objects.get(case=row)
    end = at("case_task_end", row.pk, task.pk)
    assert send(client, end, state="dropped", outcome="", version=1).status_code == 422
    assert send(client, end, state="done", outcome="It answered", version=1).status_code == 302
    assert send(client, end, state="done", outcome="", version=2).status_code in {404, 409}
    assert "It answered" in client.get(at("case_tasks", row.pk)).content.decode()
