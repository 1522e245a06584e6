"""Where it happened: positions of places and sightings, and the ways between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from punte.core.access.door import Viewer
from punte.investigation.analysis.mapping import Position, place_named, read_position
from punte.investigation.analysis.queries.graph import things_in
from punte.investigation.analysis.queries.happenings import MOST_READ
from punte.investigation.cases.door import Case
from punte.investigation.subjects.door import Entity, Statement


@dataclass
class Where:
    """points: at each position its names and how many happenings. ways: from one position to
    another, how often something went there next. cut: more happened than was read.
    """

    points: dict[Position, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    ways: Counter[tuple[Position, Position]] = field(default_factory=Counter)
    unplaced: int = 0
    cut: bool = False


def where_of(viewer: Viewer, case: Case, rows: QuerySet[Entity]) -> Where:
    """Sightings, stays and trips of these happenings on the map; and places of the case with a
    position where nothing of it happened.
    """
    said = Statement.objects.visible_to(viewer).filter(case=case, withdrawn_at=None)
    known = {
        key: at
        for key, text in said.filter(prop="position").values_list("entity__group", "value")
        if (at := read_position(text))
    }
    where = Where()
    read = list(
        rows.filter(schema__in=("Sighting", "Stay", "Trip"))
        .order_by("started_at", "pk")
        .values_list("schema", "group", "from_group", "to_group")[:MOST_READ]
    )
    where.cut = len(read) == MOST_READ
    names = things_in(viewer, case, {*known, *(row[3] for row in read if row[3])})
    for key, at in known.items():
        if key in names:
            where.points[at][names[key].caption] += 0
    _sightings(where, read, known, {key: one.caption for key, one in names.items()})
    _trips(where, said, {row[1] for row in read if row[0] == "Trip"})
    return where


def _sightings(
    where: Where,
    read: list[tuple[str, UUID, UUID | None, UUID | None]],
    known: dict[UUID, Position],
    names: dict[UUID, str],
) -> None:
    last: dict[UUID, Position] = {}
    for schema, link, who, place in read:
        if schema == "Trip" or who is None or place is None:
            continue
        name = names.get(place, "")
        at = known.get(link) or known.get(place) or place_named(name)
        if at is None:
            where.unplaced += 1
            continue
        where.points[at][name] += 1
        if who in last and last[who] != at:
            where.ways[last[who], at] += 1
        last[who] = at


def _trips(where: Where, said: QuerySet[Statement], trips: set[UUID]) -> None:
    ends: dict[UUID, dict[str, str]] = defaultdict(dict)
    for trip, prop, name in said.filter(
        entity__group__in=trips, prop__in=("startLocation", "endLocation")
    ).values_list("entity__group", "prop", "value"):
        ends[trip][prop] = name
    for trip in trips:
        placed = {prop: (name, place_named(name)) for prop, name in ends[trip].items()}
        for name, at in placed.values():
            if at:
                where.points[at][name] += 1
        start, end = (placed.get(key, ("", None))[1] for key in ("startLocation", "endLocation"))
        if start and end and start != end:
            where.ways[start, end] += 1
        elif not (start or end):
            where.unplaced += 1
