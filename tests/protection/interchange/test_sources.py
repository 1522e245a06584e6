"""Files as people's programs write them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from punte.protection.interchange.rows import shape_of
from punte.protection.interchange.sources.csv_files import armed, disarmed, read_csv
from punte.protection.interchange.sources.reading import describe, read_table
from punte.protection.interchange.sources.tables import Failed, Merged, Unreadable
from punte.protection.interchange.sources.texts import encoding_of
from punte.protection.interchange.sources.xlsx_files import read_xlsx

RO = "Prenume;Nume\nȘtefan-Test;Țăranu\nIoana;Păduraru\n"
OLD_RO = RO.replace("Ș", "Ş").replace("Ț", "Ţ")
RU = "Имя;Фамилия\nТест;Выдуманный\nАнна;Придуманная\n"


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


@given(st.binary(max_size=400), st.sampled_from(["csv", "xlsx", "json"]))
def test_any_bytes_are_a_table_or_unreadable(data: bytes, form: str) -> None:
    try:
        columns, count = describe(read_table(data, form))
    except Unreadable as error:
        assert error.code  # noqa: PT017
        return
    assert columns
    assert count >= 0


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

    table = read_xlsx(book(fill))
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

    def reckoned(data: bytes) -> bytes:
        """As a program writes it that knows the formula's text, an empty one."""
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                body = old.read(name)
                new.writestr(name, body.replace(b'r="C2"', b'r="C2" t="str"'))
        return out.getvalue()

    data = book(fill)
    ((_number, row),) = read_xlsx(data).rows
    assert row[:3] == ["Ana", Failed("#DIV/0!"), Failed("=")]
    ((_number, row),) = read_xlsx(reckoned(data)).rows
    assert row[:3] == ["Ana", Failed("#DIV/0!"), None]


def test_names_that_stand_twice_are_told() -> None:
    columns, _count = describe(read_csv(b"Gender,gender ,City\nF,M,x\n"))
    assert [column["twice"] for column in columns] == [True, True, False]
    assert [column["field"] for column in columns] == ["prs_Gender", "", "prs_MailingCity"]


def test_a_small_file_that_unpacks_beyond_bounds_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from punte.protection.interchange.sources import xlsx_files

    monkeypatch.setattr(xlsx_files, "MAX_UNPACKED", 100)
    with pytest.raises(Unreadable, match="too_large_unpacked"):
        read_xlsx(book(lambda made, sheet: sheet.write(0, 0, "x")))


@pytest.mark.parametrize("form", ["list", "lines"])
def test_json_as_a_list_or_by_lines(form: str) -> None:
    records = [{"prs_FirstName": "Ana", "hte_City": ["A", "B"]}, {"prs_Gender": "F"}]
    text = json.dumps(records) if form == "list" else "\n".join(map(json.dumps, records))
    table = read_table(text.encode(), "json")
    assert table.headers == ["prs_FirstName", "hte_City", "prs_Gender"]
    assert [cells for _n, cells in table.rows] == [["Ana", ["A", "B"], None], [None, None, "F"]]


def test_a_document_of_another_version_is_refused() -> None:
    text = json.dumps({"format": "punte.assistance-file", "version": 99, "record": {}})
    with pytest.raises(Unreadable, match="other_version"):
        read_table(text.encode(), "json")


def test_a_shape_tells_nothing_of_what_it_says() -> None:
    assert shape_of("Ana-Șerban +373 60") == "aaa-aaaaaa +999 99"
    assert len(shape_of("x" * 500)) == 41
