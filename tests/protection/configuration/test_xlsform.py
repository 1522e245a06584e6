"""Workbooks out and in again, and what a wrong one is told."""

from __future__ import annotations

import io
from typing import Any
from unittest import mock

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from punte.core.errors import Invalid
from punte.protection.configuration import xlsform
from punte.protection.configuration.content import checked
from punte.protection.configuration.xlsform import WrongWorkbook, read_xlsform, write_xlsform
from tests.protection.configuration.support import form, question, words
from tests.support.books import changed

TEXT = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Sm")), min_size=1, max_size=12
)
LABELS = st.dictionaries(st.sampled_from(["ro", "en", "ru", "uk"]), TEXT, min_size=1)
KINDS = st.sampled_from(["text", "number", "date", "one", "many", "yes_no"])
CODES = st.lists(
    st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), min_size=1, max_size=4, unique=True
)


@st.composite
def forms(draw: st.DrawFn) -> dict[str, Any]:
    questions = []
    for at, kind in enumerate(draw(st.lists(KINDS, min_size=1, max_size=5))):
        codes = draw(CODES) if kind in {"one", "many"} else []
        made = question(
            f"q{at}",
            kind,
            labels=draw(LABELS),
            hints=draw(st.one_of(st.just({}), LABELS)),
            messages=draw(st.one_of(st.just({}), LABELS)),
            required=draw(st.booleans()),
            relevant="${q0} != ''" if at and draw(st.booleans()) else "",
            constraint=". != 'x'" if draw(st.booleans()) else "",
            choices=[{"code": code, "labels": draw(LABELS)} for code in codes],
        )
        questions.append(made)
    return {
        "titles": draw(LABELS),
        "place": "follow_up",
        "data_class": draw(st.sampled_from(["operational", "medical", "legal"])),
        "questions": questions,
    }


@settings(max_examples=40)
@given(forms())
def test_a_form_comes_back_as_it_went_out(made: dict[str, Any]) -> None:
    made = checked("form", made)
    written = write_xlsform(made, key="sample", version=3)
    with mock.patch.object(xlsform, "try_book"):  # a process for each would take seconds
        key, content = read_xlsform(written)
    assert key == "sample"
    assert checked("form", content) == made


@settings(max_examples=40)
@given(st.binary(max_size=400))
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(WrongWorkbook) as wrong:
        read_xlsform(data)
    assert wrong.value.faults


def workbook(**sheets: list[list[object]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name)
            for number, line in enumerate(lines):
                for at, cell in enumerate(line):
                    sheet.write(number, at, cell)
    return out.getvalue()


HEAD: list[object] = ["type", "name", "label::English (en)", "required"]


def test_a_cell_far_out_is_refused_and_the_server_goes_on() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        made.add_worksheet("survey").write_row(0, 0, ["type", "name"])
    with pytest.raises(WrongWorkbook):
        read_xlsform(changed(out.getvalue(), "sheet1", b'r="B1"', b'r="XFD1048576"'))


def test_each_wrong_row_is_named() -> None:
    data = workbook(
        survey=[
            HEAD,
            ["text", "a", "A", "yes"],
            ["calculate", "b", "B"],
            ["select_one fruit", "c", "C"],
            ["begin group", "d", "D"],
        ],
        choices=[["list_name", "name"], ["pets", ""]],
    )
    with pytest.raises(WrongWorkbook) as wrong:
        read_xlsform(data)
    assert {(f.sheet, f.row) for f in wrong.value.faults} == {
        ("survey", 3), ("survey", 4), ("survey", 5), ("choices", 2),
    }  # fmt: skip


def test_a_plain_workbook_of_another_tool_is_read() -> None:
    data = workbook(
        survey=[
            ["type", "name", "label", "required", "relevant"],
            ["integer", "Age", "How old?", True, ""],
            ["select_multiple need", "needs", "Needs", "", "${age} > 5"],
        ],
        choices=[["list_name", "name", "label"], ["need", 1, "Food"], ["need", "bed", "Bed"]],
        settings=[["form_title", "form_id"], ["Needs", "needs_2026"]],
    )
    key, content = read_xlsform(data)
    clean = checked("form", content)
    assert (key, clean["place"]) == ("needs_2026", "assessment")
    assert [q["type"] for q in clean["questions"]] == ["number", "many"]
    assert clean["questions"][0]["required"]
    assert [c["code"] for c in clean["questions"][1]["choices"]] == ["1", "bed"]


@pytest.mark.parametrize("sheets", [{"data": [["x"]]}, {"survey": []}, {"survey": [HEAD]}])
def test_a_workbook_without_questions_is_refused(sheets: dict[str, Any]) -> None:
    with pytest.raises(WrongWorkbook):
        read_xlsform(workbook(**sheets))


@pytest.mark.parametrize(
    "wrong",
    [
        question("a", "song"),
        question("A b"),
        question("a", labels={}),
        question("a", "one", choices=[]),
        question("a", relevant="${b} = 1"),
        question("a", constraint=". >"),
        question("a", labels={"en": "x\x00"}),
        question("a", "one", choices=[{"code": "a", "labels": words("a")}] * 2),
    ],
)
def test_questions_that_cannot_stand_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        checked("form", form(wrong))


@pytest.mark.parametrize("wrong", [None, [], "x", {}, {"questions": [1]}, {"questions": "x"}])
def test_what_is_no_content_is_refused(wrong: object) -> None:
    for kind in ("list", "form", "text"):
        with pytest.raises(Invalid):
            checked(kind, wrong)
