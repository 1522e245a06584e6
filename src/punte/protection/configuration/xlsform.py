"""Forms as XLSForm workbooks: sheets survey, choices and settings; in and out.

What XLSForm has besides (groups, repeats, calculations, cascading choices …) is refused with its
row, so that nobody believes it was taken over.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from punte.core.sheets.door import Unreadable, try_book
from punte.core.zips import BROKEN_ZIP
from punte.protection.configuration.words import (
    LANGUAGE_NAMES,
    LANGUAGES,
    HeldClass,
    Place,
    in_language,
)

MOST_BYTES, MOST_OPEN, MOST_ROWS = 2_000_000, 40_000_000, 5_000
MOST_MEMORY = 512 << 20
TYPES_OUT = {"text": "text", "number": "decimal", "date": "date", "yes_no": "select_one yes_no"}
TYPES_IN = {"text": "text", "decimal": "number", "integer": "number", "date": "date"}
TRUE = {"yes", "true", "true()", "1"}
YES_NO = "yes_no"
TRANSLATED = re.compile(r"(?P<column>[a-z_]+)\s*::\s*[^()]*\(?(?P<language>[a-z]{2})\)?\s*$", re.I)
PARTS = {"label": "labels", "hint": "hints", "constraint_message": "messages"}
Row = dict[str, str]


@dataclass(frozen=True)
class Fault:
    """What is wrong in which row of which sheet; row 1 is the heading, 0 the whole sheet."""

    sheet: str
    row: int
    message: str


class WrongWorkbook(ValueError):
    """The file is no XLSForm that could be taken over; `faults` says why, row by row."""

    def __init__(self, *faults: Fault):
        super().__init__("no such XLSForm")
        self.faults = list(faults)


def write_xlsform(form: Mapping[str, Any], *, key: str, version: int) -> bytes:
    """A workbook that Kobo, ODK and Punte read; everything in the form is in it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    _write_sheet(book, "survey", list(_survey_lines(form)))
    _write_sheet(book, "choices", list(_choice_lines(form)))
    titles = {f"form_title::{LANGUAGE_NAMES[c]} ({c})": w for c, w in form["titles"].items()}
    settings = {
        "form_title": in_language(form["titles"], "en"),
        "form_id": key,
        "version": str(version),
        "default_language": f"{LANGUAGE_NAMES['en']} (en)",
        "place": form["place"],
        "data_class": form.get("data_class", HeldClass.OPERATIONAL.value),
        **titles,
    }
    _write_sheet(book, "settings", [settings])
    book.close()
    return out.getvalue()


def _write_sheet(book: Any, name: str, lines: list[Row]) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    columns = list(dict.fromkeys(column for line in lines for column in line))
    columns = columns or ["list_name", "name", "label"]
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column, bold)
        sheet.set_column(at, at, 24)
    for number, line in enumerate(lines, start=1):
        for at, column in enumerate(columns):
            sheet.write_string(number, at, line.get(column, ""))


def _spread(name: str, labels: Mapping[str, str]) -> Row:
    return {f"{name}::{LANGUAGE_NAMES[code]} ({code})": labels.get(code, "") for code in LANGUAGES}


def _survey_lines(form: Mapping[str, Any]) -> Iterator[Row]:
    for question in form["questions"]:
        kind = question["type"]
        many = {"one": "select_one", "many": "select_multiple"}.get(kind)
        yield {
            "type": f"{many} {question['name']}" if many else TYPES_OUT[kind],
            "name": question["name"],
            **_spread("label", question["labels"]),
            **_spread("hint", question["hints"]),
            "required": "yes" if question["required"] else "",
            "relevant": question["relevant"],
            "constraint": question["constraint"],
            **_spread("constraint_message", question["messages"]),
        }


def _choice_lines(form: Mapping[str, Any]) -> Iterator[Row]:
    if any(question["type"] == YES_NO for question in form["questions"]):
        yes, no = ("Da", "Yes", "Да", "Так"), ("Nu", "No", "Нет", "Ні")
        for code, words in (("yes", yes), ("no", no)):
            labels = dict(zip(LANGUAGES, words, strict=True))
            yield {"list_name": YES_NO, "name": code, **_spread("label", labels)}
    for question in form["questions"]:
        for choice in question["choices"]:
            line = {"list_name": question["name"], "name": choice["code"]}
            yield {**line, **_spread("label", choice["labels"])}


