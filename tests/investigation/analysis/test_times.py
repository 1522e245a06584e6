"""Pictures of time: local days and hours, filters, and nothing of what is hidden."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from punte.core.access.door import Viewer, acting_as
from punte.investigation.analysis.queries.happenings import Wanted, counts_of, happenings
from punte.investigation.analysis.spans import (
    day_span,
    heat_of,
    level,
    marks_of,
    moved,
    weeks_of,
    zoomed,
)
from tests.investigation.analysis.conftest import Net, browser_of
from tests.support.subjects import link, make_source, thing
from tests.support.worlds import World

ZONE = ZoneInfo("Europe/Chisinau")
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 4 * 366 * 24 * 60).map(lambda n: BEGIN + timedelta(minutes=n))
few = settings(max_examples=40)
SHORT, LONG = date(2026, 3, 29), date(2026, 10, 25)


@few
@given(DAYS)
def test_every_hour_of_a_local_day_falls_on_that_day(day: date) -> None:
    start, end = day_span(day, day, ZONE)
    hours = int((end - start) / timedelta(hours=1))
    assert hours in {23, 24, 25}
    heat = heat_of((start + timedelta(hours=n) for n in range(hours)), ZONE)
    assert heat.days == {day: hours}
    assert heat.total == heat.hours.total() == hours


def test_the_days_on_which_clocks_change_have_23_and_25_hours() -> None:
    for day, hours, at_two in ((SHORT, 23, 0), (LONG, 25, 2)):
        start, end = day_span(day, day, ZONE)
        heat = heat_of((start + timedelta(hours=n) for n in range(hours)), ZONE)
        assert (end - start) == timedelta(hours=hours)
        assert heat.hours[6, 2] == at_two
    assert heat_of([datetime(2026, 3, 29, 1, tzinfo=UTC)], ZONE).hours == {(6, 4): 1}


@few
@given(st.lists(MOMENTS, max_size=40))
def test_nothing_is_lost_in_days_hours_or_weeks(moments: list[datetime]) -> None:
    heat = heat_of(moments, ZONE)
    assert heat.days.total() == heat.hours.total() == len(moments)
    weeks = weeks_of(heat.days)
    assert set(heat.days) <= {day for week in weeks for day in week}
    assert all(week[0].weekday() == 0 and len(week) == 7 for week in weeks)


@few
@given(st.lists(st.tuples(MOMENTS, st.none() | MOMENTS), max_size=30), MOMENTS, st.integers(1, 900))
def test_marks_lie_in_the_span_and_count_what_touches_it(
    found: list[tuple[datetime, datetime | None]], since: datetime, days: int
) -> None:
    until = since + timedelta(days=days)
    marks = marks_of(found, since, until)
    inside = [one for one in found if max(one[1] or one[0], one[0]) >= since and one[0] < until]
    assert sum(mark.count for mark in marks) == len(inside)
    assert all(mark.x >= 0 and mark.x + mark.width <= 1010 for mark in marks)


@few
@given(DAYS, st.integers(0, 500), st.sampled_from([0.5, 2.0]))
def test_a_span_stays_a_span_when_it_is_zoomed_or_moved(day: date, more: int, by: float) -> None:
    last = day + timedelta(days=more)
    low, high = zoomed(day, last, by)
    assert low <= high
    if by > 1:
        assert low <= day
        assert last <= high
    later = moved(day, last, 1)
    assert later == (last + timedelta(days=1), last + timedelta(days=more + 1))


def test_a_little_is_never_nothing() -> None:
    assert [level(n, 1000) for n in (0, 1, 200, 201, 1000)] == [0, 1, 1, 2, 5]
    assert level(0, 0) == 0


def seen(by: Viewer, net: Net, **wanted: object) -> int:
    with acting_as(by):
        return happenings(by, net.case, Wanted(**wanted)).count()  # type: ignore[arg-type]


def test_what_is_hidden_happened_for_nobody_else(net: Net) -> None:
    assert (seen(net.lead, net), seen(net.other, net)) == (6, 4)
    assert (seen(net.lead, net, entities=(net.c,)), seen(net.other, net, entities=(net.c,))) == (
        2,
        1,
    )
    assert seen(net.other, net, entities=(net.hidden,)) == 0


def test_filters_go_by_the_clock_of_the_country(net: Net) -> None:
    late = date(2026, 5, 9)
    assert seen(net.other, net, since=late, until=late, hour=23, weekday=6) == 1
    assert seen(net.other, net, since=date(2026, 5, 10)) == 0
    assert seen(net.other, net, hour=10) == 3


def test_grades_and_codes_filter(net: Net) -> None:
    assert seen(net.other, net, source="B", info="2", handling="H1") == 4
    assert seen(net.other, net, source="A") == seen(net.other, net, handling="H0") == 0


def test_counts_are_of_what_one_sees(net: Net) -> None:
    phone = thing("Phone", number="+37369999999", operator="Testcell")
    known = link("Call", phone, phone, kind="voice")
    other = thing("Phone", number="+37369999998", operator="Elsewhere")
    call = link("Call", phone, other, kind="sms")
    call.started_at = datetime(2026, 5, 4, 8, tzinfo=UTC)
    net.add(net.wide, phone, other, known, call)
    quiet = make_source(net.lead, net.case, "Quiet", narrow_to=net.narrow.audiences[0])
    net.add(quiet, thing("Phone", number="+37369999997", operator="Hidden"))
    with acting_as(net.other):
        counts = counts_of(net.other, happenings(net.other, net.case, Wanted()))
    assert counts["schema"] == [("Call", 5)]
    assert dict(counts["operator"]) == {"Testcell": 1, "Elsewhere": 1}
    assert counts["kind"] == [("sms", 1)]
    assert counts["stated_by"] == [(net.wide.pk, 5)]
    assert (seen(net.other, net, props=(("operator", "Testcell"),))) == 1
    assert (seen(net.other, net, props=(("kind", "sms"),))) == 1


@pytest.mark.parametrize("page", ["happenings", "time_line", "heat"])
def test_pages_show_what_one_sees_and_take_odd_filters(net: Net, world: World, page: str) -> None:
    url = reverse(f"investigation:{page}", args=[net.case.pk])
    browser = browser_of(net.other)
    odd = "?since=2026-99-01&hour=77&entity=x&schema=Nothing&operator=%27"
    assert browser.get(url + odd).status_code == 200
    shown = browser.get(f"{url}?entity={net.a}&entity={net.hidden}").content.decode()
    assert "+37369000000" in shown
    assert "+37369000003" not in shown
    assert str(net.hidden) not in shown.replace(f"entity={net.hidden}", "").replace(
        f'value="{net.hidden}"', ""
    )
    assert browser_of(world.prosecutor).get(url).status_code == 404
