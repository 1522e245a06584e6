"""Graphs out and in again: what is stated stays the same, and what may not leave does not."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any
from uuid import UUID

import pytest

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Invalid, Refused
from punte.core.ledger.door import Entry
from punte.investigation.cases.models import Case
from punte.investigation.exchange.actions.exports import begin_export
from punte.investigation.exchange.graphs.leaving import Order
from punte.investigation.exchange.graphs.mapping import EXTRA, FORMS, OWN, Form
from punte.investigation.exchange.graphs.reading import read_node, records
from punte.investigation.exchange.graphs.writing import MODEL, exported
from punte.investigation.subjects.door import SCHEMATA, NewEntity, Statement, links_of, things_of
from tests.investigation.exchange.ftm import Model
from tests.investigation.exchange.making import (
    CALLS,
    FIRST,
    SECOND,
    begin,
    bring,
    bring_in,
    check,
    reasons,
    signed_in,
)
from tests.support.cases import make_case
from tests.support.subjects import link, make_source, thing, write
from tests.support.worlds import World

REASON = "Asked for by an invented partner"
KNOWN = {name: list(Model().props_of(name)) for name in Model().schemata}
# One value of each type of property.
SAMPLES = {
    "text": "Invented", "moment": "2026-01-02T10:00:00Z", "name": "Inventat", "country": "MD",
    "place": "Invented street 1", "date": "1990-05-07", "phone": "060000001",
    "email": "invented@example.org", "url": "https://example.org/invented", "document": "AB0000001",
    "position": "46.9, 28.2", "imsi": "259010000000001", "imei": "490154203237518",
    "money": "1250.50", "number": "65", "gender": "female", "national_id": "2000000000008",
    "language": "ro", "company_id": "1003600000007", "iccid": "8937301000000000008",
    "iban": "MD24AG000225100013104168", "account": "225100013104168", "wallet": "invented-wallet",
    "plate": "ABC 123", "vin": "WVWZZZ1JZ3W386752", "handle": "invented",
}  # fmt: skip
# Who may stand at the ends of links, where FollowTheMoney asks for more than we do.
ENDS = {
    "Ownership": ("Person", "Company"), "Directorship": ("Person", "Organization"),
    "Employment": ("Person", "Organization"), "Membership": ("Person", "Organization"),
    "Payment": ("BankAccount", "BankAccount"),
}  # fmt: skip
# What it asks for and a case may not know: whose a document is, who stands behind an account.
LACKING = {"Identification.holder", "Payment.payer", "Payment.beneficiary"}


@pytest.fixture
def own(world: World) -> tuple[Case, Viewer]:
    return make_case(world.investigator)


def taken_out(by: Viewer, case: Case, order: Order) -> dict[str, str]:
    with acting_as(by):
        begin_export(by=by, case_id=case.pk, order=order)
        data = b"".join(exported(by, case, order))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def stated(by: Viewer, case: Case) -> list[tuple[str, str, str]]:
    """What is stated of the case's entities, by however many sources."""
    with acting_as(by):
        rows = Statement.objects.visible_to(by).filter(case=case, withdrawn_at=None)
        return sorted(set(rows.values_list("entity__schema", "prop", "value")))


def fill(by: Viewer, case: Case) -> None:
    bring_in(by, case, [CALLS, FIRST, SECOND])
    plates = ["Placa", "Data", "PTF", "Sens", "Lat", "Lon"]
    read = ["ABC 123", "2026-01-02 10:00:00", "Invented crossing", "out", "46.9", "28.2"]
    bring_in(by, case, [plates, read], kind="plates")
    head = ["Nume", "Prenume", "Data nasterii", "Pasaport", "Cursa", "Data plecarii", "Telefon"]
    person = ["Inventata", "Ana-Test", "1990-05-07", "AB0000001", "Bus 7", "2026-02-03", FIRST[0]]
    bring_in(by, case, [head, person], kind="passengers")


def test_what_goes_out_and_comes_in_again_states_the_same(own: tuple[Case, Viewer]) -> None:
    case, by = own
    fill(by, case)
    book = taken_out(by, case, Order(REASON))
    other, by = make_case(by)
    run = check(by, begin(by, other, book["entities.ftm.json"].encode(), kind="ftm", name="g.json"))
    assert (run.state, run.bad) == ("checked", 0)
    bring(by, run)
    assert stated(by, other) == stated(by, case)
    with acting_as(by):
        for asked in (things_of, links_of):
            first, second = (
                sorted(asked(by, one).values_list("schema", "caption", "started_at"), key=str)
                for one in (case, other)
            )
            assert first == second


