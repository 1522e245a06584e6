"""Terms and spans, to the minute, through changes of the clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from punte.investigation.authorisations.rules import (
    Fault,
    Held,
    Limits,
    Verdict,
    Why,
    extension_faults,
    later,
    left_over,
    order_faults,
    urgent_faults,
    verdict,
)

RO, MD = "Europe/Bucharest", "Europe/Chisinau"
MINUTE = timedelta(minutes=1)
INTERCEPTION = Limits(first_days=30, extension_days=30, total_months=6, urgent_hours=48)
HOME = Limits(first_days=30, extension_days=30, total_days=120, urgent_hours=48)


def at(zone: str, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[arg-type]


START = at(RO, 2026, 3, 10, 9, 0)
END = at(RO, 2026, 4, 9, 9, 0)


def judge(limits: Limits, start: datetime, end: datetime, zone: str = RO) -> list[Fault]:
    return order_faults(limits, (start, end), zone, by_judge=True)


def test_thirty_days_keep_the_time_of_day_through_the_change_of_clocks() -> None:
    # The clocks go forward on 29 March 2026: 30 days are an hour short.
    assert later(START, RO, days=30) == END
    assert timedelta(days=30, hours=-1) == END - START
    assert judge(INTERCEPTION, START, END) == []
    assert judge(INTERCEPTION, START, END + MINUTE) == [Fault.FIRST_TOO_LONG]


@pytest.mark.parametrize("zone", [RO, MD])
def test_each_country_counts_by_its_own_clocks(zone: str) -> None:
    # Chișinău and București may change their clocks an hour apart in the night of 29 March 2026.
    for minutes in range(0, 24 * 60, 30):
        moment = datetime(2026, 3, 28, 18, 0, tzinfo=UTC) + timedelta(minutes=minutes)
        first, last = (
            one.astimezone(ZoneInfo(zone)) for one in (moment, later(moment, zone, days=30))
        )
        assert first.time() == last.time()
        assert (last.date() - first.date()).days == 30


def test_six_months_end_with_the_last_day_of_a_shorter_month() -> None:
    start = at(RO, 2026, 8, 31, 12, 0)
    assert later(start, RO, months=6) == at(RO, 2027, 2, 28, 12, 0)


@pytest.mark.parametrize(
    ("start", "end", "fault"),
    [
        (START, START, Fault.END_BEFORE_START),
        (START, START - MINUTE, Fault.END_BEFORE_START),
        (START + timedelta(seconds=1), END, Fault.NOT_TO_THE_MINUTE),
        (START, END - timedelta(microseconds=1), Fault.NOT_TO_THE_MINUTE),
    ],
)
def test_a_span_that_is_none(start: datetime, end: datetime, fault: Fault) -> None:
    assert judge(INTERCEPTION, start, end) == [fault]
    assert urgent_faults(INTERCEPTION, (start, end), RO) == [fault]


def test_a_prosecutor_where_the_law_wants_a_judge() -> None:
    span = (START, END)
    assert order_faults(INTERCEPTION, span, RO, by_judge=False) == [Fault.WANTS_A_JUDGE]
    free = Limits(first_days=30, by_judge=False)
    assert order_faults(free, span, RO, by_judge=False) == []


def test_urgent_to_the_minute() -> None:
    two_days = START + timedelta(hours=48)
    assert urgent_faults(INTERCEPTION, (START, two_days), RO) == []
    assert urgent_faults(INTERCEPTION, (START, two_days + MINUTE), RO) == [Fault.URGENT_TOO_LONG]
    none = Limits(first_days=30)
    assert urgent_faults(none, (START, two_days), RO) == [Fault.NO_URGENT_PATH]


def test_extensions_until_the_longest_total() -> None:
    whole, taken = (START, END), 0
    while not extension_faults(HOME, whole, later(whole[1], RO, days=30), RO, by_judge=True):
        whole, taken = (whole[0], later(whole[1], RO, days=30)), taken + 1
    assert taken == 3
    assert whole[1] == later(START, RO, days=120)
    assert extension_faults(HOME, whole, whole[1] + MINUTE, RO, by_judge=True) == [
        Fault.TOTAL_TOO_LONG
    ]


def test_an_extension_is_bounded_itself() -> None:
    until = later(END, RO, days=30)
    ask = (INTERCEPTION, (START, END))
    assert extension_faults(*ask, until, RO, by_judge=True) == []
    assert extension_faults(*ask, until + MINUTE, RO, by_judge=True) == [Fault.EXTENSION_TOO_LONG]
    assert extension_faults(*ask, END, RO, by_judge=True) == [Fault.END_BEFORE_START]
    assert extension_faults(*ask, until, RO, by_judge=False) == [Fault.WANTS_A_JUDGE]
    none = Limits(first_days=30)
    assert extension_faults(none, (START, END), until, RO, by_judge=True) == [Fault.NO_EXTENSION]


def test_what_earlier_orders_took_counts() -> None:
    span = (START, END)
    took = timedelta(days=90)
    assert order_faults(HOME, span, RO, by_judge=True, used=took) == []
    more = took + MINUTE
    assert order_faults(HOME, span, RO, by_judge=True, used=more) == [Fault.TOTAL_TOO_LONG]


def held(**more: object) -> Held:
    given = {"key": 1, "spans": [(START, END)], "names_it": True, "in_force": True, **more}
    return Held(**given)  # type: ignore[arg-type]


def ask(*held: Held, start: datetime, end: datetime | None = None, now: datetime = END) -> Verdict:
    return verdict(held, start, end, now)


def test_the_start_belongs_to_it_and_the_end_does_not() -> None:
    tick = timedelta(microseconds=1)
    assert ask(held(), start=START).why == Why.COVERED
    assert ask(held(), start=START - tick).why == Why.BEFORE
    assert ask(held(), start=END - tick).why == Why.COVERED
    assert ask(held(), start=END).why == Why.AFTER
    assert ask(held(), start=START, end=END).why == Why.COVERED


def test_a_span_partly_outside_says_which_part() -> None:
    hour = timedelta(hours=1)
    assert ask(held(), start=END - hour, end=END + hour) == Verdict(
        Why.PARTLY, 1, ((END, END + hour),)
    )
    around = ask(held(), start=START - hour, end=END + hour)
    assert around.outside == ((START - hour, START), (END, END + hour))


def test_a_clock_an_hour_wrong_is_outside_at_the_border() -> None:
    said = END - timedelta(minutes=30)
    assert ask(held(), start=said).allowed
    assert ask(held(), start=said + timedelta(hours=1)).why == Why.AFTER


def test_why_not() -> None:
    assert ask(start=START).why == Why.NO_ORDER
    assert ask(held(names_it=False), start=START).why == Why.OTHER_TARGET
    assert ask(held(in_force=False), start=START).why == Why.NOT_IN_FORCE
    assert ask(held(lapsed=True), start=START).why == Why.NOT_CONFIRMED
    assert ask(held(), start=END, end=START).why == Why.BAD_SPAN
    stopped = START + timedelta(days=3)
    assert ask(held(stopped=stopped), start=stopped).why == Why.AFTER
    assert ask(held(stopped=stopped), start=stopped - MINUTE).allowed
    gap = held(spans=[(START, END), (END + MINUTE, END + 2 * MINUTE)])
    assert ask(gap, start=END).why == Why.BETWEEN


def test_an_urgent_order_holds_until_its_confirmation_is_late() -> None:
    urgent = held(confirm_by=END)
    assert ask(urgent, start=START, now=END - MINUTE).why == Why.PROVISIONAL
    assert ask(urgent, start=START, now=END).why == Why.NOT_CONFIRMED


def test_the_order_that_covers_it_is_found_among_others() -> None:
    others = [held(key=2, names_it=False), held(key=3, in_force=False), held(key=4)]
    assert ask(*others, start=START) == Verdict(Why.COVERED, 4)


def test_two_orders_are_not_added_up() -> None:
    after = held(key=2, spans=[(END, END + timedelta(days=1))])
    both = ask(held(), after, start=END - MINUTE, end=END + MINUTE)
    assert both.why == Why.PARTLY


moments = st.integers(0, 60).map(lambda minutes: START + minutes * MINUTE)
spans = st.tuples(moments, moments).map(lambda pair: (min(pair), max(pair) + MINUTE))


@settings(max_examples=50)
@given(start=moments, length=st.integers(1, 60), spans=st.lists(spans, max_size=4))
def test_what_is_left_over_is_exactly_what_no_span_holds(
    start: datetime, length: int, spans: list[tuple[datetime, datetime]]
) -> None:
    end = start + length * MINUTE
    left = left_over(start, end, sorted(spans))
    for minute in range(length):
        moment = start + minute * MINUTE
        inside = any(a <= moment < b for a, b in spans)
        assert inside != any(a <= moment < b for a, b in left)
    assert all(a < b for a, b in left)