def read_xlsform(data: bytes) -> tuple[str, dict[str, Any]]:
    """The form's key ("" if none) and its content, not yet checked as a form.

    Raises WrongWorkbook for what is no workbook, has no survey, or asks for more than Punte can.
    """
    book = _opened(data)
    faults: list[Fault] = []
    lists = _lists(book, faults)
    questions = [
        question
        for number, row in _rows(book, "survey")
        if row.get("type") and (question := _question(number, row, lists, faults)) is not None
    ]
    settings = next((row for _number, row in _rows(book, "settings")), {})
    titles = _labels(settings, "form_title")
    if not questions and not faults:
        faults.append(Fault("survey", 0, _("There is no question in it.")))
    if faults:
        raise WrongWorkbook(*faults)
    place = settings.get("place", "")
    form = {
        "titles": titles or {"en": settings.get("form_id", "") or _("Form")},
        "place": place if place in Place.values else Place.ASSESSMENT.value,
        "questions": questions,
    }
    if settings.get("data_class", "") in HeldClass.values:
        form["data_class"] = settings["data_class"]
    return settings.get("form_id", ""), form


def _opened(data: bytes) -> CalamineWorkbook:
    """The workbook; what is too large when unpacked, or breaks its reader, is not opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if len(data) > MOST_BYTES or unpacked > MOST_OPEN:
            raise WrongWorkbook(Fault("", 0, _("The file is too large.")))
        try_book(data, "survey", "choices", "settings", memory=MOST_MEMORY)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (*BROKEN_ZIP, Unreadable, CalamineError, OSError) as error:
        raise WrongWorkbook(Fault("", 0, _("This is no Excel workbook (.xlsx)."))) from error
    if "survey" not in book.sheet_names:
        raise WrongWorkbook(Fault("survey", 0, _("The sheet is missing.")))
    return book


def _rows(book: CalamineWorkbook, name: str) -> Iterator[tuple[int, Row]]:
    """Rows under the heading, as texts by column, with their numbers as the reader sees them."""
    if name not in book.sheet_names:
        return
    try:
        lines = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise WrongWorkbook(Fault(name, 0, _("The sheet cannot be read."))) from error
    if len(lines) > MOST_ROWS:
        raise WrongWorkbook(Fault(name, 0, _("The sheet has too many rows.")))
    columns = [_column(cell) for cell in (lines[0] if lines else [])]
    for number, line in enumerate(lines[1:], start=2):
        row = {c: _cell(v) for c, v in zip(columns, line, strict=False) if c}
        if any(row.values()):
            yield number, row


def _column(cell: object) -> str:
    """`label::Română (ro)` as `label::ro`; others in small letters."""
    text = _cell(cell)
    found = TRANSLATED.fullmatch(text)
    if found is None:
        return text.lower()
    return f"{found['column'].lower()}::{found['language'].lower()}"


def _cell(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell).replace("\x00", "").strip()


def _labels(row: Row, column: str) -> dict[str, str]:
    labels = {code: row[f"{column}::{code}"] for code in LANGUAGES if row.get(f"{column}::{code}")}
    plain = row.get(column, "")
    return labels or ({"en": plain} if plain else {})


def _lists(book: CalamineWorkbook, faults: list[Fault]) -> dict[str, list[dict[str, Any]]]:
    lists: dict[str, list[dict[str, Any]]] = {}
    for number, row in _rows(book, "choices"):
        of, code = row.get("list_name", "") or row.get("list name", ""), row.get("name", "")
        if not of or not code:
            faults.append(Fault("choices", number, _("A choice needs list_name and name.")))
            continue
        lists.setdefault(of, []).append({"code": code.lower(), "labels": _labels(row, "label")})
    return lists


def _question(
    number: int, row: Row, lists: dict[str, list[dict[str, Any]]], faults: list[Fault]
) -> dict[str, Any] | None:
    word, _space, of = row["type"].partition(" ")
    of = of.strip()
    kind, choices = TYPES_IN.get(row["type"]), []
    if word in {"select_one", "select_multiple"}:
        choices = lists.get(of, [])
        kind = "many" if word == "select_multiple" else "one"
        if not choices:
            said = _("The list “%(name)s” is not in the sheet choices.") % {"name": of[:40]}
            faults.append(Fault("survey", number, said))
            return None
        if of == YES_NO and kind == "one" and [c["code"] for c in choices] == ["yes", "no"]:
            kind, choices = "yes_no", []
    if kind is None:
        said = _("Questions of the type “%(type)s” cannot be taken over.")
        faults.append(Fault("survey", number, said % {"type": row["type"][:40]}))
        return None
    return {
        "name": row.get("name", "").lower(),
        "type": kind,
        **{part: _labels(row, column) for column, part in PARTS.items()},
        "required": row.get("required", "").lower() in TRUE,
        "relevant": row.get("relevant", ""),
        "constraint": row.get("constraint", ""),
        "choices": choices,
    }
