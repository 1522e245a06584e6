"""Public holidays of the two countries by rule, to fill the table of holidays that people edit.

From memory of the Labour Codes (Romania art. 139, Moldova art. 111) as they stood in 2024; the
table shows them as unverified until a person has compared them with the text.
"""

from __future__ import annotations

from datetime import date, timedelta

FIXED = {
    "RO": {
        (1, 1): "New Year",
        (1, 2): "New Year, second day",
        (1, 6): "Epiphany",
        (1, 7): "Saint John",
        (1, 24): "Union of the Principalities",
        (5, 1): "Labour Day",
        (6, 1): "Children's Day",
        (8, 15): "Dormition",
        (11, 30): "Saint Andrew",
        (12, 1): "National Day",
        (12, 25): "Christmas",
        (12, 26): "Christmas, second day",
    },
    "MD": {
        (1, 1): "New Year",
        (1, 7): "Christmas (old style)",
        (1, 8): "Christmas (old style), second day",
        (3, 8): "International Women's Day",
        (5, 1): "Labour Day",
        (5, 9): "Victory and Europe Day",
        (6, 1): "Children's Day",
        (8, 27): "Independence Day",
        (8, 31): "Language Day",
        (12, 25): "Christmas",
    },
}
# Days after Orthodox Easter Sunday.
MOVING = {
    "RO": {
        -2: "Good Friday",
        0: "Easter",
        1: "Easter Monday",
        49: "Pentecost",
        50: "Pentecost Monday",
    },
    "MD": {0: "Easter", 1: "Easter Monday", 8: "Memorial Easter"},
}


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday in the Gregorian calendar, for 1900 to 2099 (Meeus, ch. 8)."""
    if not 1900 <= year <= 2099:
        raise ValueError(f"the rule holds from 1900 to 2099, not in {year}")
    moon = (19 * (year % 19) + 15) % 30
    day = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, rest = divmod(moon + day + 114, 31)
    return date(year, month, rest + 1) + timedelta(days=13)


def public_holidays(jurisdiction: str, year: int) -> dict[date, str]:
    """Days and English names; two feasts on one day keep the first name. Unknown code: none."""
    easter = orthodox_easter(year)
    days = {date(year, *at): name for at, name in FIXED.get(jurisdiction, {}).items()}
    for after, name in MOVING.get(jurisdiction, {}).items():
        days.setdefault(easter + timedelta(days=after), name)
    return dict(sorted(days.items()))
