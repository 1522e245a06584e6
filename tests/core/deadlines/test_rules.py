from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.core.deadlines import rules
from punte.core.deadlines.rules import Stage, State, Unit

ZONE = "Europe/Chisinau"
HERE = ZoneInfo(ZONE)
moments = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001  (hypothesis adds the zone)
    max_value=datetime(2034, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
terms = st.integers(1, 200)
units = st.sampled_from(Unit)
free_days = st.frozensets(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=20)


def due(start: datetime, term: int, unit: Unit, **more: object) -> datetime:
    found = rules.due_at(start=start, term=term, unit=unit, zone=ZONE, **more)  # type: ignore[arg-type]
    return found.astimezone(HERE)


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=HERE)  # type: ignore[misc,arg-type]


@given(moments, terms, units, st.booleans(), free_days)
def test_a_term_always_ends_after_it_began(
    start: datetime, term: int, unit: Unit, working: bool, free: frozenset[date]
) -> None:
    assert due(start, term, unit, working_days=working, holidays=free) > start


@given(moments, terms, units, st.booleans(), free_days)
def test_a_longer_term_never_ends_sooner(
    start: datetime, term: int, unit: Unit, working: bool, free: frozenset[date]
) -> None:
    short = due(start, term, unit, working_days=working, holidays=free)
    assert due(start, term + 1, unit, working_days=working, holidays=free) >= short


@given(moments, terms, units, free_days)
def test_working_days_never_shorten_a_term(
    start: datetime, term: int, unit: Unit, free: frozenset[date]
) -> None:
    assert due(start, term, unit, working_days=True, holidays=free) >= due(start, term, unit)


@given(moments, terms, free_days)
def test_a_term_in_working_days_ends_on_one_and_counts_so_many(
    start: datetime, term: int, free: frozenset[date]
) -> None:
    first = start.astimezone(HERE).date()
    last = due(start, term, Unit.DAYS, working_days=True, holidays=free).date()
    between = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    assert rules.is_working(last, free)
    assert sum(rules.is_working(day, free) for day in between) == term


@given(moments, terms)
def test_hours_are_counted_as_they_pass(start: datetime, term: int) -> None:
    assert due(start, term, Unit.HOURS) - start == timedelta(hours=term)


@given(moments, terms)
def test_days_end_with_the_last_second_of_the_day_there(start: datetime, term: int) -> None:
    end = due(start, term, Unit.DAYS)
    assert (end.hour, end.minute, end.second) == (23, 59, 59)
    assert (end.date() - start.astimezone(HERE).date()).days == term


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (local(2026, 3, 28, 12), 24, local(2026, 3, 29, 13)),  # spring: the day has 23 hours
        (local(2026, 10, 24, 12), 24, local(2026, 10, 25, 11)),  # autumn: 25
    ],
)
def test_hours_over_a_change_of_the_clocks(start: datetime, hours: int, end: datetime) -> None:
    assert due(start, hours, Unit.HOURS) == end


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
    ],
)
def test_a_month_without_that_day_ends_with_its_last(start: date, months: int, end: date) -> None:
    began = local(start.year, start.month, start.day, 9)
    assert due(began, months, Unit.MONTHS).date() == end


def test_working_hours_pass_over_a_weekend_and_a_holiday() -> None:
    friday_noon = local(2026, 11, 27, 12)
    monday = date(2026, 11, 30)
    free = {"working_days": True, "holidays": {monday}}
    assert due(friday_noon, 24, Unit.HOURS, **free) == local(2026, 12, 1, 12)
    assert due(friday_noon, 12, Unit.HOURS, **free) == local(2026, 11, 28, 0)


def test_months_in_working_days_roll_to_the_next_working_day() -> None:
    end = due(local(2026, 10, 28, 9), 1, Unit.MONTHS, working_days=True)
    assert end.date() == date(2026, 11, 30)  # the 28th is a Saturday


