"""Investigated → charged → sent to court → convicted: how many, and nobody in particular.

The database adds up and gives out no case; what is small is hidden before anybody sees it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.db import connection
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from punte.algorithms.release import hide_line, small
from punte.core.access.door import Permission, Viewer
from punte.core.agencies.door import Agency
from punte.core.errors import Invalid

Words = str | Promise
STEPS: Final[tuple[tuple[str, Words], ...]] = (
    ("investigated", pgettext_lazy("counts", "Investigated")),
    ("charged", pgettext_lazy("counts", "Charged")),
    ("sent", pgettext_lazy("counts", "Sent to court")),
    ("convicted", pgettext_lazy("counts", "Convicted")),
)
CUTS: Final[tuple[tuple[str, Words], ...]] = (
    ("year", gettext_lazy("Year")),
    ("group", gettext_lazy("Offences")),
    ("agency", gettext_lazy("Agency")),
)
SPANS: Final = (1, 3, 5, 10)
SMALL: Final = 5
Numbers = list[int | None]


@dataclass(frozen=True)
class Line:
    """A row of the table: what it counts, then cases and accused at each step; None is hidden."""

    label: str
    cases: Numbers
    accused: Numbers


@dataclass(frozen=True)
class Sheet:
    """The rows of one cut over some years, and their sum."""

    first_year: int
    last_year: int
    lines: list[Line]
    total: Line


def counts(viewer: Viewer, *, by: str = "year", span: int = 5) -> Sheet:
    """How many cases and accused of the viewer's country reached each step.

    Each counts in the year in which the step was reached first. Raises Refused, Invalid.
    """
    viewer.require(Permission.SEE_COURSE_COUNTS)
    if by not in dict(CUTS) or span not in SPANS:
        raise Invalid(_("There is no such cut."))
    last = timezone.localdate().year
    first = last - span + 1
    table: dict[str, Any] = defaultdict(lambda: np.zeros(2 * len(STEPS), dtype=np.int64))
    if by == "year":
        for year in range(first, last + 1):
            table[str(year)]
    for year, agency, trafficking, step, cases, accused in _ask(viewer, first):
        name = {"year": str(year), "agency": str(agency), "group": str(trafficking)}[by]
        place = [key for key, _words in STEPS].index(step)
        table[name][place] += cases
        table[name][place + len(STEPS)] += accused
    return _shown(table, by, first, last)


def _ask(viewer: Viewer, first: int) -> list[tuple[int, int, bool, str, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM investigation_course_counts(%s, %s)", [viewer.jurisdiction, first]
        )
        return list(cursor.fetchall())


def _shown(table: dict[str, Any], by: str, first: int, last: int) -> Sheet:
    names = sorted(table, reverse=by == "year")
    values = np.array([table[name] for name in names], dtype=np.int64).reshape(len(names), -1)
    total = values.sum(axis=0) if names else np.zeros(2 * len(STEPS), dtype=np.int64)
    hidden = hide_line(values.T, small(total)).T if names else values
    words = _words(by, names)
    lines = [
        _line(words[name], row, hides)
        for name, row, hides in zip(names, values, hidden, strict=True)
    ]
    return Sheet(first, last, lines, _line(_("All"), total, small(total)))


def _line(label: str, values: Any, hidden: Any) -> Line:
    known = [None if h else int(n) for n, h in zip(values, hidden, strict=True)]
    return Line(label, known[: len(STEPS)], known[len(STEPS) :])


def _words(by: str, names: list[str]) -> dict[str, str]:
    if by == "agency":
        rows = Agency.objects.filter(pk__in=[int(name) for name in names])
        found = {str(pk): name for pk, name in rows.values_list("pk", "name")}
        return {name: found.get(name, name) for name in names}
    if by == "group":
        words = {"True": _("Trafficking in human beings"), "False": _("Other offences")}
        return {name: words[name] for name in names}
    return {name: name for name in names}
