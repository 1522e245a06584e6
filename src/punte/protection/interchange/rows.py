"""One row of a table: its record, or everything that is wrong with it."""

from __future__ import annotations

import datetime as dt
import hmac
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from punte.algorithms.htcds import (
    Case,
    Fault,
    Field,
    Order,
    Record,
    Value,
    fields,
    read_value,
    to_case,
)
from punte.core.sheets.door import Failed, Merged, bare
from punte.core.vault.door import Token
from punte.protection.assistance.door import Write

_LETTER, _DIGIT = re.compile(r"[^\W\d_]"), re.compile(r"\d")
SHAPE = 40
MOST_FAULTS = 8
FREE = frozenset({"text", "long_text", "number"})
MOST_SEEN = 50_000
_JSON = json.JSONEncoder(sort_keys=True)


@dataclass(frozen=True)
class Wrong:
    """One reason: the column's name, why (a key of FAULT_WORDS), and the shape of the cell."""

    column: str
    reason: str
    shown: str = ""


@dataclass
class Read:
    """A row as it was read: its case, or what is wrong. key and content: see ImportedRow.

    tokens: what its identity is found by; whoever has the vault's keys adds them. writes: what
    writes its sections into its file; whoever knows the viewer adds them.
    """

    number: int
    case: Case | None = None
    wrong: list[Wrong] = field(default_factory=list)
    key: UUID | None = None
    content: UUID | None = None
    sections: dict[str, Any] = field(default_factory=dict)
    tokens: set[Token] = field(default_factory=set)
    writes: list[Write] = field(default_factory=list)

    @property
    def known(self) -> Case:
        """The case of a good row."""
        assert self.case is not None
        return self.case


@dataclass(frozen=True)
class Column:
    """A column that means something: where it stands and how it is read. seen: cells read."""

    index: int
    name: str
    field: Field
    order: Order
    seen: dict[str, Value | None]

    def value(self, cell: object, today: dt.date) -> Value | None:
        """The cell's value; codes and days come again and again. Raises Fault."""
        if not isinstance(cell, str) or self.field.kind in FREE:
            return read_value(self.field, cell, self.order, today)
        if cell not in self.seen:
            value = read_value(self.field, cell, self.order, today)
            if len(self.seen) >= MOST_SEEN:
                return value
            self.seen[cell] = value
        return self.seen[cell]


def shape_of(cell: object) -> str:
    """How a cell looks without telling what it says: letters are a, digits 9."""
    text = str(bare(cell))
    text = "".join(c if c.isprintable() else "·" for c in text[: SHAPE + 1])
    plain = _DIGIT.sub("9", _LETTER.sub("a", text))
    return f"{plain[:SHAPE]}…" if len(plain) > SHAPE else plain


class RowReader:
    """Reads rows by the chosen columns. secret: the index key; source: whose numbers these are."""

    def __init__(self, columns: Sequence[dict[str, Any]], *, secret: bytes, source: str,
                 today: dt.date):  # fmt: skip
        known = fields()
        self.columns = [
            Column(index, column["name"], known[column["field"]], Order(column["order"]), {})
            for index, column in enumerate(columns)
            if column["field"] in known
        ]
        self.width = len(columns)
        self.secret, self.source, self.today = secret, source, today

    def read(self, number: int, cells: Sequence[Any], sections: dict[str, Any]) -> Read:
        """The row's case, or its faults; never both."""
        row = Read(number, sections=sections)
        if any(cell not in (None, "") for cell in cells[self.width :]):
            row.wrong.append(Wrong("", "too_many_cells"))
        record: Record = {}
        for column in self.columns:
            cell = cells[column.index] if column.index < len(cells) else None
            if cell is not None and cell != "":
                self._take(record, column, cell, row.wrong)
        if not record and not row.wrong:
            row.wrong.append(Wrong("", "nothing_mapped"))
        if not row.wrong:
            row.case = to_case(record)
            row.content = self._mark(_JSON.encode([record, sections]))
            own = row.case.source_id
            row.key = self._mark(f"id\x00{self.source}\x00{own}") if own else row.content
        del row.wrong[MOST_FAULTS:]
        return row

    def _take(self, record: Record, column: Column, cell: object, wrong: list[Wrong]) -> None:
        """Put one cell into the record, or say why not."""
        key = column.field.key
        if isinstance(cell, Failed):
            wrong.append(Wrong(column.name, "formula_failed", shape_of(cell)))
            return
        if isinstance(cell, Merged):
            if column.field.identity or key == "pun_SourceId":
                wrong.append(Wrong(column.name, "merged_cell", shape_of(cell)))
                return
            cell = cell.value
        try:
            value = column.value(cell, self.today)
        except Fault as fault:
            wrong.append(Wrong(column.name, fault.code, shape_of(cell)))
            return
        if value is None:
            return
        before = record.get(key)
        # Several columns of one repeatable field are its values in their order.
        joined = isinstance(before, list) and isinstance(value, list)
        record[key] = [*before, *value] if joined else value  # type: ignore[misc]

    def _mark(self, text: str) -> UUID:
        digest = hmac.digest(self.secret, b"punte import\x00" + text.encode(), "sha256")
        return UUID(bytes=digest[:16])
