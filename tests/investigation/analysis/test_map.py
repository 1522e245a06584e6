"""The map: places in their place, ways between them, and nothing of what is hidden."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from punte.core.access.door import Viewer, acting_as
from punte.investigation.analysis.mapping import (
    Label,
    Position,
    apart,
    box_from,
    box_of,
    graticule,
    place_named,
    read_position,
    towns_in,
)
from punte.investigation.analysis.queries.happenings import Wanted, happenings
from punte.investigation.analysis.queries.places import Where, where_of
from punte.investigation.subjects.batch import NewEntity
from tests.investigation.analysis.conftest import Net, browser_of
from tests.support.subjects import link, thing
from tests.support.worlds import World

POINTS = st.lists(st.tuples(st.floats(-55, 70), st.floats(-170, 170)), min_size=1, max_size=8)
LEUSENI, IASI = (46.8289, 28.1942), (47.1585, 27.6014)


@settings(max_examples=40)
@given(POINTS)
def test_all_points_are_in_sight(points: list[Position]) -> None:
    box = box_of(points)
    if max(lat for lat, _lon in points) - min(lat for lat, _lon in points) < 40:
        inside = [at for at in points if box.holds(at)]
        wide = max(lon for _lat, lon in points) - min(lon for _lat, lon in points)
        assert len(inside) == len(points) or wide > 60
    for at in points:
        x, y = box.spot(at)
        assert not box.holds(at) or (0 <= x <= 1000 and 0 <= y <= box.high + 0.1)
    assert box_from(box.words()) is not None


@pytest.mark.parametrize("text", ["", "1,2", "a,b,c", "nan,1,1", "inf,1,1", "1,2,3,4"])
def test_odd_boxes_are_none(text: str) -> None:
    assert box_from(text) is None


def test_towns_are_known_by_letters_without_marks() -> None:
    assert place_named("chisinau") == place_named("Chișinău") == (47.0245, 28.8323)
    assert place_named("Кишинёв") == place_named("Кишинев") == place_named("Chișinău")
    assert place_named("Tiraspol") == place_named("Тирасполь") is not None
    assert place_named("Kyiv") == place_named("Київ") is not None
    assert place_named("Nowhere") is None
    assert read_position("47.1,28.2") == (47.1, 28.2)
    assert read_position("here") is None
    assert {town.name for town in towns_in(box_of([LEUSENI, IASI]))} >= {"Iași"}
    assert len(graticule(box_of([LEUSENI, IASI]))) >= 2


def test_names_stand_apart_and_those_of_the_case_come_first() -> None:
    box = box_of([LEUSENI, IASI])
    ours = apart([Label("Acasă", *box.spot(IASI)), Label("Acasă 2", *box.spot(IASI))])
    assert [one.name for one in ours] == ["Acasă"]
    around = towns_in(box, ours)
    assert "Iași" not in {one.name for one in around}
    every = [*ours, *around]
    assert not any(a.meets(b) for n, a in enumerate(every) for b in every[:n])
    assert sum(one.first for one in [*ours, *towns_in(box_of([]), ours)]) == 8
    edge = Label("Far", 990, 10)
    assert (edge.anchor, edge.away) == ("end", -6)


def seen_at(tail: NewEntity, head: NewEntity, hour: int) -> NewEntity:
    made = link("Sighting", tail, head, direction="out")
    made.started_at = datetime(2026, 5, 1, hour, tzinfo=UTC)
    return made


def where(by: Viewer, net: Net, **wanted: object) -> Where:
    with acting_as(by):
        rows = happenings(by, net.case, Wanted(**wanted))  # type: ignore[arg-type]
        return where_of(by, net.case, rows)


def test_sightings_and_trips_make_points_and_ways(net: Net, world: World) -> None:
    car = thing("Vehicle", registrationNumber="ABC 123")
    gate = thing("Place", name="Leușeni", position="46.8289,28.1942")
    town = thing("Place", name="Iași")
    trip = thing("Trip", name="A trip", startLocation="Iași", endLocation="Chișinău")
    trip.started_at = datetime(2026, 5, 2, 8, tzinfo=UTC)
    net.add(net.wide, car, gate, town, trip, seen_at(car, gate, 8), seen_at(car, town, 9))
    secret = thing("Place", name="Secret yard", position="48.5,27.5")
    net.add(net.narrow, secret, seen_at(car, secret, 10))
    found = where(net.other, net)
    assert {at: names.total() for at, names in found.points.items()} == {
        LEUSENI: 1, IASI: 2, (47.0245, 28.8323): 1,
    }  # fmt: skip
    assert dict(found.ways) == {(LEUSENI, IASI): 1, (IASI, (47.0245, 28.8323)): 1}
    assert (48.5, 27.5) in where(net.lead, net).points
    assert where(net.other, net, schemata=("Sighting",)).ways == {(LEUSENI, IASI): 1}
    url = reverse("investigation:case_map", args=[net.case.pk])
    page = browser_of(net.other).get(f"{url}?box=47,28,x&lang=1").content.decode()
    assert "Leușeni" in page
    assert "OpenStreetMap" in page
    assert "Secret yard" not in page
    assert browser_of(world.prosecutor).get(url).status_code == 404
