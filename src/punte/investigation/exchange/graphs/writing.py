"""A case, or some of it, as FollowTheMoney's JSON lines, with its statements beside. A generator
within a transaction bound to the viewer; nothing is held but the ids of what went out.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from punte.core.access.door import Viewer
from punte.core.sheets.door import disarmed
from punte.investigation.cases.door import Case
from punte.investigation.exchange.graphs.caseuco import CaseDocument, caption
from punte.investigation.exchange.graphs.leaving import Leaving, Order
from punte.investigation.exchange.graphs.mapping import FORMS, LANGUAGES, Form, Mapped
from punte.investigation.subjects.door import SCHEMATA, Entity, Prop, Statement

Part = tuple[str, Callable[[], Iterator[bytes]]]
MODEL: Final = Path(__file__).parents[1] / "data" / "ftm"
# The columns of nomenklatura's statements, and what it has no column for.
COLUMNS: Final = (
    "id", "entity_id", "canonical_id", "prop", "schema", "value", "dataset", "lang",
    "original_value", "first_seen", "last_seen", "punte:source", "punte:grade", "punte:handling",
    "punte:valid_from", "punte:valid_to", "punte:seen_at",
)  # fmt: skip


class _Sink(io.RawIOBase):
    """Takes what the archive writes, and gives it out in pieces."""

    def __init__(self) -> None:
        self.held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.held += data
        return len(data)

    def taken(self) -> bytes:
        data = bytes(self.held)
        self.held.clear()
        return data


def exported(viewer: Viewer, case: Case, order: Order) -> Iterator[bytes]:
    """A ZIP, piece by piece: entities.ftm.json, statements.csv and our schemata, or case.jsonld;
    and left_out.json.
    """
    sink = _Sink()
    going, parts = _parts(viewer, case, order)
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as book:
        for name, pieces in parts:
            with book.open(name, "w", force_zip64=True) as part:
                for piece in pieces():
                    part.write(piece)
                    if len(sink.held) > 64 * 1024:
                        yield sink.taken()
        book.writestr("left_out.json", json.dumps(going.left_out(), indent=1, sort_keys=True))
        if order.form == Form.OWN:
            for path in sorted(MODEL.glob("*.yaml")):
                book.writestr(f"model/{path.name}", path.read_bytes())
    yield sink.taken()


def _parts(viewer: Viewer, case: Case, order: Order) -> tuple[Leaving, list[Part]]:
    if order.form == Form.CASE:
        told = CaseDocument(viewer, case, order)
        return told, [("case.jsonld", told.pieces)]
    going = Going(viewer, case, order)
    return going, [("entities.ftm.json", going.lines), ("statements.csv", going.statements)]


class Going(Leaving):
    """What goes out as FollowTheMoney's JSON lines."""

    def __init__(self, viewer: Viewer, case: Case, order: Order):
        super().__init__(viewer, case, order)
        self.mapped = FORMS[order.form]
        self.dataset = f"punte:{case.number}"

    def lines(self) -> Iterator[bytes]:
        """One entity a line: things first, then the links whose ends went out."""
        for entity, said, members in self.every():
            line = self._line(entity, said, members)
            if line is not None:
                yield (json.dumps(line, ensure_ascii=False) + "\n").encode()

    def _line(
        self, entity: Entity, said: list[Statement], members: list[Entity]
    ) -> dict[str, Any] | None:
        mapped = self.mapped.get(entity.schema)
        if mapped is None:
            self.held[f"entities {entity.schema}"] += 1
            return None
        properties = _properties(mapped, entity.schema, said)
        if entity.is_link:
            ends = self._ends(mapped, entity)
            if ends is None:
                self.held["links without both ends"] += 1
                return None
            properties |= ends
        elif not said:
            self.held["entities of which nothing may leave"] += 1
            return None
        self.gone.add(entity.group)
        return {
            "id": str(entity.group),
            "caption": caption(entity.schema, said),
            "schema": mapped.schema,
            "properties": properties,
            "datasets": [self.dataset],
            "referents": [str(m.id) for m in members if m.id != entity.group],
        }

    def _ends(self, mapped: Mapped, link: Entity) -> dict[str, list[str]] | None:
        tail, head = link.from_group, link.to_group
        if mapped.ends is None or tail not in self.gone or head not in self.gone:
            return None
        return {mapped.ends[0]: [str(tail)], mapped.ends[1]: [str(head)]}

    def statements(self) -> Iterator[bytes]:
        """Each statement of what went out, with its source, grade and code."""
        yield _csv(COLUMNS)
        counted = self.held.copy()
        for entity, said, _members in self.every():
            if entity.group in self.gone:
                for one in said:
                    yield _csv(self._row(entity, one))
        self.held = counted

    def _row(self, entity: Entity, one: Statement) -> Iterable[object]:
        mapped = self.mapped[entity.schema]
        seen = one.made_at.isoformat()
        prop = mapped.props.get(one.prop, one.prop) or mapped.rest
        return (
            one.id, one.entity_id, entity.group, prop,
            mapped.schema, _theirs(entity.schema, one), self.dataset, "", one.original, seen, seen,
            one.source_id, one.grade, one.handling, one.valid_from, one.valid_to, one.seen_at,
        )  # fmt: skip


def _properties(mapped: Mapped, schema: str, said: Iterable[Statement]) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for one in said:
        key, value = mapped.props.get(one.prop, one.prop), _theirs(schema, one)
        if not key or (key == "spokenLanguage" and value not in LANGUAGES.values()):
            key, value = mapped.rest, f"{one.prop}: {value}"
        found.setdefault(key, {})[value] = None
    return {key: list(values) for key, values in found.items()}


def _theirs(schema: str, one: Statement) -> str:
    """A value as FollowTheMoney spells it."""
    known = SCHEMATA[schema].prop(one.prop)
    return spelt(known, one.value) if known else one.value


def spelt(prop: Prop, value: str) -> str:
    """Moments in UTC without a zone, countries small, phones without spaces, languages by three
    letters, addresses of the web with a scheme.
    """
    if prop.type == "moment":
        return value.removesuffix("+00:00")
    if prop.type == "country":
        return value.lower() if len(value) == 2 else value
    if prop.type == "language":
        return LANGUAGES.get(value.lower(), value)
    if prop.type == "url" and "://" not in value:
        return f"http://{value}"
    return value.replace(" ", "") if prop.type == "phone" and value[:1] == "+" else value


def _csv(cells: Iterable[object]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow([disarmed("" if cell is None else str(cell)) for cell in cells])
    return text.getvalue().encode()
