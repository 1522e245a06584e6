"""Pictures of time: local days and hours, filters, and nothing of what is hidden."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from punte.core.access.door import Viewer, acting_as
from punte.investigation.analysis.queries import counts as bars
from punte.investigation.analysis.queries import happenings as queries
from punte.investigation.analysis.queries.counts import counts_of
from punte.investigation.analysis.queries.graph import most_linked
from punte.investigation.analysis.queries.happenings import (
    Wanted,
    by_hour,
    first_and_last,
    gathered,
    happenings,
    newest,
)
from punte.investigation.analysis.queries.places import where_of
from punte.investigation.analysis.spans import (
    day_span,
    heat_of,
    level,
    mark_of,
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
def test_a_local_day_has_23_to_25_hours(day: date) -> None:
    start, end = day_span(day, day, ZONE)
    assert (end - start) / timedelta(hours=1) in {23, 24, 25}
    assert start.astimezone(ZONE).date() == day


def timed(net: Net, *moments: datetime | tuple[datetime, datetime]) -> None:
    """Calls between two phones at these moments, stated to all of the team."""
    phones = [thing("Phone", number=f"+3736911111{n}") for n in range(2)]
    calls = [link("Call", *phones) for _moment in moments]
    for call, one in zip(calls, moments, strict=True):
        call.started_at, call.ended_at = one if isinstance(one, tuple) else (one, None)
    net.add(net.wide, *phones, *calls)


def test_the_days_on_which_clocks_change_have_23_and_25_hours(net: Net) -> None:
    for day, hours, odd in ((SHORT, 23, 0), (LONG, 25, 2)):
        start, end = day_span(day, day, ZONE)
        timed(net, *(start + timedelta(hours=n) for n in range(hours)))
        with acting_as(net.other):
            rows = happenings(net.other, net.case, Wanted(since=day, until=day))
            found = heat_of((on, hour, n) for _key, on, hour, n in by_hour(rows, ZONE))
        assert (end - start) == timedelta(hours=hours)
        assert found.days == {day: hours}
        assert sorted(found.hours[6, hour] for hour in range(24)) == sorted([1] * 23 + [odd])


@few
@given(st.lists(st.tuples(DAYS, st.integers(0, 23), st.integers(1, 9)), max_size=20))
def test_nothing_is_lost_in_days_hours_or_weeks(counted: list[tuple[date, int, int]]) -> None:
    heat = heat_of(counted)
    assert heat.days.total() == heat.hours.total() == sum(number for _d, _h, number in counted)
    weeks = weeks_of(dict.fromkeys(list(heat.days)[:1], 1))
    assert all(week[0].weekday() == 0 and len(week) == 7 for week in weeks)


def test_what_lies_close_together_is_gathered_and_counted_once(net: Net) -> None:
    since, until = BEGIN, BEGIN + timedelta(days=10)
    day = timedelta(days=1)
    inside = [BEGIN, BEGIN + day / 2, BEGIN + 5 * day, (BEGIN - day, BEGIN + 2 * day)]
    timed(net, *inside, until, BEGIN - day, (BEGIN + 9 * day, BEGIN + 30 * day))
    with acting_as(net.other):
        rows = happenings(net.other, net.case, Wanted(until=until.date()))
        found = gathered(rows, since, until, 10)["Call"]
        span = first_and_last(rows)
    assert [(one.low, one.high, one.count) for one in found] == [
        (0, 0, 2), (0, 2, 1), (5, 5, 1), (9, 9, 1),
    ]  # fmt: skip
    assert span == (BEGIN - day, BEGIN + 30 * day)
    marks = [mark_of(one, 10) for one in found]
    assert all(mark.x >= 0 and mark.x + mark.width <= 1000 for mark in marks)


def test_of_a_large_case_the_newest_part_is_shown_until_all_is_asked_for(
    net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST_AT_ONCE", 2)
    with acting_as(net.other):
        assert newest(net.other, net.case, Wanted()).since == date(2026, 5, 2)
        asked = Wanted(until=date(2026, 5, 2))
        assert newest(net.other, net.case, asked) == asked
    page = reverse("investigation:heat", args=[net.case.pk])
    browser = browser_of(net.other)
    assert "This case holds very much" in browser.get(page).content.decode()
    assert "This case holds very much" not in browser.get(page + "?whole=1").content.decode()


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


def test_a_link_to_a_hidden_end_happened_for_nobody_else_and_widens_no_span(net: Net) -> None:
    known, x = thing("Phone", number="+37369222222"), thing("Phone", number="+37369111111")
    net.add(net.narrow, x)
    calls = [link("Call", known, x) for _end in range(2)]
    calls[0].started_at = BEGIN
    calls[1].started_at, calls[1].ended_at = BEGIN + timedelta(days=900), BEGIN.replace(year=2030)
    net.add(net.wide, known, *calls)
    may = datetime(2026, 5, 1, 7, tzinfo=UTC), datetime(2026, 5, 9, 20, 30, tzinfo=UTC)
    for by, number, span in (
        (net.lead, 8, (BEGIN, BEGIN.replace(year=2030))),
        (net.other, 4, may),
    ):
        with acting_as(by):
            rows = happenings(by, net.case, Wanted())
            assert (rows.count(), first_and_last(rows)) == (number, span)
            assert first_and_last(rows.filter(schema="Trip")) is None


def test_a_picture_asks_as_many_queries_however_much_happened(net: Net) -> None:
    def asked() -> list[int]:
        numbers = []
        with acting_as(net.other):
            rows = happenings(net.other, net.case, Wanted())
            for picture in (
                lambda: gathered(rows, *(first_and_last(rows) or ()), 10),
                lambda: where_of(net.other, net.case, rows),
                lambda: most_linked(net.other, net.case),
            ):
                with CaptureQueriesContext(connection) as queries:
                    picture()
                numbers.append(len(queries))
        return numbers

    before = asked()
    timed(net, *(BEGIN + timedelta(hours=n) for n in range(30)))
    assert asked() == before
    assert max(before) <= 5


def test_filters_go_by_the_clock_of_the_country(net: Net) -> None:
    late = date(2026, 5, 9)
    assert seen(net.other, net, since=late, until=late, hour=23, weekday=6) == 1
    assert seen(net.other, net, since=date(2026, 5, 10)) == 0
    assert seen(net.other, net, hour=10) == 3


def test_grades_and_codes_filter(net: Net) -> None:
    assert seen(net.other, net, source="B", info="2", handling="H1") == 4
    assert seen(net.other, net, grade="B2") == seen(net.other, net, code="H1") == 4
    assert seen(net.other, net, grade="B1") == seen(net.other, net, code="H0") == 0
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
        counts, left_out = counts_of(net.other, happenings(net.other, net.case, Wanted()), ZONE)
    assert not left_out
    assert counts["grade"] == [("B2", 5)]
    assert counts["code"] == [("H1", 5)]
    assert counts["month"] == [(date(2026, 5, 1), 5)]
    assert counts["schema"] == [("Call", 5)]
    assert dict(counts["operator"]) == {"Testcell": 1, "Elsewhere": 1}
    assert counts["kind"] == [("sms", 1)]
    assert counts["stated_by"] == [(net.wide.pk, 5)]
    assert (seen(net.other, net, props=(("operator", "Testcell"),))) == 1
    assert (seen(net.other, net, props=(("kind", "sms"),))) == 1


def test_what_is_stated_of_very_many_is_counted_when_it_is_asked_for(
    net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bars, "MOST_STATED", 3)
    page = reverse("investigation:happenings", args=[net.case.pk])
    browser = browser_of(net.other)
    first = browser.get(page).content.decode()
    assert "all_stated=1" in first
    assert "grade=B2" not in first
    whole = browser.get(page + "?all_stated=1").content.decode()
    assert "grade=B2" in whole
    assert "since=2026-05-01&amp;until=2026-05-31" in whole


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
