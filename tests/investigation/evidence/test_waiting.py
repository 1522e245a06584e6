"""What of exhibits stands on the day page, and for whom."""

from __future__ import annotations

from punte.core.access.door import Viewer, acting_as
from punte.investigation.cases.door import Case
from punte.investigation.cases.waiting import waiting_for
from punte.investigation.evidence.actions import endings
from punte.investigation.evidence.models import Store
from tests.investigation.evidence.test_custody import ORDER, does, offer, person
from tests.support.cases import in_team
from tests.support.exhibits import make_exhibit
from tests.support.signs import client_of
from tests.support.worlds import World

Led = tuple[Case, Viewer]


def waits(viewer: Viewer) -> dict[str, list[tuple[str, str]]]:
    with acting_as(viewer):
        found = waiting_for(viewer)
        return {str(one.label): [(str(row.case), row.url) for row in one.rows] for one in found}


def test_a_hand_over_waits_for_who_counter_signs_alone(led: Led, world: World) -> None:
    case, by = led
    second = in_team(case, by, world.second_investigator)
    outside = world.prosecutor
    mine, theirs = make_exhibit(by, case), make_exhibit(by, case)
    does(by, offer, mine, to=person(second), reason="to look into it")
    does(by, offer, theirs, to=person(outside), reason="to look into it")
    assert waits(by) == {}
    assert waits(second) == {"To be received": [(str(case), mine.get_absolute_url())]}
    assert waits(outside) == {"To be received": [("None", f"/exhibits/{theirs.pk}/")]}
    assert str(theirs) in client_of(outside).get("/cases/today/").text


def test_a_keepers_day_begins_with_what_comes_to_the_store(
    led: Led, stored: tuple[Store, Viewer]
) -> None:
    (case, by), (store, keeper) = led, stored
    exhibit = make_exhibit(by, case)
    does(by, offer, exhibit, to=store.key, reason="to be kept")
    page = client_of(keeper).get("/", follow=True).text
    assert f'href="/exhibits/{exhibit.pk}/"' in page
    assert 'href="/cases/"' not in page
    assert case.name not in page
    assert client_of(keeper).get("/cases/").status_code == 403


def test_a_destruction_waits_for_a_second_person(led: Led, world: World) -> None:
    case, by = led
    second = in_team(case, by, world.second_investigator)
    exhibit = make_exhibit(by, case)
    does(by, endings.order_end, exhibit, order=ORDER)
    assert waits(second) == {}
    does(by, endings.begin_destruction, exhibit, method="burnt")
    assert waits(by) == {}
    expected = [(str(case), exhibit.get_absolute_url())]
    assert waits(second) == {"Destructions to confirm": expected}
