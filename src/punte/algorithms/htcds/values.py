"""One cell to one value of a field, or a fault that says why not."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from functools import cache
from typing import Final

from punte.algorithms.htcds.catalogue import REPAIRS, SYNONYMS, Field
from punte.algorithms.htcds.dates import DateFault, Order, read_date
from punte.algorithms.htcds.places import country, language, plain, spellings

Value = str | bool | list[str]
Record = dict[str, Value]
SHORT, LONG, MOST = 200, 2000, 50
FAULTS: Final = (
    "unknown_code", "not_a_date", "date_order", "date_in_doubt", "two_digit_year",
    "date_in_future", "not_a_number", "not_yes_no", "not_a_country", "not_a_language", "too_long",
    "too_many", "bad_character", "not_an_email", "merged_cell", "formula_failed",
)  # fmt: skip
_YES: Final = frozenset({"1", "yes", "y", "true", "t", "da", "да", "так", "x", "✓"})
_NO: Final = frozenset({"0", "no", "n", "false", "f", "nu", "нет", "ні"})
_BETWEEN: Final = re.compile(r"[;|,\n]+")
_BAD: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_NUMBER: Final = re.compile(r"-?\d{1,15}(?:\.\d{1,12})?")


class Fault(ValueError):
    """Why a cell is no value of the field; `code` is one of FAULTS."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def read_value(field: Field, cell: object, order: Order, today: dt.date) -> Value | None:
    """The value of a cell, None for a blank one. Raises Fault."""
    if cell is None or (isinstance(cell, str) and not cell.strip()) or cell == []:
        return None
    if isinstance(cell, list):
        return _several(field, cell, order, today)
    if field.several:
        return _several(field, _listed(cell), order, today)
    if field.kind in {"codes", "countries"}:
        return _set_of(field, _split(cell, by_space=field.kind == "codes"))
    return _single(field, cell, order, today)


def _single(field: Field, cell: object, order: Order, today: dt.date) -> Value:
    if field.kind in {"date", "moment"}:
        return _moment(field, cell, order, today)
    text = _text(cell)
    if _BAD.search(text):
        raise Fault("bad_character")
    readers: dict[str, Callable[[Field, str], Value]] = {
        "code": _code, "yes_no": _yes_no, "number": _number, "country": _country,
        "language": _language,
    }  # fmt: skip
    if field.kind in readers:
        return readers[field.kind](field, text)
    return _free(field, text)


def _free(field: Field, text: str) -> str:
    small = field.identity and field.kind != "long_text" and "Mailing" not in field.key
    if len(text) > (SHORT if small else LONG):
        raise Fault("too_long")
    if field.key in {"prs_Email", "pun_OtherEmail"} and (text.count("@") != 1 or " " in text):
        raise Fault("not_an_email")
    return text


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell == cell and abs(cell) < 1e15 and cell % 1 == 0:
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell).strip()


def _moment(field: Field, cell: object, order: Order, today: dt.date) -> str:
    """An ISO date; of our own fields an ISO moment too, where the text is one."""
    if field.kind == "moment" and isinstance(cell, str) and len(cell) > 11:
        try:
            moment = dt.datetime.fromisoformat(cell.strip())
        except ValueError:
            moment = None
        if moment is not None and moment.tzinfo is not None and 1900 <= moment.year <= 2100:
            if moment.date() > today + dt.timedelta(days=1):
                raise Fault("date_in_future")
            return moment.isoformat()
    try:
        date = read_date(cell, order, today, born=field.key == "prs_Birthdate")
    except DateFault as error:
        raise Fault(str(error)) from error
    may_come = field.key == "spl_PlannedEndDate"
    if not may_come and date[:10] > (today + dt.timedelta(days=1)).isoformat():
        raise Fault("date_in_future")
    return date


@cache
def _spellings(field: Field) -> dict[str, str]:
    """Every way to write one of the field's codes → the code."""
    found = {plain(word): code for code, label in field.codes for word in (code, label)}
    for code, words in spellings("codes").get(field.key, {}).items():
        found.update({plain(word): code for word in words})
    for (key, given), meant in (*REPAIRS.items(), *SYNONYMS.items()):
        if key == field.key:
            found[plain(given)] = meant
    return found


def _code(field: Field, text: str) -> str:
    code = _spellings(field).get(plain(text))
    if code is None:
        raise Fault("unknown_code")
    return code


def _yes_no(field: Field, text: str) -> bool:
    word = text.casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise Fault("not_yes_no")


def _number(field: Field, text: str) -> str:
    number = text.replace(",", ".")
    if not _NUMBER.fullmatch(number):
        raise Fault("not_a_number")
    return number


def _country(field: Field, text: str) -> str:
    code = country(text)
    if code is None:
        raise Fault("not_a_country")
    return code


def _language(field: Field, text: str) -> str:
    code = language(text)
    if code is None:
        raise Fault("not_a_language")
    return code


def _split(cell: object, *, by_space: bool) -> list[str]:
    text = _text(cell)
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    # XLSForm joins codes by spaces; codes hold none, labels do.
    if by_space and len(parts) == 1 and " " in parts[0]:
        words = parts[0].split()
        return words if all(len(w) > 2 and w[0].isupper() for w in words) else parts
    return parts


def _set_of(field: Field, parts: list[str]) -> list[str]:
    """Several codes of one field, each once. A whole label with a comma in it is one code."""
    spellings = _spellings(field)
    whole = spellings.get(plain("".join(parts)))
    if whole is not None:
        return [whole]
    if len(parts) > MOST:
        raise Fault("too_many")
    read = _country if field.kind == "countries" else _code
    return list(dict.fromkeys(read(field, part) for part in parts))


def _listed(cell: object) -> list[object]:
    """A cell of a repeatable field: a JSON list of texts, or one text."""
    text = _text(cell)
    if text.startswith('["'):
        try:
            found = json.loads(text)
        except ValueError:
            return [text]
        if isinstance(found, list) and all(isinstance(part, str) for part in found):
            return list(found)
    return [cell]


def _several(field: Field, cells: list[object], order: Order, today: dt.date) -> list[str]:
    """Values of a repeatable field; blanks keep their place, so that events stay together."""
    if len(cells) > MOST:
        raise Fault("too_many")
    if field.kind in {"codes", "countries"}:
        return _set_of(field, [_text(cell) for cell in cells])
    values: list[str] = []
    for cell in cells:
        if cell is None or not _text(cell):
            values.append("")
            continue
        value = _single(field, cell, order, today)
        values.append(str(value))
    while values and not values[-1]:
        values.pop()
    return values
