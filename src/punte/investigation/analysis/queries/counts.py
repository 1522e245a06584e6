"""How often what happened of each kind: counts of what the viewer sees, for bars to choose by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Min, QuerySet
from django.db.models.functions import Concat

from punte.core.access.door import Viewer
from punte.investigation.analysis.queries.graph import STRICTEST, UNGRADED
from punte.investigation.analysis.queries.happenings import OF_ENDS, OF_LINK, by_hour
from punte.investigation.subjects.door import Entity, Statement

MOST_BARS: Final = 12
MOST_MONTHS: Final = 36
# What is stated of more than so many is counted only when somebody asks for it: it takes seconds.
MOST_STATED: Final = 1_000
Bars = list[tuple[Any, int]]


def counts_of(
    viewer: Viewer, rows: QuerySet[Entity], zone: ZoneInfo, *, all_stated: bool = False
) -> tuple[dict[str, Bars], bool]:
    """By kind, month, hour, weekday, and then by grade, code, source and what is stated; the most
    frequent values of each. And whether what is stated was left out, as it is of too many.
    """
    kinds: dict[str, Counter[Any]] = {
        key: Counter() for key in ("schema", "month", "weekday", "hour")
    }
    total = 0
    for schema, day, hour, number in by_hour(rows, zone):
        total += number
        kinds["schema"][schema] += number
        kinds["month"][day.replace(day=1)] += number
        kinds["weekday"][day.isoweekday()] += number
        kinds["hour"][hour] += number
    found: dict[str, Bars] = {key: sorted(kinds[key].items()) for key in ("weekday", "hour")}
    found = {
        "schema": kinds["schema"].most_common(),
        "month": sorted(kinds["month"].items())[-MOST_MONTHS:],
        **found,
    }
    left_out = total > MOST_STATED and not all_stated
    if total and not left_out:
        found |= _stated(viewer, rows.order_by())
    return {key: bars for key, bars in found.items() if bars}, left_out


def _stated(viewer: Viewer, rows: QuerySet[Entity]) -> dict[str, Bars]:
    ends = list(rows.values_list("pk", "from_group", "to_group"))
    said = Statement.objects.visible_to(viewer).filter(withdrawn_at=None).order_by()
    own = said.filter(entity__in=[pk for pk, _tail, _head in ends])
    found: dict[str, Bars] = _worth(own, len(ends))
    found["stated_by"] = list(
        own.values_list("source").annotate(n=Count("entity", distinct=True)).order_by("-n")[:12]
    )
    grouped = own.filter(prop__in=OF_LINK).values_list("prop", "value")
    _spread(found, grouped.annotate(n=Count("entity", distinct=True)).order_by("-n", "value"))
    _spread(found, _of_ends(said, [(tail, head) for _pk, tail, head in ends if tail and head]))
    return found


def _worth(own: QuerySet[Statement], total: int) -> dict[str, Bars]:
    """By the best grade and the strictest code of each; those of which nothing is stated count as
    graded least and handled strictest.
    """
    each = own.values_list("entity").annotate(
        best=Min(Concat("source_grade", "info_grade")), strictest=Max("handling")
    )
    grades: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    for _entity, best, strictest in each:
        grades[best] += 1
        codes[strictest] += 1
    grades[UNGRADED] += total - grades.total()
    codes[STRICTEST] += total - codes.total()
    return {"grade": sorted((+grades).items()), "code": sorted((+codes).items())}


def _spread(found: dict[str, Bars], counted: Iterable[tuple[str, str, int]]) -> None:
    for prop, value, number in counted:
        bars = found.setdefault(prop, [])
        if len(bars) < MOST_BARS:
            bars.append((value, number))


def _of_ends(
    said: QuerySet[Statement], ends: list[tuple[UUID, UUID]]
) -> list[tuple[str, str, int]]:
    """What is stated of the things at the ends: each happening counts once for each value."""
    pairs = Counter(ends)
    groups = {group for pair in pairs for group in pair}
    values: dict[Any, set[tuple[str, str]]] = {}
    for group, prop, value in said.filter(entity__group__in=groups, prop__in=OF_ENDS).values_list(
        "entity__group", "prop", "value"
    ):
        values.setdefault(group, set()).add((prop, value))
    total: Counter[tuple[str, str]] = Counter()
    for (tail, head), number in pairs.items():
        for key in values.get(tail, set()) | values.get(head, set()):
            total[key] += number
    return [(prop, value, number) for (prop, value), number in total.most_common()]
