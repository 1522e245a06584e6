"""A whole case as CASE/UCO JSON-LD: subjects, links, each statement with its source, grade and
handling code, and exhibits with their custody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator
from datetime import datetime
from uuid import UUID, uuid5

from punte.algorithms.caseuco import (
    Investigation,
    Link,
    Marking,
    Source,
    Statement,
    Subject,
    Whatever,
    pieces,
)
from punte.investigation.evidence.door import chain_of, described, exhibits_of, files_of
from punte.investigation.exchange.graphs.leaving import Leaving
from punte.investigation.subjects.door import (
    ENDS,
    SCHEMATA,
    STARTS,
    Entity,
    Handling,
    Said,
    Value,
    caption_of,
    moments_of,
    sources_of,
)
from punte.investigation.subjects.door import Statement as Row


class CaseDocument(Leaving):
    """What goes out of a case, as one document."""

    def pieces(self) -> Iterator[bytes]:
        """The document, node by node. What the viewer may not see is not in it."""
        case = self.case
        status = "open" if case.open else "closed"
        about = Investigation(
            case.pk, case.number, status, start=case.opened_at, end=case.closed_at
        )
        yield from pieces(about, self._things())

    def _things(self) -> Iterator[Whatever]:
        by_source: dict[UUID, list[UUID]] = defaultdict(list)
        for handling in Handling:
            if handling <= self.order.highest:
                yield Marking(self._code(handling), str(handling.label))
        for entity, said, _members in self.every():
            told = self._told(entity, said)
            if told is not None:
                self.gone.add(entity.group)
                yield told
                for row in said:
                    by_source[row.source_id].append(row.id)
                    yield self._statement(entity, row)
        exhibits = yield from self._exhibits()
        yield from self._sources(by_source, exhibits)

    def _code(self, handling: str) -> UUID:
        return uuid5(self.case.pk, f"handling {handling}")

    def _told(self, entity: Entity, said: list[Row]) -> Subject | Link | None:
        if not entity.is_link:
            return Subject(entity.group, entity.schema, caption(entity.schema, said), _values(said))
        if entity.from_group not in self.gone or entity.to_group not in self.gone:
            self.held["links without both ends"] += 1
            return None
        start, end = _span(said)
        tail, head = entity.from_group, entity.to_group
        return Link(entity.group, entity.schema, tail, head, start, end)

    def _statement(self, entity: Entity, row: Row) -> Statement:
        times = {"from": row.valid_from, "to": row.valid_to, "seen": row.seen_at}
        words = [f"{name} {at.isoformat()}" for name, at in times.items() if at]
        if row.original and row.original != row.value:
            words.append(f"as written: {row.original}")
        tags = (f"source {row.source_grade}", f"information {row.info_grade}", row.handling)
        text = f"{row.prop}: {row.value}"
        return Statement(
            row.id, entity.group, text, row.made_at, tags, self._code(row.handling),
            "; ".join(words),
        )  # fmt: skip

    def _exhibits(self) -> Generator[Whatever, None, set[UUID]]:
        """The exhibits of the case, where no part of it was chosen; returns their keys."""
        met: set[UUID] = set()
        found: set[UUID] = set()
        for exhibit in [] if self.order.groups else exhibits_of(self.viewer, self.case):
            found.add(exhibit.pk)
            steps = list(chain_of(self.viewer, exhibit))
            files = list(files_of(self.viewer, exhibit))
            for thing in described(self.case.pk, exhibit, steps, files):
                if thing.id not in met:
                    met.add(thing.id)
                    yield thing
        return found

    def _sources(self, by_source: dict[UUID, list[UUID]], exhibits: set[UUID]) -> Iterator[Source]:
        for row in sources_of(self.viewer, self.case):
            if row.pk in by_source:
                exhibit = row.exhibit if row.exhibit in exhibits else None
                said = f"{row.get_kind_display()} · {row.mark}"
                yield Source(row.pk, row.title, tuple(by_source[row.pk]), said, exhibit)


def _values(said: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    values: dict[str, tuple[str, ...]] = {}
    for one in said:
        values[one.prop] = (*values.get(one.prop, ()), one.value)
    return values


def _span(said: Iterable[Row]) -> tuple[datetime | None, datetime | None]:
    """When a link began and ended, by what may leave of it."""
    return moments_of([Said(one.prop, Value(one.value)) for one in said], STARTS, ENDS)


def caption(schema: str, said: Iterable[Row]) -> str:
    """What an entity is called by what may leave of it."""
    known = SCHEMATA[schema]
    values = {prop: list(some) for prop, some in _values(said).items()}
    return caption_of(known.caption, values, str(known.label))
