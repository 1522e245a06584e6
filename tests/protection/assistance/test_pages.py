"""The room's pages, asked over HTTP: what they show, and that nothing typed is lost."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from punte.core.access.door import acting_as
from punte.core.ledger.door import Entry
from punte.protection.assistance.models import AssistanceFile, FileLink, FollowUp, Transfer
from punte.protection.persons.models import Person
from tests.protection.assistance.acts import SUMMARY, ask, close
from tests.support.files import make_file
from tests.support.persons import make_consent, make_person
from tests.support.signs import client_of
from tests.support.worlds import World, viewer


def at(name: str, *args: object) -> str:
    return reverse(f"protection:{name}", args=args)


def once(**values: object) -> dict[str, object]:
    return {"once": str(uuid4()), **values}


def count_queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


PAGES = ("file", "file_family", "file_follow_ups")
FORMS = ("file_assign", "file_close", "file_reopen", "file_link", "rescue_group_new",
         "rescue_group_join", "file_transfer")  # fmt: skip


@pytest.mark.parametrize("name", [*PAGES, *FORMS])
def test_pages_open_for_the_agency_and_for_no_other(
    world: World, file: AssistanceFile, name: str
) -> None:
    url = at(name, file.id)
    assert client_of(world.coordinator).get(url).status_code == 200
    assert client_of(world.caseworker).get(url).status_code == 404
    assert client_of(viewer(world.unit, "analyst")).get(url).status_code == 403


@pytest.mark.parametrize("name", FORMS)
def test_nonsense_in_a_form_is_named_on_the_form(
    world: World, file: AssistanceFile, name: str
) -> None:
    client = client_of(world.coordinator)
    nonsense = {"version": "9" * 40, "code": "9" * 30, "account": "x", "desk": "-1", "kind": "q"}
    for values in ({}, nonsense):
        assert client.post(at(name, file.id), {"once": "", **values}).status_code in {422, 409}


def test_reading_a_file_is_kept(world: World, file: AssistanceFile) -> None:
    client_of(world.coordinator).get(at("file", file.id))
    with acting_as(world.coordinator):
        read = Entry.objects.filter(action="assistance.read", subject=file.person_id)
        assert read.get().account_id == world.coordinator.account_id


def test_an_older_page_is_told_and_nothing_typed_is_lost(
    world: World, file: AssistanceFile
) -> None:
    client = client_of(world.coordinator)
    values = once(reason="goals", summary=SUMMARY, version=file.version)
    AssistanceFile.objects.filter(pk=file.pk)
    colleague = client_of(world.second_coordinator)
    given = once(account=world.second_coordinator.account_id, version=file.version, note="")
    assert colleague.post(at("file_assign", file.id), given).status_code == 302
    told = client.post(at("file_close", file.id), values)
    assert told.status_code == 409
    page = told.content.decode()
    assert SUMMARY in page
    assert f'value="{file.version + 1}"' in page
    again = client.post(at("file_close", file.id), {**values, "version": file.version + 1})
    assert again.status_code == 302


def test_a_family_is_linked_shown_and_unlinked(world: World, file: AssistanceFile) -> None:
    client = client_of(world.coordinator)
    with acting_as(world.coordinator) as by:
        child = make_file(by, make_person(by, age_band="child"))
    answer = client.post(at("file_link", file.id), once(code=str(child), kind="child"), follow=True)
    assert str(child) in answer.content.decode()
    assert str(file) in client.get(at("file", child.id)).content.decode()
    with acting_as(world.coordinator):
        link = FileLink.objects.get()
    url = at("file_link_remove", file.id, link.id)
    assert client.get(url).status_code == 200
    assert client.post(url, once(reason="A mistake of ours.")).status_code == 302
    group = once(name="Minibus", rescued_on_0="2", rescued_on_1="1", rescued_on_2="2026")
    page = client.post(at("rescue_group_new", file.id), group, follow=True).content.decode()
    assert "Minibus" in page


def test_a_hand_over_from_page_to_page(world: World, file: AssistanceFile, person: Person) -> None:
    giver, taker = client_of(world.coordinator), client_of(world.caseworker)
    with acting_as(world.coordinator) as by:
        make_consent(by, person, world.ngo)
    values = once(
        desk=world.desk.pk, summary=SUMMARY, facts=["sex"], basis="consent", version=file.version
    )
    assert giver.post(at("file_transfer", file.id), values).status_code == 302
    with acting_as(world.coordinator):
        row = Transfer.objects.get()
    page = taker.get(at("transfer", row.id)).content.decode()
    assert SUMMARY in page
    assert str(row) in taker.get(at("transfers")).content.decode()
    assert str(row) in giver.get(at("transfers") + "?side=out&state=asked").content.decode()
    assert client_of(world.other_caseworker).get(at("transfer", row.id)).status_code == 404
    assert taker.get(at("transfer_step", row.id, "teleport")).status_code == 404
    step = at("transfer_step", row.id, "decline")
    assert taker.get(step).status_code == 200
    assert taker.post(step, once(version=row.version)).status_code == 422
    declined = once(version=row.version, reason="no_place", note="Full.")
    assert taker.post(step, declined).status_code == 302
    assert SUMMARY not in taker.get(at("transfer", row.id)).content.decode()
    told = giver.get(at("file", file.id)).content.decode()
    assert "No free place" in told


def test_a_follow_up_from_page_to_page(world: World, file: AssistanceFile) -> None:
    close(world.coordinator, file)
    client = client_of(world.coordinator)
    with acting_as(world.coordinator):
        row = FollowUp.objects.get(months=1)
    assert str(file) in client.get(at("follow_ups")).content.decode()
    assert client.get(at("follow_ups") + "?due=on&mine=on").status_code == 200
    url = at("follow_up", row.id)
    assert client.get(url).status_code == 200
    assert client.post(url, once(reached="yes", version=1)).status_code == 422
    made = once(reached="yes", safe="no", needs_again="on", note="Afraid again.", version=1)
    page = client.post(url, made, follow=True).content.decode()
    assert "Afraid again." in page
    assert "not safe" in page
    assert client_of(world.caseworker).get(url).status_code == 404
    opened = client.post(at("file_reopen", file.id), once(reason="unsafe", note="", version=2))
    assert opened.status_code == 302


def test_lists_ask_the_same_number_of_queries_for_one_and_many(
    world: World, person: Person, file: AssistanceFile
) -> None:
    client = client_of(world.coordinator)
    with acting_as(world.coordinator) as by:
        make_consent(by, person, world.ngo)
    close_and_offer(world, 1)
    lists = [at("follow_ups"), at("transfers") + "?side=out", at("file", file.id)]
    few = [count_queries(client, url) for url in lists]
    close_and_offer(world, 4)
    assert [count_queries(client, url) for url in lists] == few


def close_and_offer(world: World, times: int) -> None:
    for _time in range(times):
        with acting_as(world.coordinator) as by:
            person = make_person(by)
            make_consent(by, person, world.ngo)
            offered, closed = make_file(by, person), make_file(by, make_person(by))
        ask(world.coordinator, offered, world.desk)
        close(world.coordinator, closed)
