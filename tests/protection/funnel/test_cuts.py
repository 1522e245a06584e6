"""The funnel by any two cuts: what is counted, what is hidden, who may see it."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Invalid, Refused
from punte.protection.funnel.counting import count_again
from punte.protection.funnel.crossing import cross, depth
from punte.protection.funnel.cuts import DIMS, Cut
from punte.protection.funnel.queries import crossed, funnel, last_run, outs, waits
from punte.protection.funnel.tasks import refresh_funnel
from punte.protection.persons.models import Person
from tests.support.database import as_role
from tests.support.persons import make_consent, make_person, make_sent
from tests.support.signs import client_of
from tests.support.worlds import AgencyFactory, World, viewer


def refresh() -> None:
    with as_role("punte_worker"):
        count_again()


def several(by: Viewer, count: int, ago: timedelta = timedelta(), **values: Any) -> None:
    for _ in range(count):
        made = make_person(by, **values)
        if ago:
            Person.objects.filter(pk=made.pk).update(notified_at=timezone.now() - ago)


def at(name: str, **query: object) -> str:
    return f"{reverse(f'protection:{name}')}?{urlencode(query)}"


def firsts(found: dict[tuple[str, str], list[int | None]]) -> dict[str, int | None]:
    return {key[0]: values[0] for key, values in found.items()}


def test_a_sole_small_value_hides_a_neighbour(world: World) -> None:
    """3 of 22 hidden alone would be 22 less the others."""
    with acting_as(world.coordinator) as by:
        several(by, 3, district="Cahul")
        several(by, 8, district="Soroca")
        several(by, 11, district="Bender")
    refresh()
    with acting_as(world.coordinator) as by:
        assert funnel(by, Cut()).steps[0].value == 22
        found = firsts(crossed(by, 12, ("district", None)))
        assert found == {"Cahul": None, "Soroca": None, "Bender": 11}
        # Its own row hides something in turn, or its cells would add up to it.
        rows = crossed(by, 12, ("sex", None), ("district", "Soroca"))
        assert [values[0] for values in rows.values()] == [None]


def test_nothing_hidden_can_be_computed(world: World) -> None:
    """No line of any pair hides exactly one of its values and its sum."""
    kinds = ["labour", "sexual", "begging"]
    with acting_as(world.coordinator) as by:
        for n in range(60):
            make_person(
                by,
                district=["Cahul", "Soroca", "Bender", "Orhei"][n * n % 4],
                exploitation=kinds[n % 7 % 3],
                sex="female" if n % 5 else "male",
                screened_at=timezone.now() if n % 3 else None,
            )
    refresh()
    with acting_as(world.coordinator) as by:
        for i, first in enumerate(DIMS):
            for second in list(DIMS)[i + 1 :]:
                check_lines(by, first, second)


def check_lines(by: Viewer, first: str, second: str) -> None:
    pairs = crossed(by, 12, (first, None), (second, None))
    for side, dim in ((0, first), (1, second)):
        sums = crossed(by, 12, (dim, None))
        for step in range(6):
            hidden = Counter({key[0]: shown[step] is None for key, shown in sums.items()})
            for key, shown in pairs.items():
                hidden[key[side]] += shown[step] is None
            assert 1 not in hidden.values(), (first, second, dim, step, hidden)


def test_what_is_shown_adds_up(world: World) -> None:
    with acting_as(world.coordinator) as by:
        several(by, 8, district="Cahul", exploitation="labour")
        several(by, 9, district="Soroca", exploitation="sexual")
    refresh()
    with acting_as(world.coordinator) as by:
        only = Cut(only={"district": "Cahul", "exploitation": "labour"})
        assert funnel(by, only).steps[0].value == 8
        assert funnel(by, Cut(only={"sex": "male"})).steps[0].value == 0
        month = funnel(by, Cut(only={"district": "Soroca"})).months
        assert [values[0] for _day, values in month if values[0]] == [9]
        assert len(month) == 13


def test_a_period_leaves_out_what_was_before(world: World) -> None:
    with acting_as(world.coordinator) as by:
        several(by, 6)
        several(by, 7, timedelta(days=400))
    refresh()
    with acting_as(world.coordinator) as by:
        assert [funnel(by, Cut(period)).steps[0].value for period in (3, 12, 24, 60)] == [
            6,
            6,
            13,
            13,
        ]


def test_more_than_two_cuts_are_refused(world: World) -> None:
    with acting_as(world.coordinator) as by:
        with pytest.raises(Invalid):
            funnel(by, Cut(only={"sex": "male", "district": "x", "age_band": "child"}))
        with pytest.raises(Invalid):
            funnel(by, Cut(only={"name": "x"}))
        with pytest.raises(Invalid):
            funnel(by, Cut(period=7))


def test_waits_are_the_middle_of_all(world: World) -> None:
    now = timezone.now()
    with acting_as(world.coordinator) as by:
        for hours in (1, 10, 30, 30, 30, 30, 30, 60, 100, 300):
            several(by, 1, timedelta(hours=hours), screened_at=now)
    refresh()
    with acting_as(world.coordinator) as by:
        first, second, *_rest = waits(by, Cut())
        assert first.median is not None
        assert first.late is not None
        assert 24 <= first.median <= 48
        assert 72 <= first.late <= 120
        assert (second.median, second.late) == (None, None)


def test_few_waits_are_nobody_s_business(world: World) -> None:
    now = timezone.now()
    with acting_as(world.coordinator) as by:
        several(by, 4, timedelta(hours=5), screened_at=now)
    refresh()
    with acting_as(world.coordinator) as by:
        assert waits(by, Cut())[0].median is None


def test_ended_referrals_are_counted_by_how_and_why(world: World) -> None:
    with acting_as(world.coordinator) as by:
        for _ in range(5):
            person = make_person(by)
            make_consent(by, person, world.ngo)
            make_sent(by, person, world.desk)
    with as_role("punte_worker"), connection.cursor() as cursor:
        cursor.execute("UPDATE protection_referral SET state = 'declined', reason = 'no_place'")
    refresh()
    with acting_as(world.coordinator) as by:
        assert [(o.state, o.reason, o.count) for o in outs(by, 12)] == [("declined", "no_place", 5)]
        page = client_of(world.coordinator).get(at("funnel_out"))
    assert str(page.context["outs"][0][1]) == "No free place"


def test_only_who_works_in_the_country_sees_its_counts(world: World) -> None:
    with acting_as(world.coordinator) as by:
        several(by, 6)
    refresh()
    with acting_as(world.foreign_coordinator) as by:
        assert funnel(by, Cut()).steps[0].value == 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM protection_funnel_crossed('MD', 12, '', '', null, null)")
            assert cursor.fetchall() == []
    with acting_as(world.caseworker) as by, pytest.raises(Refused):
        funnel(by, Cut())


def test_it_is_not_counted_all_the_time(world: World) -> None:
    with acting_as(world.coordinator) as by:
        make_person(by)
    with as_role("punte_worker"):
        assert refresh_funnel(0) > 0
        assert last_run() is not None
    with as_role("punte_worker"), connection.cursor() as cursor:
        cursor.execute("RESET ROLE; UPDATE protection_funnel_run SET seconds = 100")
    with as_role("punte_worker"):
        assert refresh_funnel(0) == 0


@pytest.fixture
def counted(world: World) -> World:
    with acting_as(world.coordinator) as by:
        several(by, 6, district="Cahul", exploitation="labour")
        several(by, 7, district="Soroca", exploitation="sexual")
    refresh()
    return world


def behind(client: Client, url: str) -> int:
    """How many the list of persons shows at an address of the funnel."""
    table = client.get(url).context["table"]
    return int(table.rows.count())


@pytest.mark.parametrize("dim", DIMS)
def test_a_number_opens_exactly_those_it_counts(counted: World, dim: str) -> None:
    client = client_of(counted.coordinator)
    columns = "sex" if dim != "sex" else "stage"
    table = client.get(at("funnel_cross", rows=dim, columns=columns)).context["crossing"]
    assert table.lines
    for line in table.lines:
        assert behind(client, line.url) == line.total
        for cell in line.cells:
            assert not cell.value or behind(client, cell.url) == cell.value
    step = client.get(at("funnel_cross", rows=dim, columns=columns, step="referred"))
    assert "reached=referred" in step.context["crossing"].lines[0].url
    seen = client_of(viewer(counted.unit, "analyst")).get(at("funnel_cross", rows=dim))
    assert not any(line.url for line in seen.context["crossing"].lines)


def test_the_pages(counted: World) -> None:
    client = client_of(counted.coordinator)
    page = client.get(at("funnel", district="Cahul", exploitation="labour"))
    assert page.context["bars"][0][1] == 6
    assert behind(client, page.context["open_url"]) == 6
    second = AgencyFactory(jurisdiction=counted.md, kind="coordination")
    other = client.get(at("funnel", agency=str(second.pk)))
    assert other.context["open_url"] == ""
    many = client.get(at("funnel", district="Cahul", exploitation="labour", sex="female"))
    assert many.context["form"].errors
    assert many.context["bars"][0][1] == 13
    for wrong in ({"period": "7"}, {"agency": "x"}, {"district": "0" * 500}):
        assert client.get(at("funnel", **wrong)).status_code == 200


def test_the_crossing_page(counted: World) -> None:
    client = client_of(counted.coordinator)
    table = client.get(at("funnel_cross")).context["crossing"]
    assert [(line.label, line.total) for line in table.lines] == [("Cahul", 6), ("Soroca", 7)]
    assert [[cell.value for cell in line.cells] for line in table.lines] == [[6, 0], [0, 7]]
    turned = client.get(at("funnel_cross", rows="exploitation", columns="district"))
    assert turned.context["links"]
    assert turned.context["crossing"].total == 13
    labour = next(line for line in turned.context["crossing"].lines if line.value == "labour")
    assert behind(client, labour.url) == 6
    assert [behind(client, cell.url) for cell in labour.cells if cell.value] == [6]
    assert not any(cell.url for cell in labour.cells if not cell.value)
    analyst_view = client.get(at("funnel_cross", rows="sex", columns="sex"))
    assert analyst_view.context["form"].errors


def test_where_people_stand_leads_to_them_only_for_those_who_may(counted: World) -> None:
    page = client_of(counted.coordinator).get(at("funnel_out", period="24"))
    name, value, url = page.context["stages"][0]
    assert (str(name), value, behind(client_of(counted.coordinator), url)) == ("Notified", 13, 13)
    assert "stage=notified" in url
    analyst = client_of(viewer(counted.unit, "analyst")).get(at("funnel_out"))
    assert [stage[2] for stage in analyst.context["stages"]] == [""] * 6
    assert client_of(counted.caseworker).get(at("funnel_out")).status_code == 403


def test_any_two_cuts_are_a_few_reads(counted: World) -> None:
    client = client_of(counted.coordinator)
    client.get(at("funnel_cross"))
    with CaptureQueriesContext(connection) as caught:
        client.get(at("funnel_cross"))
    assert len(caught) <= 24


@given(st.none() | st.integers(0, 10**6), st.integers(0, 10**6))
def test_colours_stay_in_their_scale(value: int | None, most: int) -> None:
    shade = depth(value if value is None else min(value, most), most)
    assert 0 <= shade <= 5
    assert (shade == 0) == (value is not None and min(value, most) == 0)


def test_months_stand_in_time() -> None:
    table = cross(
        {("2026-02-01", "b"): 3},
        {"2026-02-01": 3, "2025-12-01": None},
        {"b": 3, "a": 0},
        3,
        row_words=lambda code: {"2026-02-01": "A"}.get(code, "Z"),
        column_words=str.upper,
        opens=lambda row, column: f"{row}/{column}",
    )
    assert [line.value for line in table.lines] == ["2025-12-01", "2026-02-01"]
    assert [label for _value, label in table.columns] == ["A", "B"]
