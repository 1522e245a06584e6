"""Files as people's programs write them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from punte.core.sheets import kinds
from punte.core.sheets.door import (
    Failed,
    Merged,
    Table,
    Unreadable,
    armed,
    disarmed,
    encoding_of,
    read_book,
    read_csv,
)
from tests.support.books import changed

RO = "Prenume;Nume\nȘtefan-Test;Țăranu\nIoana;Păduraru\n"
OLD_RO = RO.replace("Ș", "Ş").replace("Ț", "Ţ")
RU = "Имя;Фамилия\nТест;Выдуманный\nАнна;Придуманная\n"
NAMES = {"First name", "Date of birth", "Gender", "Country"}


def read(data: bytes) -> Table:
    return read_book(data, NAMES.__contains__)


@pytest.mark.parametrize(
    ("text", "codec", "said"),
    [
        (RO, "utf-8", "utf-8"), (RO, "utf-8-sig", "utf-8-sig"), (RO, "utf-16", "utf-16"),
        (RU, "utf-16", "utf-16"), (RO, "utf-16-le", "utf-16-le"), (RO, "utf-16-be", "utf-16-be"),
        (OLD_RO, "cp1250", "cp1250"), (RU, "cp1251", "cp1251"),
    ],
)  # fmt: skip
def test_the_encoding_is_told_from_the_bytes(text: str, codec: str, said: str) -> None:
    data = text.encode(codec)
    assert encoding_of(data) == said
    table = read_csv(data)
    assert table.headers == text.split("\n")[0].split(";")
    assert [cells for _n, cells in table.rows] == [
        line.split(";") for line in text.split("\n")[1:-1]
    ]
    assert table.said["delimiter"] == ";"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_told(sign: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=sign).writerows([["First name", "Note"], ["Ana", "one, two; three"]])
    table = read_csv(text.getvalue().encode())
    assert table.said["delimiter"] == sign
    assert list(table.rows) == [(2, ["Ana", "one, two; three"])]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30))
def test_disarming_a_cell_can_be_undone(text: str) -> None:
    safe = disarmed(text)
    assert armed(safe) == text
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_file_of_two_encodings_is_told_with_its_row() -> None:
    for first, second in ((RU.encode(), RU.encode("cp1251")), (RU.encode("cp1251"), RU.encode())):
        with pytest.raises(Unreadable, match="broken_encoding") as told:
            read_csv(first + second)
        assert told.value.row == (4 if first == RU.encode() else 1)


def test_a_quote_that_is_never_closed_is_told_with_its_row() -> None:
    data = b'a,b\n1,2\n3,"' + b"x" * 200_000
    with pytest.raises(Unreadable, match="broken_quotes"):
        list(read_csv(data).rows)


def book(fill: object) -> bytes:
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole, {"in_memory": True}) as made:
        fill(made, made.add_worksheet("Cases"))  # type: ignore[operator]
    return whole.getvalue()


def test_a_sheet_with_a_title_merged_cells_and_typed_dates() -> None:
    def fill(made: xlsxwriter.Workbook, sheet: object) -> None:
        day = made.add_format({"num_format": "dd.mm.yyyy"})
        sheet.merge_range(0, 0, 0, 3, "Cases of the year")  # type: ignore[attr-defined]
        sheet.write_row(2, 0, ["First name", "Date of birth", "Gender", "Country"])  # type: ignore[attr-defined]
        sheet.write_row(3, 0, ["Ana", "", "F"])  # type: ignore[attr-defined]
        sheet.write_datetime(3, 1, dt.datetime(1990, 5, 7), day)  # type: ignore[attr-defined]  # noqa: DTZ001
        sheet.write_row(4, 0, ["Rea", "1991-01-02", "F"])  # type: ignore[attr-defined]
        sheet.merge_range(3, 3, 4, 3, "MD")  # type: ignore[attr-defined]

    table = read(book(fill))
    assert table.headers == ["First name", "Date of birth", "Gender", "Country"]
    assert (table.said["head"], table.said["merged"]) == (3, 1)
    (number, ana), (_next, rea) = table.rows
    assert (number, ana[0], ana[1]) == (4, "Ana", dt.date(1990, 5, 7))
    assert ana[3] == Merged("MD")
    assert rea[3] == Merged("MD")


def test_formulas_that_failed_are_no_blanks() -> None:
    def fill(made: xlsxwriter.Workbook, sheet: object) -> None:
        sheet.write_row(0, 0, ["First name", "Gender", "District", "City"])  # type: ignore[attr-defined]
        sheet.write_formula(1, 0, "=A1", None, "Ana")  # type: ignore[attr-defined]
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")  # type: ignore[attr-defined]
        sheet.write_formula(1, 2, "=B1", None, "")  # type: ignore[attr-defined]

    data = book(fill)
    ((_number, row),) = read(data).rows
    assert row[:3] == ["Ana", Failed("#DIV/0!"), Failed("=")]
    # As a program writes it that knows the formula's text, an empty one.
    ((_number, row),) = read(changed(data, "sheet1", b'r="C2"', b'r="C2" t="str"')).rows
    assert row[:3] == ["Ana", Failed("#DIV/0!"), None]


def test_a_small_file_that_unpacks_beyond_bounds_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kinds, "MAX_UNPACKED", 100)
    with pytest.raises(Unreadable, match="too_large_unpacked"):
        read(book(lambda made, sheet: sheet.write(0, 0, "x")))


@pytest.mark.parametrize(
    ("part", "was", "lie", "code"),
    [
        ("sheet1", b'r="B2"', b'r="XFD1048576"', "too_large_unpacked"),
        ("sheet1", b'r="B2"', b'r="ZZZZZZ99999999999"', "not_a_workbook"),
        ("sharedStrings", b"uniqueCount=", b'uniqueCount="999999999999" x=', "too_large_unpacked"),
    ],
)
def test_what_would_break_the_reader_breaks_another_process(
    part: str, was: bytes, lie: bytes, code: str
) -> None:
    with pytest.raises(Unreadable, match=code):
        read(changed(two_by_two(), part, was, lie))


def test_ranges_merged_of_nothing_take_no_room() -> None:
    ranges = b'<mergeCell ref="A2:XFD1048576"/>' * 2000
    end = b"</sheetData>"
    table = read(
        changed(two_by_two(), "sheet1", end, end + b"<mergeCells>" + ranges + b"</mergeCells>")
    )
    assert [number for number, _cells in table.rows] == [2]


def two_by_two() -> bytes:
    return book(
        lambda made, sheet: [sheet.write_row(row, 0, ["First name", "x"]) for row in (0, 1)]
    )


def test_an_open_document_is_read_as_well() -> None:
    rows = "".join(
        f"<table:table-row>{''.join(cell(text) for text in row)}</table:table-row>"
        for row in (["First name", "Gender"], ["=1+1", "F"])
    )
    table = read(open_document(rows))
    assert table.headers == ["First name", "Gender"]
    assert list(table.rows) == [(2, ["=1+1", "F"])]


def cell(text: str) -> str:
    return (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )


def open_document(rows: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", "<manifest/>")
        made.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="One">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_unreadable(data: bytes) -> None:
    for reader in (read, read_csv):
        try:
            list(reader(b"PK" + data if reader is read else data).rows)
        except (Unreadable, UnicodeDecodeError):
            continue
