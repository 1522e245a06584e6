"""By what persons are counted, and how far they came: names, choices, the order of cuts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from punte.core.errors import Invalid
from punte.protection.persons.door import AgeBand, Exploitation, Sex, country_name

SMALL = 5
Words = str | Promise
STEPS: tuple[tuple[str, Words], ...] = (
    ("notified", _("Notified")),
    ("screened", _("Screened")),
    ("identified", _("Identified")),
    ("referred", _("Referred")),
    ("assisted", _("Assisted")),
    ("closed", _("Loop closed")),
)
# As the worker names them, in the order in which it crosses them.
DIMS: dict[str, Words] = {
    "month": _("Month"),
    "agency": _("Agency"),
    "exploitation": _("Form of exploitation"),
    "age_band": _("Age"),
    "sex": _("Sex"),
    "district": _("County"),
    "nationality": _("Nationality"),
    "stage": _("Where they stand now"),
}
PERIODS: list[tuple[str, Words]] = [
    ("12", _("Last 12 months")),
    ("3", _("Last 3 months")),
    ("24", _("Last 2 years")),
    ("60", _("Last 5 years")),
]
MOST_CUTS = 2


@dataclass(frozen=True)
class Cut:
    """Which persons are counted: those notified in the last `period` months (3, 12, 24 or 60)
    for whom each dimension of `only` has that value; at most two, as stable codes.
    """

    period: int = 12
    only: dict[str, str] = field(default_factory=dict)

    def named(self) -> list[tuple[str, str]]:
        """The cuts in the order of DIMS. Raises Invalid for more than two or unknown ones."""
        if len(self.only) > MOST_CUTS:
            raise Invalid(
                gettext("Choose at most two conditions: more would count single persons.")
            )
        if not set(self.only) <= set(DIMS) or str(self.period) not in dict(PERIODS):
            raise Invalid(gettext("There is no such cut."))
        return [(dim, self.only[dim]) for dim in DIMS if dim in self.only]


def months_back(count: int, today: date | None = None) -> date:
    """The first day of the month `count` months before this one."""
    day = today or timezone.localdate()
    months = day.year * 12 + day.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)


def months_since(count: int) -> list[date]:
    """First days of the months from `count` months ago to the present one."""
    return [months_back(n) for n in range(count, -1, -1)]


def month_words(code: str) -> str:
    return date_format(date.fromisoformat(code), "YEAR_MONTH_FORMAT")


def choice_words(choices: Any) -> Callable[[str], str]:
    return lambda code: str(dict(choices).get(code, code))


def words_of(dim: str, agencies: dict[str, str]) -> Callable[[str], str]:
    """How the values of a dimension are called; agencies: names by id."""
    known: dict[str, Callable[[str], str]] = {
        "month": month_words,
        "agency": lambda code: agencies.get(code, code),
        "exploitation": choice_words(Exploitation.choices),
        "age_band": choice_words(AgeBand.choices),
        "sex": choice_words(Sex.choices),
        "district": lambda code: code or gettext("Not known"),
        "nationality": lambda code: country_name(code) if code else gettext("Not known"),
        "stage": choice_words(STEPS),
    }
    return known[dim]
