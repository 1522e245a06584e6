"""Public holidays of the two countries by rule, to fill the table of holidays that people edit.

From memory of the Labour Codes (Romania art. 139, Moldova art. 111) as they stood in 2024; the
table shows them as unverified until a person has compared them with the text.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext_noop as _

FIXED = {
    "RO": {
        (1, 1): _("New Year"),
        (1, 2): _("New Year, second day"),
        (1, 6): _("Epiphany"),
        (1, 7): _("Saint John"),
        (1, 24): _("Union of the Principalities"),
        (5, 1): _("Labour Day"),
        (6, 1): _("Children's Day"),
        (8, 15): _("Dormition"),
        (11, 30): _("Saint Andrew"),
        (12, 1): _("National Day"),
        (12, 25): _("Christmas"),
        (12, 26): _("Christmas, second day"),
    },
    "MD": {
        (1, 1): _("New Year"),
        (1, 7): _("Christmas (old style)"),
        (1, 8): _("Christmas (old style), second day"),
        (3, 8): _("International Women's Day"),
        (5, 1): _("Labour Day"),
        (5, 9): _("Victory and Europe Day"),
        (6, 1): _("Children's Day"),
        (8, 27): _("Independence Day"),
        (8, 31): _("Language Day"),
        (12, 25): _("Christmas"),
    },
}
# Days after Orthodox Easter Sunday.
MOVING = {
    "RO": {
        -2: _("Good Friday"),
        0: _("Easter"),
        1: _("Easter Monday"),
        49: _("Pentecost"),
        50: _("Pentecost Monday"),
    },
    "MD": {0: _("Easter"), 1: _("Easter Monday"), 8: _("Memorial Easter")},
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
