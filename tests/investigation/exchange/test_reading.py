"""Files as programs write them: columns by name, moments, and files that cannot be read."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from punte.core.access.door import Viewer
from punte.core.sheets.door import Unreadable
from punte.investigation.cases.models import Case
from punte.investigation.exchange.lists.cells import text_of
from punte.investigation.exchange.lists.fields import CALLS as CALL_KIND
from punte.investigation.exchange.lists.files import describe, read_table
from punte.investigation.exchange.lists.guessing import guess
from punte.investigation.exchange.lists.moments import Doubt, Order, Seen, read_when
from punte.investigation.exchange.lists.rows import Clock, RowReader
from tests.investigation.exchange.making import CALLS, begin, check, reasons, signed_in
from tests.support.books import changed
from tests.support.cases import make_case
from tests.support.worlds import World

UTC = ZoneInfo("UTC")
NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


@pytest.fixture
def own(world: World) -> tuple[Case, Viewer]:
    return make_case(world.investigator)


def book(fill: Any, **options: Any) -> bytes:
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole, {"in_memory": True, **options}) as made:
        fill(made, made.add_worksheet("Calls"))
    return whole.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", b"")
        made.writestr("xl/worksheets/sheet1.xml", b" " * 1000)
    data = bytearray(out.getvalue())
    # The list at the end says that a few bytes become three gigabytes.
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (3_000_000_000).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (book(lambda _made, sheet: sheet.write_row(0, 0, CALLS))[:900], "not_a_workbook"),
        (bomb(), "too_large_unpacked"),
        (b"Numar A;Numar B\n", "no_rows"),
        (b" \n", "no_columns"),
        (b"Numar A;Data\n\x00\x01;2\n", "not_text"),
        (b'Numar A;Data\n1;"' + b"x" * 200_000, "broken_quotes:2"),
    ],
)
def test_files_that_cannot_be_read_say_why(own: tuple[Case, Viewer], data: bytes, why: str) -> None:
    case, by = own
    run = begin(by, case, data)
    assert (run.state, run.failure) == ("failed", why)


def test_a_number_that_was_cut_short_stays_out_and_an_unread_sheet_is_named(
    own: tuple[Case, Viewer],
) -> None:
    case, by = own
    head = "".join(f"<th>{name}" for name in ["Numar A", "Numar B", "Data apel", "IMEI"])
    cells = (
        ["060000001", "060000002", "02.01.2026 10:00", "4.90154E+14"],
        ["060000001", "4,0722E+10", "02.01.2026 11:00", ""],
        ["060000001", "060000003", "02.01.2026 12:00", "=cmd|'/c calc'!A1"],
        ["060000001", "060000003", "02.01.2026 13:00", ""],
    )
    rows = "".join(f"<tr>{''.join(f'<td>{cell}' for cell in row)}" for row in cells)
    page = f"<table><tr>{head}{rows}</table><table><tr><td>SMS<tr><td>x</table>"
    run = begin(by, case, page.encode(), name="list.xls")
    shown = signed_in(by).get(f"{run.get_absolute_url()}columns/")
    assert b"SMS" in shown.content
    run = check(by, run)
    assert (run.good, run.bad) == (2, 2)
    assert [(row, why) for row, _column, why, _cell in reasons(by, run)] == [
        (2, "shortened"), (3, "shortened"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"),
    [(40722000002.0, "40722000002"), (490154203237518.0, "490154203237518"),
     (4901542032375181.0, "4901542032375181"), (4901542032375180.0, "4.90154203237518E+15"),
     (8937301000000000000.0, "8.93730100000000E+18"), (65.5, "65.5")],
)  # fmt: skip
def test_digits_of_a_number_are_whole_or_told_as_lost(value: float, text: str) -> None:
    assert text_of(value) == text


def test_a_sheet_that_claims_a_billion_rows_is_read_by_what_it_holds() -> None:
    data = book(lambda _made, sheet: sheet.write_row(0, 0, ["Numar A", "Data"]))
    data = changed(data, "sheet1", b'ref="A1:B1"', b'ref="A1:XFD1000000000"')
    try:
        _columns, count = describe(read_table(data), "calls")
        assert count == 0
    except Unreadable as error:
        assert error.code in {"too_many_rows", "too_many_columns", "not_a_workbook"}  # noqa: PT017


@pytest.mark.parametrize(
    ("header", "field"),
    [("Numărul apelant", "caller"), ("Абонент Б", "called"), ("Тривалість, сек", "seconds"),
     ("A_NUMBER", "caller"), ("Дата и время", "when"), ("Cell ID", "cell"), ("Nonsense", ""),
     ("Data și ora", "when"), ("IMEI 1", "imei")],
)  # fmt: skip
def test_columns_are_known_by_name_in_four_languages(header: str, field: str) -> None:
    assert guess("calls", header) == field


@pytest.mark.parametrize(
    ("text", "order", "said"),
    [
        ("2026-01-02T10:00:00Z", "", "2026-01-02T10:00:00"),
        ("02.01.2026 10:00", "", "2026-01-02T10:00:00"),
        ("1/2/2026 1:05:06 PM", "month_first", "2026-01-02T13:05:06"),
        ("1/2/26 00:30", "day_first", "2026-02-01T00:30:00"),
        ("20260102100000", "", "2026-01-02T10:00:00"),
        ("1767348000", "", "2026-01-02T10:00:00"),
        ("1767348000000", "", "2026-01-02T10:00:00"),
        ("2026-01-02 12:00:00+02:00", "", "2026-01-02T10:00:00"),
        ("1/2/2026", "", "in_doubt"),
        ("31.02.2026", "", "not_a_moment"),
        ("45000.5", "", "not_a_moment"),
        ("9999-12-31 23:59", "", "not_a_moment"),
    ],
)
def test_moments(text: str, order: str, said: str) -> None:
    late = dt.timedelta(days=1) if text.startswith("9999") else dt.timedelta()
    try:
        found = read_when(text, Order(order), UTC, late).replace(tzinfo=None).isoformat()
    except Doubt as doubt:
        found = str(doubt)
    assert found == said


@pytest.mark.parametrize("place", ["Chisinau", "Bucharest", "Kyiv"])
def test_an_hour_that_came_twice_or_never_is_asked_back(place: str) -> None:
    zone, none = ZoneInfo(f"Europe/{place}"), dt.timedelta()
    turned = {"Chisinau": "02"}.get(place, "03")
    for text, why in ((f"29.03.2026 {turned}:30", "hour_left_out"),
                      (f"25.10.2026 {turned}:30", "hour_twice")):  # fmt: skip
        with pytest.raises(Doubt, match=why):
            read_when(text, Order.UNKNOWN, zone, none)
        said = read_when(f"{text} +02:00", Order.UNKNOWN, zone, none)
        assert said.hour == int(turned) - 2
    assert read_when("28.03.2026 03:30", Order.UNKNOWN, zone, none).hour == 1


def test_the_order_of_days_is_told_by_the_column_or_asked() -> None:
    seen = Seen()
    for text in ("1/2/2026", "13/2/2026"):
        seen.see(text)
    assert (seen.order, seen.ask) == (Order.DAY_FIRST, False)
    seen.see("2/13/2026")
    assert (seen.order, seen.ask) == (Order.UNKNOWN, True)


CELLS = st.one_of(
    st.none(), st.text(max_size=40), st.floats(), st.booleans(), st.datetimes(), st.times(),
    st.timedeltas(), st.sampled_from(["060000001", "02.01.2026 10:00", "=1+1", "\x00", "'+1"]),
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(st.lists(CELLS, max_size=5), max_size=4))
def test_any_row_is_read_or_its_reasons_are_told(rows: list[list[Any]]) -> None:
    columns = [
        {"name": key, "field": key, "order": ""} for key in ("caller", "called", "when", "seconds")
    ]
    reader = RowReader(CALL_KIND, columns, region="MD", clock=Clock(UTC), now=NOW)
    for number, cells in enumerate(rows):
        read = reader.read(number, cells)
        needed = {"caller", "called", "when"} <= read.values.keys()
        assert needed or read.wrong
        # A row with all it needs stays out only for a column that is named, or as a twin.
        unread = {wrong.column for wrong in read.wrong}
        assert not unread & read.values.keys()
        assert all(wrong.reason for wrong in read.wrong)