@pytest.mark.parametrize("term", [0, -1, rules.MOST_TERM + 1, 10**30])
def test_a_term_out_of_bounds_is_refused(term: int) -> None:
    with pytest.raises(ValueError, match="a term is"):
        due(local(2026, 1, 1), term, Unit.DAYS)


DUE, WARN = local(2026, 5, 10), local(2026, 5, 8)


@dataclass
class Times:
    due_at: datetime = DUE
    warn_at: datetime = WARN
    paused_at: datetime | None = None
    met_at: datetime | None = None
    stopped_at: datetime | None = None


@pytest.mark.parametrize(
    ("clock", "now", "state"),
    [
        (Times(), local(2026, 5, 7), State.RUNNING),
        (Times(), local(2026, 5, 8), State.NEAR),
        (Times(), local(2026, 5, 10), State.NEAR),
        (Times(), local(2026, 5, 11), State.LATE),
        (Times(paused_at=local(2026, 5, 9)), local(2026, 5, 12), State.PAUSED),
        (Times(met_at=local(2026, 5, 10)), local(2026, 6, 1), State.MET),
        (Times(met_at=local(2026, 5, 11)), local(2026, 6, 1), State.MISSED),
        (Times(stopped_at=local(2026, 5, 9)), local(2026, 6, 1), State.STOPPED),
    ],
)
def test_what_a_clock_says(clock: Times, now: datetime, state: State) -> None:
    assert rules.state_of(clock, now) == state


@given(moments, st.timedeltas(timedelta(0), timedelta(days=40)))
def test_a_pause_moves_a_moment_by_its_length(moment: datetime, pause: timedelta) -> None:
    began = local(2026, 1, 1)
    assert rules.pushed_by(moment, began, began + pause) == moment + pause


def test_a_warning_never_comes_before_the_start() -> None:
    start = local(2026, 5, 1)
    assert rules.warn_at(start, start + timedelta(hours=2), 24) == start


CALLS = rules.calls_of(local(2026, 5, 8), local(2026, 5, 10))


@pytest.mark.parametrize(
    ("now", "made", "stages"),
    [
        (local(2026, 5, 7), set(), []),
        (local(2026, 5, 8), set(), [Stage.NEAR]),
        (local(2026, 5, 9), {"near"}, []),
        (local(2026, 5, 10), {"near"}, [Stage.MISSED]),
        (local(2026, 6, 1), set(), [Stage.MISSED]),
        (local(2026, 6, 1), {"near", "missed"}, []),
    ],
)
def test_whom_a_clock_calls(now: datetime, made: set[str], stages: list[Stage]) -> None:
    assert [call.stage for call in rules.calls_due(CALLS, made, now)] == stages


def test_a_clock_is_looked_at_again_at_its_next_call() -> None:
    assert rules.next_call(CALLS, local(2026, 5, 9)) == local(2026, 5, 10)
    assert rules.next_call(CALLS, local(2026, 6, 1)) is None


@dataclass
class Row:
    jurisdiction: str
    version: int
    valid_from: date
    valid_to: date | None = None


GENERAL = Row("", 1, date(2020, 1, 1))
OLD = Row("RO", 1, date(2020, 1, 1))
NEW = Row("RO", 2, date(2026, 1, 1), date(2026, 7, 1))


@pytest.mark.parametrize(
    ("rows", "day", "row"),
    [
        ([GENERAL, OLD, NEW], date(2025, 12, 31), OLD),
        ([GENERAL, OLD, NEW], date(2026, 1, 1), NEW),
        ([GENERAL, OLD, NEW], date(2026, 7, 1), GENERAL),
        ([OLD, NEW], date(2026, 7, 1), None),
        ([GENERAL, OLD], date(2019, 1, 1), None),
    ],
)
def test_which_row_holds(rows: list[Row], day: date, row: Row | None) -> None:
    assert rules.in_force(rows, day) == row
