"""The rail: a way in to every place of a role, and never more of them than one can survey."""

from __future__ import annotations

import re

import pytest

from punte.config.navigation import MOST_PLACES
from punte.config.places import FIRST, LATER
from punte.core.access.door import ROLES
from tests.support.signs import client_of, send_sign
from tests.support.worlds import World, viewer


@pytest.mark.parametrize("role", ["officer", "coordinator", "supervisor", "manager"])
def test_every_place_is_reached_and_few_are_seen_at_once(world: World, role: str) -> None:
    page = client_of(viewer(world.unit, role)).get("/me/").content.decode()
    rail = page.partition('<nav class="rail"')[2].partition("</nav>")[0]
    seen, more, _rest = rail.partition("<details")
    links = re.findall(r"<li><a ", rail)
    places = [p for p in (*FIRST, *LATER) if p.permission in ROLES[role].permissions]
    assert len(links) == len(places)
    assert len(re.findall(r"<li><a ", seen)) + bool(more) <= MOST_PLACES
    assert bool(more) == (len(places) > MOST_PLACES)


def test_more_is_open_where_one_is_inside(world: World) -> None:
    client = client_of(world.supervisor)
    assert 'class="rail-more" open' in client.get("/imports/").content.decode()
    assert 'class="rail-more" open' not in client.get("/me/").content.decode()


def test_what_waits_is_counted_anew_for_each_page_and_viewer(world: World) -> None:
    taker, other = client_of(world.coordinator), client_of(world.foreign_coordinator)
    counted = re.compile(r'<span>Notifications</span><span class="count">(\d+)</span>')
    for sent in range(3):
        assert counted.findall(taker.get("/me/").content.decode()) == [str(sent)] * (sent > 0)
        send_sign(world.officer, world.unit)
    assert counted.findall(other.get("/me/").content.decode()) == []
