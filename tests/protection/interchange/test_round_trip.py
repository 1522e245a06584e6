"""What goes out comes in again as the same, in every form."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Invalid, Refused
from punte.core.ledger.door import Entry
from punte.protection.interchange.actions.exports import Order, order_export
from punte.protection.interchange.exporting import Selection, columns_out, going
from punte.protection.interchange.models import Kept
from punte.protection.interchange.sections import tables
from punte.protection.interchange.writers import (
    csv_bytes,
    json_lines,
    own_lines,
    several_fields,
    xlsx_bytes,
)
from tests.protection.interchange.making import as_csv, bring_in
from tests.support.worlds import World, viewer

HEAD = [
    "pun_SourceId", "prs_FirstName", "prs_SecondName", "prs_Birthdate", "prs_Gender",
    "prs_MobilePhone", "prs_Citizenship", "prs_PrimaryLanguage", "vic_TraffickingStatus",
    "vic_TypeOfExploitation", "vic_MethodsOfControl", "vic_RelationshipToTrafficker", "cas_Status",
    "hte_City", "con_Consent", "cco_CaseComment",
]  # fmt: skip
ROWS = [
    ["1", "Ana-Test", "Inventată", "1990-05-07", "TransgenderFeminine", "+373 60000001", "MD;RO",
     "ron", "ActualVictimOfTrafficking", "ForcedLabour;Surrogacy", "UsesChildren", "Unaquainted",
     "FollowUp", '["Iasi","","Balti"]', "yes", "'=2+2"],
    ["2", "Тест", "Выдуманный", "2012", "M", "", "UA", "ukr", "PossibleVictimOfTrafficking",
     "ForcedBegging", "", "", "Closed", "Odesa", "no", ""],
]  # fmt: skip
FORMS = ["csv", "xlsx", "json", "own"]
TOLD_ANEW = {"pun_Pseudonym"}


def records(by: Viewer) -> list[dict[str, Any]]:
    with acting_as(by):
        found = [dict(case.record) for case in going(by, Selection(), reason="a test of it all")]
    for record in found:
        for key in TOLD_ANEW:
            record.pop(key)
    return sorted(found, key=lambda record: record["pun_SourceId"])


def file_of(by: Viewer, form: str) -> tuple[bytes, str]:
    keys, several = columns_out(identity=True), several_fields()
    with acting_as(by):
        cases = going(by, Selection(), reason="a test of it all", sections=form == "own")
        if form == "csv":
            return b"".join(csv_bytes(cases, keys, several)), "x.csv"
        if form == "xlsx":
            return b"".join(xlsx_bytes(cases, keys, several, plain_disk=None)), "x.xlsx"
        return b"".join(own_lines(cases) if form == "own" else json_lines(cases)), "x.jsonl"


@pytest.mark.parametrize("form", FORMS)
def test_a_round_trip_gives_the_same(world: World, form: str) -> None:
    by, other = world.supervisor, viewer(world.other_unit, "supervisor")
    first = bring_in(by, as_csv([HEAD, *ROWS]))
    assert (first.good, first.bad) == (2, 0)
    before = records(by)
    assert before[0]["vic_RelationshipToTrafficker"] == "Unaquainted"
    assert before[0]["hte_City"] == ["Iasi", "", "Balti"]
    assert before[0]["cco_CaseComment"] == ["=2+2"]
    data, name = file_of(by, form)
    second = bring_in(other, data, name)
    assert (second.good, second.bad) == (2, 0), second.failure
    assert records(other) == before


def test_our_own_documents_keep_what_hung_on_the_file(world: World) -> None:
    by = world.supervisor
    text = (
        '{"format":"punte.assistance-file","version":1,"record":{"pun_SourceId":"5",'
        '"pun_FileState":"open"},"sections":{"plans.plan":[{"id":"x"}]}}'
    )
    bring_in(by, text.encode(), "x.jsonl")
    with acting_as(by):
        assert Kept.objects.visible_to(by).get().sections == {"plans.plan": [{"id": "x"}]}
    data, _name = file_of(by, "own")
    assert b'"plans.plan":[{"id":"x"}]' in data


def test_sections_are_the_guarded_tables_of_files() -> None:
    for model in tables():
        assert "file" in {field.name for field in model._meta.concrete_fields}


def test_no_cell_of_a_table_runs_as_a_formula(world: World) -> None:
    by = world.supervisor
    bring_in(by, as_csv([HEAD, *ROWS]))
    data, _name = file_of(by, "csv")
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    assert "'=2+2" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_an_export_is_written_down_with_its_reason(world: World) -> None:
    by = world.supervisor
    bring_in(by, as_csv([HEAD, *ROWS]))
    order = Order("csv", Selection(status="identified"), "for the yearly report")
    with acting_as(by):
        assert order_export(by=by, order=order) == 1
        entry = Entry.objects.get(action="person.export")
    assert entry.detail["reason"] == "for the yearly report"
    assert entry.detail["identity"] is False


def test_every_opened_name_is_an_entry(world: World) -> None:
    by = world.supervisor
    bring_in(by, as_csv([HEAD, *ROWS]))
    records(by)
    with acting_as(by):
        assert Entry.objects.filter(action="person.open_identity").count() == 2


@pytest.mark.parametrize(("form", "reason"), [("csv", "short"), ("pdf", "long enough a reason")])
def test_an_order_that_lacks_something_is_refused(world: World, form: str, reason: str) -> None:
    with acting_as(world.supervisor), pytest.raises(Invalid):
        order_export(by=world.supervisor, order=Order(form, Selection(), reason))


def test_who_may_not_export_gets_nothing(world: World) -> None:
    order = Order("csv", Selection(), "long enough a reason")
    with acting_as(world.caseworker), pytest.raises(Refused):
        order_export(by=world.caseworker, order=order)


def test_others_cases_do_not_go_out(world: World) -> None:
    bring_in(world.supervisor, as_csv([HEAD, *ROWS]))
    assert records(viewer(world.ngo, "supervisor")) == []
