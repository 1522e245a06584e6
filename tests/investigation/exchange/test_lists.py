"""The other kinds of lists, files as programs write them, saved specifications, and the pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from punte.core.access.door import Viewer, acting_as
from punte.investigation.cases.models import Case
from punte.investigation.exchange.background import bring_all, check_all, look_at, undo_all
from punte.investigation.exchange.models import ListImport, ListSpec
from punte.investigation.subjects.door import links_of, statements_of, things_of
from tests.investigation.exchange.making import (
    CALLS,
    FIRST,
    as_csv,
    begin,
    bring,
    bring_in,
    check,
    signed_in,
    work,
)
from tests.investigation.exchange.test_reading import book
from tests.support.cases import make_case
from tests.support.worlds import World


@pytest.fixture
def own(world: World) -> tuple[Case, Viewer]:
    return make_case(world.investigator)


def found(by: Viewer, case: Case) -> tuple[list[Any], list[Any]]:
    with acting_as(by):
        things = things_of(by, case).order_by("schema", "caption")
        links = links_of(by, case).order_by("schema", "tail__caption")
        return (
            list(things.values_list("schema", "caption")),
            list(links.values_list("schema", "tail__caption", "head__caption")),
        )


def test_plate_reads_meet_the_same_place_and_vehicle(own: tuple[Case, Viewer]) -> None:
    case, by = own
    head = ["Placa", "Data", "Ora", "PTF", "Sens"]
    one = ["ABC 123", "02.01.2026", "10:00", "Invented crossing", "out"]
    bring_in(by, case, [head, one, ["abc123", "03.01.2026", "11:30", *one[3:]]], kind="plates")
    again = ["ABC-123", "04.01.2026", "12:00", "Invented crossing", "in"]
    run = bring_in(by, case, [head, again], kind="plates")
    assert (run.made, run.known) == (0, 2)
    things, links = found(by, case)
    assert [schema for schema, _caption in things] == ["Place", "Vehicle"]
    assert [link[0] for link in links] == ["Sighting"] * 3


def test_contacts_hang_on_the_phone_that_was_named(own: tuple[Case, Viewer]) -> None:
    case, by = own
    rows = [["Nume contact", "Telefon"], ["Ana-Test piata", "060000002"]]
    run = begin(by, case, as_csv(rows), kind="contacts")
    bring(by, check(by, run, owner="060000001"))
    things, links = found(by, case)
    assert [caption for _s, caption in things] == ["+373 600 00 001", "+373 600 00 002"]
    assert links == [("Contact", "+373 600 00 001", "+373 600 00 002")]


def test_bookings_make_persons_trips_and_their_phones(own: tuple[Case, Viewer]) -> None:
    case, by = own
    head = ["PNR", "Nume", "Prenume", "Pasaport", "Telefon", "De la", "La", "Plecare", "Cursa"]
    ana = ["X1", "Inventata", "Ana-Test", "AB0000001", "060000001", "Chișinău", "Roma",
           "2026-02-03 06:00", "B7"]  # fmt: skip
    rows = [head, ana, ["X1", "Inventat", "Ion-Test", "AB0000002", "", *ana[5:]]]
    run = bring_in(by, case, rows, kind="bookings")
    assert (run.good, run.bad) == (2, 0)
    things, links = found(by, case)
    assert things == [
        ("Person", "Ana-Test Inventata"), ("Person", "Ion-Test Inventat"),
        ("Phone", "+373 600 00 001"), ("Trip", "B7"),
    ]  # fmt: skip
    assert [link[0] for link in links] == ["Participation", "Participation", "Use"]


def test_payments_join_accounts(own: tuple[Case, Viewer]) -> None:
    case, by = own
    head = ["Cont platitor", "Cont beneficiar", "Suma", "Valuta", "Data tranzactiei", "Platitor"]
    paid = ["MD24AG000225100013104168", "RO49AAAA1B31007593840000", "1 250,50", "EUR",
            "2026-01-02", "Invented SRL"]  # fmt: skip
    bring_in(by, case, [head, paid], kind="payments")
    _things, links = found(by, case)
    assert [link[0] for link in links] == ["Payment"]
    with acting_as(by):
        said = statements_of(by, [links_of(by, case).get().pk])
        assert said.get(prop="amount").value == "1250.50"


def test_one_thing_a_row_and_whose_device_it_was(own: tuple[Case, Viewer]) -> None:
    case, by = own
    bring_in(by, case, [["Name", "Date of birth"], ["Ana-Test", "1990-05-07"]], kind="thing:Person")
    head = ["MSISDN", "Corespondent", "Sens", "Data", "Durata", "IMEI"]
    row = ["060000001", "060000002", "intrare", "2026-01-02 10:00", "5", "490154203237518"]
    bring_in(by, case, [head, row])
    _things, links = found(by, case)
    assert links == [
        ("Call", "+373 600 00 002", "+373 600 00 001"),
        ("Use", "+373 600 00 001", "49015420 323751 8"),
    ]


def test_a_specification_is_kept_by_version_and_chosen_by_the_columns(
    world: World, own: tuple[Case, Viewer]
) -> None:
    case, by = own
    odd = ["Foo", "Bar", "Baz"]
    row = ["060000001", "060000002", "2026-01-02 10:00"]
    run = begin(by, case, as_csv([odd, row]))
    assert [column["field"] for column in run.columns] == ["", "", ""]
    for column, key in zip(run.columns, ("caller", "called", "when"), strict=True):
        column["field"] = key
    check(by, run, save_as="Invented Telecom", offset=60)
    with acting_as(by):
        run = ListImport.objects.visible_to(by).get(pk=run.pk)
    check(by, run, save_as="Invented Telecom", offset=30)
    fresh = begin(by, case, as_csv([odd, ["060000003", *row[1:]]]))
    assert [column["field"] for column in fresh.columns] == ["caller", "called", "when"]
    assert (fresh.options["offset"], fresh.said["spec"]) == (30, "Invented Telecom · 2")
    with acting_as(by):
        assert ListSpec.objects.visible_to(by).count() == 2
    with acting_as(world.prosecutor):
        assert not ListSpec.objects.visible_to(world.prosecutor).exists()


@pytest.mark.parametrize("since_1904", [False, True])
def test_typed_cells_of_a_spreadsheet(own: tuple[Case, Viewer], since_1904: bool) -> None:
    def fill(made: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Invented Telecom", ""])
        sheet.write_row(2, 0, [*CALLS[:4], "Ora"])
        day = made.add_format({"num_format": "dd.mm.yyyy"})
        clock = made.add_format({"num_format": "hh:mm:ss"})
        sheet.write_number(3, 0, 37360000001)
        sheet.write_string(3, 1, '="060000002"')
        sheet.write_datetime(3, 2, dt.datetime(2026, 1, 2), day)  # noqa: DTZ001
        sheet.write_number(3, 3, 65 / 86400, made.add_format({"num_format": "[h]:mm:ss"}))
        sheet.write_datetime(3, 4, dt.time(10, 30), clock)
        sheet.write_row(4, 0, ["=1+1", "060000002"])
        sheet.write_formula(4, 2, "=1/0", None, "#DIV/0!")

    case, by = own
    data = book(fill, date_1904=since_1904)
    run = check(by, begin(by, case, data, name="calls.xlsx"))
    assert (run.good, run.bad) == (1, 1)
    bring(by, run)
    with acting_as(by):
        call = links_of(by, case).get()
        assert call.started_at == dt.datetime(2026, 1, 2, 8, 30, tzinfo=dt.UTC)
        assert statements_of(by, [call.pk]).get(prop="duration").value == "65"


def test_the_pages_from_the_file_to_the_rejects(own: tuple[Case, Viewer]) -> None:
    case, by = own
    client, base = signed_in(by), f"/cases/{case.pk}/lists/"
    assert b"No list was brought in yet" in client.get(base).content
    file = SimpleUploadedFile("calls.csv", as_csv([CALLS, FIRST, ["=1+1", *FIRST[1:]], ["x"]]))
    once = "0190a000-0000-7000-8000-000000000001"
    form = {"kind": "calls", "title": "Invented, January", "file": file, "source_grade": "A",
            "info_grade": "2", "handling": "H1", "once": once}  # fmt: skip
    page = client.post(base + "new/", form)["Location"]
    assert b"Reading the file" in client.get(page).content
    run = work(ListImport.objects.get().pk, look_at)
    mapping = client.get(page + "columns/").content.decode()
    assert "Which time zone" in mapping
    fields = {f"field_{n}": column["field"] for n, column in enumerate(run.columns)}
    options = {"zone": "Europe/Chisinau", "region": "MD", "offset": "0", "save_as": ""}
    assert client.post(page + "columns/", {**fields, **options, "field_0": ""}).status_code == 200
    assert client.post(page + "columns/", {**fields, **options}).status_code == 302
    work(run.pk, check_all)
    shown = client.get(page).content.decode()
    assert "What every row needs is not there." in shown
    rejects = client.post(page + "rejects/").getvalue().decode()
    assert "'=1+1" in rejects or "\nx" in rejects or ",x" in rejects
    assert client.post(page + "start/").status_code == 302
    work(run.pk, bring_all)
    assert b"A2" in client.get(page).content
    assert client.post(page + "undo/", {"reason": "no"}).status_code == 422
    assert client.post(page + "undo/", {"reason": "Of another order."}).status_code == 302
    assert work(run.pk, undo_all).state == "undone"
    assert client.get(base).status_code == 200
