"""What people send under the name of a spreadsheet."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter

from punte.core.sheets.door import Failed, Merged, Table, Unreadable, read_sheet, unread_sheets
from tests.support.books import changed
from tests.support.old_books import container, old_book

ROWS = [["Number A", "Number B"], ["0722 000 001", 40722000002.0]]
PAGE = """<html><head><meta charset="windows-1251"><style>td {color: red}</style></head><body>
<table><tr><td>Отчёт</td></tr></table>
<TABLE border=1><tr><td colspan=3>Выдуманный оператор<tr><th>Number A<th>Number B<th>Примечание</tr>
<tr><td x:num="40722000001">4.0722E+10</td><td rowspan=2>0722<br>000 002</td><td>=cmd|x
<script>alert(1)</script></td><tr><td>&#43;373&nbsp;600<td><b>а</b></table>
<table><tr><td>Number C</td></tr><tr><td>1</td></tr></table>"""


def read(data: bytes) -> Table:
    return read_sheet(data, {"Number A", "Number B"}.__contains__)


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, body in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), body)
    return out.getvalue()


def locked_zip() -> bytes:
    data = bytearray(packed(xl__workbook_xml=b"x"))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (container("EncryptedPackage", b"x"), "encrypted"),
        (old_book([["Number A"]], locked=True), "encrypted"),
        (locked_zip(), "encrypted"),
        (packed(**{"META-INF__manifest_xml": b"<manifest:encryption-data/>"}), "encrypted"),
        (packed(xl__workbook_bin=b"x"), "binary_book"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\r\n<Workbook '
         b'xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "saved_as_web"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "saved_as_web"),
        (b"%PDF-1.7 words", "not_text"),
        (container("WordDocument", b"x"), "not_a_workbook"),
        (old_book([["Number A"]])[:2000], "not_a_workbook"),
        (b"<html><p>no table", "no_columns"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as told:
        read(data)
    assert told.value.code == code


def test_an_old_book_is_read() -> None:
    table = read(old_book(ROWS))
    assert (table.headers, list(table.rows)) == (ROWS[0], [(2, ROWS[1])])


def test_a_page_that_was_named_a_spreadsheet_is_read() -> None:
    table = read(PAGE.encode("cp1251"))
    assert table.headers == ["Number A", "Number B", "Примечание"]
    (third, first), (fourth, second) = table.rows
    assert (third, fourth) == (3, 4)
    # Behind a number that is shown short stands the whole one.
    assert first == ["40722000001", Merged("0722 000 002"), "=cmd|x"]
    assert second == ["+373 600", Merged("0722 000 002"), "а"]
    assert unread_sheets(table.said) == "Number C"


def test_the_sheet_that_is_seen_is_read_and_the_others_are_named() -> None:
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole, {"in_memory": True, "date_1904": True}) as made:
        hidden, seen, deep = (made.add_worksheet(name) for name in ("Old", "Calls", "Deep"))
        made.add_worksheet("Blank")
        day = made.add_format({"num_format": "dd.mm.yyyy"})
        for sheet in (hidden, deep, seen):
            sheet.write_row(0, 0, ["Number A", "Day"])
        seen.write_datetime(1, 1, dt.datetime(2026, 1, 2), day)  # noqa: DTZ001
        seen.activate()
        hidden.hide()
        deep.very_hidden()
    table = read(whole.getvalue())
    assert [cells[1] for _number, cells in table.rows] == [dt.date(2026, 1, 2)]
    assert table.said["sheet"] == "Calls"
    assert unread_sheets(table.said) == "Old (hidden), Deep (hidden)"
    macro = changed(whole.getvalue(), "Content_Types", b"sheet.main", b"sheet.macroEnabled.main")
    assert read(macro).headers == table.headers


def ods(*rows: str) -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    body = (
        f'<office:document-content {names} xmlns:calcext="urn:x"><office:body><office:spreadsheet>'
        f'<table:table table:name="One">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return packed(
        mimetype=b"application/vnd.oasis.opendocument.spreadsheet",
        **{"META-INF__manifest_xml": b"<manifest/>", "content_xml": body.encode()},
    )


def cell(text: str, more: str = "") -> str:
    about = f'office:value-type="string" {more}'
    return f"<table:table-cell {about}><text:p>{text}</text:p></table:table-cell>"


def test_merged_and_failed_cells_of_an_open_document_are_no_blanks() -> None:
    failed = 'table:formula="of:=1/0" office:string-value="" calcext:value-type="error"'
    table = read(
        ods(
            cell("Number A") + cell("Number B"),
            cell("0722", 'table:number-rows-spanned="2"') + cell("#DIV/0!", failed),
            "<table:covered-table-cell/>" + cell("x"),
        )
    )
    assert list(table.rows) == [(2, [Merged("0722"), Failed("=")]), (3, [Merged("0722"), "x"])]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_first_line_that_names_the_sign_is_no_row(codec: str) -> None:
    table = read("sep=;\r\nNumber A;Примечание\r\n0722;а, б\r\n".encode(codec))
    assert table.headers == ["Number A", "Примечание"]
    assert list(table.rows) == [(3, ["0722", "а, б"])]
