"""The pages of subjects: lists, search, an entity, forms, sources; in pairs where few may see."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from punte.core.access.door import Viewer, acting_as
from punte.core.ledger.models import Entry
from punte.investigation.cases.models import Case
from punte.investigation.cases.queries.team import team_of
from punte.investigation.subjects.models import Entity, Source, Statement
from tests.support.cases import again, in_team, make_case
from tests.support.exhibits import make_exhibit
from tests.support.signs import client_of
from tests.support.subjects import link, make_source, thing, write
from tests.support.worlds import World


@dataclass
class Desk:
    """A case of two people, its lead at the browser."""

    case: Case
    lead: Viewer
    other: Viewer
    source: Source
    browser: Client

    def url(self, name: str, *args: object) -> str:
        return reverse(f"investigation:{name}", args=[self.case.pk, *args])

    def get(self, name: str, *args: object, **query: str) -> str:
        answer = self.browser.get(self.url(name, *args), query)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def post(self, name: str, *args: object, status: int = 302, **values: object) -> str:
        answer = self.browser.post(self.url(name, *args), {"once": str(uuid4()), **values})
        assert answer.status_code == status, (answer.status_code, answer.content.decode()[:3000])
        return answer.content.decode()

    def one(self, **wanted: object) -> Entity:
        with acting_as(again(self.lead)):
            return Entity.objects.get(**wanted)


@pytest.fixture
def desk(world: World) -> Desk:
    case, lead = make_case(world.investigator)
    other = in_team(case, lead, world.second_investigator)
    return Desk(case, lead, other, make_source(lead, case), client_of(lead))


def test_a_list_asks_as_often_for_many_as_for_few(desk: Desk) -> None:
    counts = []
    desk.get("case_subjects")
    for wave in range(2):
        people = [thing("Person", name=f"Invented {wave} {n}") for n in range(3 + wave * 20)]
        links = [link("Family", people[0], one) for one in people[1:]]
        write(desk.lead, desk.case, desk.source, *people, *links)
        with CaptureQueriesContext(connection) as caught:
            desk.get("case_subjects")
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 40, counts


def test_a_list_is_filtered_counted_and_taken_out(desk: Desk) -> None:
    good = make_source(
        desk.lead, desk.case, "Good", source_grade="A", info_grade="1", handling="H1"
    )
    write(desk.lead, desk.case, desk.source, thing("Phone", number="069123456"))
    write(desk.lead, desk.case, good, thing("Vehicle", registrationNumber="TST 001"))
    for query, phone, car in (
        ({}, True, True), ({"schema": "Phone"}, True, False), ({"grade": "B2"}, False, True),
        ({"source": str(desk.source.pk)}, True, False), ({"handling": "H1"}, False, True),
        ({"sort": "-name"}, True, True), ({"schema": "nonsense", "page": "9999"}, True, True),
    ):  # fmt: skip
        page = desk.get("case_subjects", **query)
        rows = page[page.index('<div class="table-box"') :]
        assert ("69 123 456" in rows or "69123456" in rows) == phone, query
        assert ("TST 001" in rows or "TST001" in rows) == car, query
    answer = desk.browser.get(desk.url("case_subjects_csv"), {"schema": "Phone"})
    if answer.status_code == 200:
        lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
        assert len(lines) == 2
    else:
        assert answer.status_code == 403


def test_an_empty_case_says_how_to_begin(desk: Desk) -> None:
    assert "Nobody and nothing yet" in desk.get("case_subjects")
    assert "No source yet" not in desk.get("sources")


def test_a_search_is_by_post_and_leaves_an_entry_without_the_words(desk: Desk) -> None:
    write(desk.lead, desk.case, desk.source, thing("Person", name="Ion Ceban"))
    for text, found in (("Чебан", True), ("069123456", False), ("x" * 300, None)):
        status = 422 if found is None else 200
        page = desk.post("case_subjects_found", q=text, status=status)
        if found is not None:
            assert ("Ion Ceban" in page) == found
    stranger = client_of(desk.lead)
    assert stranger.get(reverse("investigation:subjects")).status_code == 200
    everywhere = stranger.post(reverse("investigation:subjects"), {"q": "Ceban"}).content.decode()
    assert "Ion Ceban" in everywhere
    assert desk.case.name in everywhere
    with acting_as(desk.lead):
        entries = Entry.objects.filter(action="subjects.search")
        assert [entry.detail for entry in entries.order_by("id")] == [
            {"found": 1}, {"found": 0}, {"found": 1},
        ]  # fmt: skip


def test_an_entity_shows_every_value_with_who_says_it(desk: Desk) -> None:
    other = make_source(desk.lead, desk.case, "Register", source_grade="A", info_grade="1")
    person = thing("Person", name="Ion Inventat", birthDate="1990-05-01", idNumber="2000000000001")
    phone = thing("Phone", number="069123456")
    write(desk.lead, desk.case, desk.source, person, phone, link("Use", person, phone, role="own"))
    desk.post("entity_state", person.id, source=other.pk, p_birthDate="1990-01-05")
    page = desk.get("entity", person.id)
    for words in (
        "1 May 1990", "5 Jan 1990", "sources differ", "A1 H0", "X4 H0", "Register",
        "Invented list", "What is used", "the check digit does not fit",
    ):  # fmt: skip
        assert words in page, words
    assert desk.one(schema="Use").get_absolute_url() in desk.get("entity_links", person.id)
    assert "Ion Inventat" in desk.get("entity", desk.one(schema="Use").pk)


def test_a_thing_is_added_with_several_values_at_once(desk: Desk) -> None:
    assert reverse("investigation:entity_add", args=[desk.case.pk, "Person"]) in desk.get(
        "entity_kinds"
    )
    desk.post(
        "entity_add", "Person", source=desk.source.pk, p_name="Ion Inventat\nИон Инвентат",
        p_phone="069123456\n069123457", p_birthDate="1990-05-01", source_grade="B", info_grade="2",
    )  # fmt: skip
    entity = desk.one(schema="Person")
    with acting_as(desk.lead):
        rows = Statement.objects.filter(entity=entity)
        assert (rows.count(), {row.grade for row in rows}) == (5, {"B2"})
    page = desk.post("entity_add", "Person", source=desk.source.pk, p_birthDate="soon", status=422)
    assert "soon" in page
    assert desk.browser.get(desk.url("entity_add", "Call")).status_code == 404


def test_a_link_finds_its_other_end(desk: Desk) -> None:
    person, phone = thing("Person", name="Ion Inventat"), thing("Phone", number="069123456")
    write(desk.lead, desk.case, desk.source, person, phone)
    assert "Use" in desk.get("link_kinds", person.id)
    assert str(phone.id) in desk.post("ends", text="69 123 456", status=200)
    same = {"source": desk.source.pk, "way": "forth", "text": "069123456"}
    page = desk.post("link_add", person.id, "Use", **same, status=422)
    assert str(phone.id) in page
    assert "choose it" in page
    desk.post("link_add", person.id, "Use", **same, other=phone.id, p_role="own")
    made = desk.one(schema="Use")
    assert (made.tail_id, made.head_id) == (person.id, phone.id)
    desk.post("link_add", phone.id, "Contact", **{**same, "way": "back"}, other=uuid4(), status=404)


def test_lines_are_pasted(desk: Desk) -> None:
    desk.post(
        "entities_add", source=desk.source.pk, schema="Vehicle", lines="TST 001\nTST 002\nTST001"
    )
    with acting_as(desk.lead):
        assert Entity.objects.filter(schema="Vehicle").count() == 2


def test_a_statement_is_withdrawn_and_folded_away(desk: Desk) -> None:
    person = thing("Person", name="Ion Inventat", alias="Ionel")
    write(desk.lead, desk.case, desk.source, person)
    with acting_as(desk.lead):
        row = Statement.objects.get(prop="alias")
    assert "Ionel" in desk.get("withdraw", row.pk)
    desk.post("withdraw", row.pk, reason=" ", status=422)
    desk.post("withdraw", row.pk, reason="Taken from another file")
    page = desk.get("entity", person.id)
    assert "1 withdrawn statement" in page
    assert "Taken from another file" in page
    desk.post("withdraw", row.pk, reason="Again", status=409)


def test_a_source_is_named_graded_and_shown(desk: Desk) -> None:
    said = {
        "title": "Invented report", "kind": "document", "got_at": "2026-01-02T10:00",
        "source_grade": "X", "info_grade": "4", "handling": "H0",
    }  # fmt: skip
    desk.post("source_add", **{**said, "handling": "H3"}, status=422)
    desk.post("source_add", **said)
    with acting_as(desk.lead):
        source = Source.objects.get(title="Invented report")
    write(desk.lead, desk.case, source, thing("Person", name="Ion Inventat"))
    new = {"source_grade": "B", "info_grade": "2", "handling": "H1", "statements": "on"}
    desk.post("source_grade", source.pk, **new, was="X4 H0")
    desk.post("source_grade", source.pk, **new, was="X4 H0", status=409)
    page = desk.get("source", source.pk)
    assert "B2 H1" in page
    assert "Ion Inventat" in page
    assert "Invented report" in desk.get("sources")


def test_a_narrow_source_is_nowhere_for_the_others(desk: Desk) -> None:
    with acting_as(desk.lead):
        place: UUID = team_of(desk.case).get(account=desk.other.account_id).pk
    desk.post(
        "source_add", title="Invented informant", kind="statement", got_at="2026-01-02T10:00",
        source_grade="X", info_grade="4", handling="H0", narrow="on",
    )  # fmt: skip
    lead = again(desk.lead)
    with acting_as(lead):
        source = Source.objects.get(narrow=True)
    person, hidden = thing("Person", name="Ion Inventat"), thing("Person", name="Vasile Ascuns")
    write(lead, desk.case, desk.source, person)
    write(lead, desk.case, source, hidden, link("Family", person, hidden))
    other = client_of(desk.other)
    urls = {
        "case_subjects": desk.url("case_subjects"),
        "entity": desk.url("entity", person.id),
        "sources": desk.url("sources"),
        "links": desk.url("entity_links", person.id),
    }
    own = {"source": desk.url("source", source.pk), "hidden": desk.url("entity", hidden.id)}
    for url in urls.values():
        assert "Vasile" in (page := desk.browser.get(url).content.decode()) or "informant" in page
        page = other.get(url).content.decode()
        assert "Vasile" not in page
        assert "informant" not in page
        assert "Family ties" not in page
    for url in own.values():
        assert (desk.browser.get(url).status_code, other.get(url).status_code) == (200, 404)
    desk.post("source_seat", source.pk, member=place)
    assert client_of(again(desk.other)).get(own["hidden"]).status_code == 200
    desk.post("source_unseat", source.pk, place)
    assert client_of(again(desk.other)).get(own["hidden"]).status_code == 404


def test_a_stranger_and_a_foreign_role_get_nothing(desk: Desk, world: World) -> None:
    person = thing("Person", name="Ion Inventat")
    write(desk.lead, desk.case, desk.source, person)
    for who, status in ((world.prosecutor, 404), (world.coordinator, 403)):
        browser = client_of(who)
        for url in (desk.url("case_subjects"), desk.url("entity", person.id)):
            assert browser.get(url).status_code == status


def test_a_thing_and_a_source_name_their_exhibit(desk: Desk) -> None:
    exhibit = make_exhibit(desk.lead, desk.case)
    device = thing("Device", imei="490154203237518")
    write(desk.lead, desk.case, desk.source, device)
    desk.post("entity_exhibit", device.id, source=desk.source.pk, exhibit=exhibit.pk)
    assert exhibit.get_absolute_url() in desk.get("entity", device.id)
    desk.post(
        "source_add", title="Read from it", kind="contacts", got_at="2026-01-02T10:00",
        source_grade="A", info_grade="1", handling="H0", exhibit=exhibit.pk,
    )  # fmt: skip
    with acting_as(desk.lead):
        source = Source.objects.get(title="Read from it")
    assert source.exhibit == exhibit.pk
    assert exhibit.number in desk.get("source", source.pk)
    desk.post("entity_exhibit", device.id, source=desk.source.pk, exhibit=uuid4(), status=422)
