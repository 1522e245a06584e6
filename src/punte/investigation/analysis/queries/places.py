"""Where it happened: positions of places and sightings, and the ways between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from punte.core.access.door import Viewer
from punte.investigation.analysis.mapping import Position, place_named, read_position
from punte.investigation.cases.door import Case
from punte.investigation.subjects.door import SCHEMATA, Entity, Statement, readable

POSITIONED: Final = tuple(key for key, schema in SCHEMATA.items() if schema.prop("position"))
# Of places where nothing of it happened no more than this are drawn.
MOST_QUIET: Final = 500


@dataclass
class Where:
    """points: at each position its names and how many happenings. ways: from one position to
    another, how often something went there next.
    """

    points: dict[Position, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    ways: Counter[tuple[Position, Position]] = field(default_factory=Counter)
    unplaced: int = 0


def where_of(viewer: Viewer, case: Case, rows: QuerySet[Entity]) -> Where:
    """Sightings, stays and trips of these happenings on the map; and some hundred places of the
    case with a position where nothing of it happened.
    """
    said = Statement.objects.visible_to(viewer).filter(case=case, withdrawn_at=None).order_by()
    where = Where()
    read = list(
        rows.filter(schema__in=("Sighting", "Stay", "Trip"))
        .order_by("started_at", "pk")
        .values_list("schema", "group", "from_group", "to_group")
    )
    here = {one for row in read for one in (row[1], row[3]) if one}
    of_places = said.filter(prop="position", entity__case=case, entity__schema__in=POSITIONED)
    known = _positions(said.filter(prop="position", entity__group__in=here)) | _positions(
        of_places.filter(entity__tail=None)[:MOST_QUIET]
    )
    names = _names(viewer, case, {row[3] for row in read if row[3]} | known.keys())
    for key, at in known.items():
        if key in names:
            where.points[at][names[key]] += 0
    _sightings(where, read, known, names)
    _trips(where, said, {row[1] for row in read if row[0] == "Trip"})
    return where


def _positions(said: QuerySet[Statement]) -> dict[UUID, Position]:
    found = said.values_list("entity__group", "value")
    return {key: at for key, text in found if (at := read_position(text))}


def _names(viewer: Viewer, case: Case, groups: Collection[UUID]) -> dict[UUID, str]:
    """What these things are called, by their leading entities as far as they are seen."""
    rows = readable(viewer).filter(case=case, tail=None, group__in=groups).order_by("made_at")
    named: dict[UUID, str] = {}
    for pk, group, caption in rows.values_list("pk", "group", "caption"):
        if pk == group or group not in named:
            named[group] = caption
    return named


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
