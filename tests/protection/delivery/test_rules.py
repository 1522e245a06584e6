"""Decisions on plain values."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.protection.delivery import rules
from punte.protection.delivery.models.words import Meeting

TODAY = date(2026, 11, 21)
months = st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(lambda d: d.replace(day=1))
amounts = st.none() | st.decimals(0, 1000, places=2)
rows = st.lists(
    st.tuples(
        months,
        st.sampled_from(["legal", "housing"]),
        st.sampled_from(["", "RON", "MDL"]),
        st.integers(1, 9),
        amounts,
        amounts,
    ),
    max_size=20,
    unique_by=lambda row: row[:3],
)


@given(rows)
def test_sums_lose_nothing_and_add_no_currencies(given_rows: list[rules.Row]) -> None:
    sums = rules.summed(given_rows)
    assert sum(s.count for s in sums) == sum(row[3] for row in given_rows)
    assert sum(s.hours for s in sums) == sum(row[4] or 0 for row in given_rows)
    assert [s.month for s in sums] == sorted((s.month for s in sums), reverse=True)
    for currency, total in rules.totals(sums):
        assert total == sum(r[5] for r in given_rows if r[2] == currency and r[5] is not None)
    if sums:
        spread = rules.months_between(sums[-1].month, sums[0].month)
        assert sum(rules.hours_by_month(sums, spread)) == sum(s.hours for s in sums)
        assert sum(h for _k, h in rules.hours_by_kind(sums)) == sum(s.hours for s in sums)


@pytest.mark.parametrize(
    ("days", "laid_by", "state"),
    [
        (None, False, rules.Validity.OPEN),
        (-1, False, rules.Validity.EXPIRED),
        (0, False, rules.Validity.NEAR),
        (30, False, rules.Validity.NEAR),
        (31, False, rules.Validity.VALID),
        (-1, True, rules.Validity.LAID_BY),
    ],
)
def test_a_document_is_good_through_its_last_day(
    days: int | None, laid_by: bool, state: rules.Validity
) -> None:
    day = None if days is None else TODAY + timedelta(days)
    assert rules.validity(day, laid_by, TODAY) == state


@given(st.sampled_from(Meeting.values), st.sampled_from(Meeting.values))
def test_an_appointment_is_settled_once_and_corrected_by_planning_it_anew(
    state: str, target: str
) -> None:
    planned = Meeting.PLANNED.value
    assert rules.may_move(state, target) == ((state == planned) != (target == planned))


@given(st.integers(-100, 100), st.sampled_from([0, 2, 24, 48]))
def test_a_reminder_is_asked_for_and_lies_ahead(ahead: int, hours: int) -> None:
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    found = rules.remind_at(now + timedelta(hours=ahead), hours, now)
    assert (found is not None) == (hours > 0 and ahead > hours)
    assert found is None or found > now


def test_months_run_over_the_turn_of_the_year() -> None:
    assert rules.months_between(date(2025, 11, 1), date(2026, 2, 1)) == [
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]
    assert rules.summed([(TODAY, "legal", "", 1, None, None)])[0].hours == Decimal(0)