def test_the_statements_stand_beside_with_source_grade_and_code(own: tuple[Case, Viewer]) -> None:
    case, by = own
    bring_in(by, case, [CALLS, FIRST], handling="H1")
    book = taken_out(by, case, Order(REASON, highest="H1"))
    rows = list(csv.DictReader(io.StringIO(book["statements.csv"])))
    assert len(rows) == len(stated(by, case))
    start = next(row for row in rows if row["prop"] == "startDate")
    assert (start["schema"], start["value"]) == ("PhoneCall", "2026-01-02T08:00:00")
    assert start["original_value"] == "02.01.2026 10:00:00"
    assert (start["punte:grade"], start["punte:handling"]) == ("X4", "H1")
    assert {row["entity_id"] for row in rows} == {
        line["id"] for line in lines(book["entities.ftm.json"])
    }
    assert "model/Phone.yaml" in book


def test_what_carries_a_higher_code_stays_and_is_counted(own: tuple[Case, Viewer]) -> None:
    case, by = own
    bring_in(by, case, [CALLS, FIRST], handling="H2")
    bring_in(by, case, [CALLS, SECOND])
    book = taken_out(by, case, Order(REASON, highest="H1"))
    schemata = sorted(line["schema"] for line in lines(book["entities.ftm.json"]))
    assert schemata == ["Phone", "Phone", "PhoneCall"]
    assert "60000001" not in book["entities.ftm.json"] + book["statements.csv"]
    left = json.loads(book["left_out.json"])["left_out"]
    assert left["statements H2"] > 0
    # The call of which only H2 speaks stays too, and is not told by an end that goes.
    assert left["entities of which nothing may leave"] >= 2
    assert "links without both ends" not in left
    with acting_as(by):
        entry = Entry.objects.get(action="graph.export", subject=case.pk)
    assert entry.detail["left_out"] == left["statements H2"]


def test_a_chosen_set_takes_only_the_links_among_it(own: tuple[Case, Viewer]) -> None:
    case, by = own
    bring_in(by, case, [CALLS, FIRST, SECOND])
    with acting_as(by):
        chosen: list[UUID] = list(
            things_of(by, case).exclude(caption__endswith="003").values_list("pk", flat=True)
        )
    book = taken_out(by, case, Order(REASON, groups=tuple(chosen)))
    schemata = sorted(line["schema"] for line in lines(book["entities.ftm.json"]))
    assert schemata == ["Phone", "Phone", "PhoneCall"]


def test_the_standard_form_says_nothing_that_followthemoney_does_not_know(
    own: tuple[Case, Viewer],
) -> None:
    case, by = own
    fill(by, case)
    book = taken_out(by, case, Order(REASON, Form.STANDARD))
    assert Model().faults_of(lines(book["entities.ftm.json"])) == []
    assert not [name for name in book if name.startswith("model/")]


@pytest.mark.parametrize("form", list(FORMS))
def test_one_of_each_with_every_property_holds_before_followthemoney_s_model(
    own: tuple[Case, Viewer], form: Form
) -> None:
    case, by = own
    things = {key: one_of(key) for key, schema in SCHEMATA.items() if not schema.is_link}
    links = [
        one_of(key, *(things[end or "Person"] for end in ENDS.get(key, schema.joins)))
        for key, schema in SCHEMATA.items()
        if schema.is_link
    ]
    write(by, case, make_source(by, case), *things.values(), *links)
    gone = lines(taken_out(by, case, Order(REASON, form))["entities.ftm.json"])
    faults = Model(MODEL if form == Form.OWN else None).faults_of(gone)
    beside = LACKING | {f"{schema}.{key}" for schema, keys in EXTRA.items() for key in keys}
    assert [fault for fault in faults if fault.split(":")[0] not in beside] == []
    assert len(gone) == len(FORMS[form].keys() & SCHEMATA.keys())


def one_of(key: str, tail: NewEntity | None = None, head: NewEntity | None = None) -> NewEntity:
    """An entity with a value for every property."""
    values = {prop.key: SAMPLES[prop.type] for prop in SCHEMATA[key].props}
    return link(key, tail, head, **values) if tail and head else thing(key, **values)


