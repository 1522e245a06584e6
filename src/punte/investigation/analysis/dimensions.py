"""By what entities and links of a chart are counted in bars, and kept to. Plain values.

The page counts by the same names (`static/analysis/js/bars.js`). A value is a text: a grade such as
"B2", a code such as "H1", a month such as "2026-05", a weekday from "1" (Monday), an hour; for a
number of links the least of its span; "none" for a link without a date.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

NONE: Final = "none"
SPANS: Final = (0, 1, 2, 3, 5, 10, 20, 50, 100, 1000)
_GRADE, _CODE = re.compile("[ABCX][1-4]"), re.compile("H[0-3]")
DIMENSIONS: Final = {
    "thing_grade": _GRADE,
    "thing_code": _CODE,
    "thing_links": re.compile("|".join(map(str, SPANS))),
    "link_grade": _GRADE,
    "link_code": _CODE,
    "month": re.compile(r"none|[0-9]{4}-[0-9]{2}"),
    "weekday": re.compile("none|[1-7]"),
    "hour": re.compile("none|1?[0-9]|2[0-3]"),
}
Only = Mapping[str, tuple[str, ...]]


def of_thing(grade: str, handling: str, links: int) -> dict[str, str]:
    """Where an entity is counted."""
    span = SPANS[bisect_right(SPANS, links) - 1]
    return {"thing_grade": grade, "thing_code": handling, "thing_links": str(span)}


def of_link(day: str | None, hour: int | None, grade: str, handling: str) -> dict[str, str]:
    """Where a link is counted."""
    return {
        "link_grade": grade,
        "link_code": handling,
        "month": day[:7] if day else NONE,
        "weekday": str(date.fromisoformat(day).isoweekday()) if day else NONE,
        "hour": NONE if hour is None else str(hour),
    }


def fits(only: Only, values: Mapping[str, str]) -> bool:
    """Whether it is kept: of each dimension in which something was chosen, one of these."""
    return all(values[key] in wanted for key, wanted in only.items() if key in values)


def read_only(data: Any) -> dict[str, tuple[str, ...]]:
    """What was chosen, from what a browser sends. Raises ValueError and its kin."""
    found = {}
    for key, values in dict(data).items():
        wanted = tuple(sorted({value for value in values if DIMENSIONS[key].fullmatch(value)}))
        if len(wanted) != len(set(values)) or len(wanted) > 400:
            raise ValueError("a value that is not one of this dimension")
        if wanted:
            found[key] = wanted
    return found
