"""Files as people's programs write them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.core.sheets.door import (
    Unreadable,
    read_csv,
)
from punte.protection.interchange.rows import shape_of
from punte.protection.interchange.sources.reading import describe, read_table

RO = "Prenume;Nume\nȘtefan-Test;Țăranu\nIoana;Păduraru\n"
OLD_RO = RO.replace("Ș", "Ş").replace("Ț", "Ţ")
RU = "Имя;Фамилия\nТест;Выдуманный\nАнна;Придуманная\n"


@given(st.binary(max_size=400), st.sampled_from(["csv", "xlsx", "json"]))
def test_any_bytes_are_a_table_or_unreadable(data: bytes, form: str) -> None:
    try:
        columns, count = describe(read_table(data, form))
    except Unreadable as error:
        assert error.code  # noqa: PT017
        return
    assert columns
    assert count >= 0


def test_names_that_stand_twice_are_told() -> None:
    columns, _count = describe(read_csv(b"Gender,gender ,City\nF,M,x\n"))
    assert [column["twice"] for column in columns] == [True, True, False]
    assert [column["field"] for column in columns] == ["prs_Gender", "", "prs_MailingCity"]


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