@pytest.mark.parametrize("form", list(FORMS))
def test_every_schema_maps_to_one_that_is_known_or_shipped(form: Form) -> None:
    shipped = {path.stem for path in MODEL.glob("*.yaml")} if form == Form.OWN else set()
    for ours, mapped in FORMS[form].items():
        assert mapped.schema in KNOWN.keys() | shipped
        if mapped.schema in KNOWN:
            props = {
                prop.key: mapped.props.get(prop.key, prop.key) for prop in SCHEMATA[ours].props
            }
            named = {name or mapped.rest for name in props.values()} | set(mapped.ends or ())
            extra = EXTRA.get(ours, set()) if form == Form.OWN else set()
            assert named - extra <= set(KNOWN[mapped.schema]), ours
    assert set(OWN) == set(SCHEMATA)


def test_bad_entities_are_listed_and_unknown_properties_kept_as_notes(
    own: tuple[Case, Viewer],
) -> None:
    case, by = own
    records: list[Any] = [
        {"id": "l", "schema": "Family", "properties": {"person": ["a"], "relative": ["gone"]}},
        {"id": "a", "schema": "Person", "properties": {"name": ["Ana-Test"], "shoeSize": ["38"]}},
        {"id": "a", "schema": "Person", "properties": {"name": ["Twice"]}},
        {"id": "b", "schema": "Person", "properties": {"birthDate": ["never"]}},
        {"id": "c", "schema": "Spaceship", "properties": {"name": ["x"]}},
        ["not", "one"],
        {"id": "d\0", "schema": "Person", "properties": {"na\0me": ["x"], "name": ["\ud800"]}},
        {"id": "e", "schema": "Person", "properties": {"name": [[["deep"]]]}},
        {"id": "f", "schema": "Person", "properties": {"name": [f"Ana {n}" for n in range(201)]}},
        {"id": "g", "schema": "Space\0\ud800", "properties": {}},
        {"id": "h", "schema": "Family", "properties": {"person": [None], "relative": ["a"]}},
    ]
    run = check(by, begin(by, case, json.dumps(records).encode(), kind="ftm", name="g.json"))
    assert reasons(by, run) == [
        (1, "", "no_ends", "gone"),
        (3, "id", "twice", "a"),
        (4, "birthDate", "unreadable", "never"),
        (5, "schema", "unknown_schema", "Spaceship"),
        (6, "", "no_entity", ""),
        (7, "name", "unreadable", "\ufffd"),
        (7, "na\ufffdme", "unreadable", "x"),
        (8, "name", "unreadable", ""),
        (9, "name", "too_many_values", ""),
        (10, "schema", "unknown_schema", "Space\ufffd\ufffd"),
        (11, "", "no_ends", "h"),
    ]
    bring(by, run)
    assert stated(by, case) == [
        ("Person", "name", "Ana-Test"), ("Person", "notes", "shoeSize: 38"),
    ]  # fmt: skip


def test_numbers_stay_as_written_and_no_value_is_lost_to_another() -> None:
    said = b'{"id": 7, "schema": "Person", "properties": {"name": ["A"], "height": [%s]}}'
    for number in (b"1e999", b"0.10", b"9" * 5000):
        ((row, record),) = records(said % number)
        assert read_node(row, record, "MD").unknown == [f"height: {number.decode()}"]
    for twice in (b'"id": "b"', b'"properties": {"name": ["A"], "name": ["B"]}'):
        ((row, record),) = records(b'{"id": "a", "schema": "Person", %s}' % twice)
        assert [wrong.reason for wrong in read_node(row, record, "MD").wrong] == ["named_twice"]


@pytest.mark.parametrize("data", [b"{", b"[1, 2", b"\x00\x01", b"[]", b'{"a": "\\ud800"}'])
def test_what_is_no_graph_is_said_so(own: tuple[Case, Viewer], data: bytes) -> None:
    case, by = own
    run = begin(by, case, data, kind="ftm", name="g.json")
    if run.state == "checking":
        run = check(by, run)
    assert run.failure or run.good == 0


def test_who_may_take_a_graph_out(world: World, own: tuple[Case, Viewer]) -> None:
    case, by = own
    with acting_as(by), pytest.raises(Invalid):
        begin_export(by=by, case_id=case.pk, order=Order("short"))
    keeper = world.evidence_keeper
    with acting_as(keeper), pytest.raises(Refused):
        begin_export(by=keeper, case_id=case.pk, order=Order(REASON))


def test_the_page_streams_the_file(own: tuple[Case, Viewer]) -> None:
    case, by = own
    bring_in(by, case, [CALLS, FIRST])
    client = signed_in(by)
    page = client.get(f"/cases/{case.pk}/graph/")
    assert page.status_code == 200
    answer = client.post(
        f"/cases/{case.pk}/graph/", {"form": "own", "highest": "H0", "reason": REASON}
    )
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as book:
        assert len(book.read("entities.ftm.json").splitlines()) == 3
