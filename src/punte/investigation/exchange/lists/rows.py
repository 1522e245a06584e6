"""One row of a list as values of its fields, or the reasons why it stays out. No queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from punte.investigation.exchange.lists.cells import Bad, CellReader, text_of
from punte.investigation.exchange.lists.fields import Kind
from punte.investigation.exchange.lists.moments import Order
from punte.investigation.subjects.door import Value

SHOWN = 80
Values = dict[str, Value]


@dataclass(frozen=True)
class Wrong:
    """Why a row stays out: the column, a code, and what stands in the cell."""

    column: str
    reason: str
    cell: str = ""


@dataclass
class Read:
    """A row that was read. values: by field; only those that could be, when something is wrong."""

    number: int
    values: Values = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)


@dataclass(frozen=True)
class Clock:
    """How the clock that wrote a list stood. offset: how much it was behind."""

    zone: ZoneInfo
    offset: timedelta = timedelta()


class RowReader:
    """Reads the rows of one file.

    columns: dicts with name, field and order, in the order of the file. region: the country of
    numbers without one. now: later moments come from a clock that was wrong, but for trips.
    """

    def __init__(
        self, kind: Kind, columns: list[dict[str, Any]], *, region: str, clock: Clock, now: datetime
    ):
        self.kind = kind
        self.places: list[tuple[int, str, str, CellReader]] = []
        self.time_at: int | None = None
        ahead = timedelta(days=2 if kind.key in {"calls", "plates", "payments"} else 1500)
        for index, column in enumerate(columns):
            known = kind.field(column["field"]) if column["field"] else None
            if known is None:
                continue
            reader = CellReader(
                known, region=region, zone=clock.zone, offset=clock.offset,
                order=Order(column.get("order") or ""), latest=now + ahead,
            )  # fmt: skip
            if known.type == "clock":
                self.time_at = index
            self.places.append((index, known.key, column["name"], reader))
        self.width = len(columns)
        self.met: set[int] = set()

    def read(self, number: int, cells: list[Any]) -> Read:
        """Never raises."""
        read = Read(number)
        try:
            # Most cells are plain texts.
            texts = [
                cell.strip() if type(cell) is str and cell[:1] != "=" else text_of(cell)
                for cell in cells
            ]
        except Bad:
            texts = [self._text_or_wrong(read, index, cell) for index, cell in enumerate(cells)]
        if any(texts[self.width :]):
            read.wrong.append(Wrong("", "too_many_cells", texts[self.width][:SHOWN]))
        texts += [""] * (self.width - len(texts))
        self._values(read, texts)
        if not read.wrong:
            self._whole(read, texts)
        return read

    def _text_or_wrong(self, read: Read, index: int, cell: Any) -> str:
        try:
            return text_of(cell)
        except Bad as bad:
            name = next((name for at, _k, name, _r in self.places if at == index), None)
            if name is not None:
                shown = str(getattr(cell, "value", "") or "")
                read.wrong.append(Wrong(name, str(bad), shown[:SHOWN]))
            return ""

    def _values(self, read: Read, texts: list[str]) -> None:
        apart = texts[self.time_at] if self.time_at is not None else ""
        for index, key, name, reader in self.places:
            text = texts[index]
            if not text or reader.field.type == "clock":
                continue
            if apart and key == "when":
                text = f"{text.removesuffix(' 00:00:00')} {apart}"
            known = reader.known.get(text)
            if type(known) is Value:
                read.values[key] = known
                continue
            try:
                read.values[key] = reader.read(text)
            except Bad as bad:
                read.wrong.append(Wrong(name, str(bad), text[:SHOWN]))

    def _whole(self, read: Read, texts: list[str]) -> None:
        """Whether all that the kind needs is there, and the row is not one that was before."""
        if not any(need <= read.values.keys() for need in self.kind.needs):
            lacking = min((need - read.values.keys() for need in self.kind.needs), key=len)
            column = next((name for _i, key, name, _r in self.places if key in lacking), "")
            read.wrong.append(Wrong(column, "missing"))
            return
        mark = hash(tuple(texts))
        if mark in self.met:
            read.wrong.append(Wrong("", "twice"))
        self.met.add(mark)
