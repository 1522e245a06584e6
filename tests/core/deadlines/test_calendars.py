from datetime import date

import pytest

from punte.core.deadlines.calendars import orthodox_easter, public_holidays


@pytest.mark.parametrize(
    "easter",
    [
        date(2010, 4, 4),
        date(2016, 5, 1),
        date(2021, 5, 2),
        date(2023, 4, 16),
        date(2024, 5, 5),
        date(2025, 4, 20),
        date(2026, 4, 12),
        date(2027, 5, 2),
    ],
)
def test_orthodox_easter(easter: date) -> None:
    assert orthodox_easter(easter.year) == easter


@pytest.mark.parametrize("year", range(1900, 2100))
def test_easter_is_a_spring_sunday(year: int) -> None:
    easter = orthodox_easter(year)
    assert easter.weekday() == 6
    assert date(year, 4, 3) <= easter <= date(year, 5, 10)


@pytest.mark.parametrize("year", [1899, 2100, 10**9])
def test_years_outside_the_rule_are_refused(year: int) -> None:
    with pytest.raises(ValueError, match="the rule holds"):
        orthodox_easter(year)


def test_the_two_countries_differ() -> None:
    romania, moldova = public_holidays("RO", 2026), public_holidays("MD", 2026)
    assert romania[date(2026, 4, 10)] == "Good Friday"
    assert date(2026, 4, 10) not in moldova
    assert moldova[date(2026, 4, 20)] == "Memorial Easter"
    assert romania[date(2026, 6, 1)] == "Children's Day"  # Pentecost Monday too, once
    assert public_holidays("XX", 2026) == {}
