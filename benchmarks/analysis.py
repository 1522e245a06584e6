"""What the pages of analysis ask of a case with a third of a million entities, for
`benchmarks/investigation.py`: pictures of time and place show the newest part, as their pages do.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any
from uuid import UUID

from punte.core.access.door import Viewer, acting_as
from punte.investigation.analysis.queries.counts import counts_of
from punte.investigation.analysis.queries.graph import (
    common_of,
    graph_of,
    most_linked,
    steps_from,
)
from punte.investigation.analysis.queries.happenings import (
    Wanted,
    by_hour,
    first_and_last,
    gathered,
    happenings,
    newest,
)
from punte.investigation.analysis.queries.places import where_of
from punte.investigation.cases.door import Case, zone_of
from punte.investigation.subjects.door import Entity, shortest_path

Question = Callable[[], Any]
LANES = 120
# As often as it takes for a 95th percentile to be more than the slowest of a few.
OFTEN = 60


def questions(by: Viewer, hubs: list[UUID], pairs: list[tuple[UUID, UUID]]) -> dict[str, list]:
    """What is asked, by what it is called. hubs: the most linked things of one case; pairs: of
    things in it.
    """
    with acting_as(by):
        case = Case.objects.get(pk=Entity.objects.values_list("case").get(pk=hubs[0])[0])
    hubs = hubs[:40]
    ends = list(pairwise(hubs))
    return {
        "expanding on a chart": [lambda one=one: steps_from(by, case, one, hubs) for one in hubs],
        "common neighbours of two": [lambda two=two: common_of(by, case, two) for two in ends],
        "path on a chart": [lambda a=a, b=b: shortest_path(by, a, b) for a, b in pairs[:60]],
        "chart of 40, and all links among them": [lambda: graph_of(by, case, hubs)] * OFTEN,
        "with the most links": [lambda: most_linked(by, case)] * OFTEN,
        **_of_time(by, case, hubs),
    }


def _of_time(by: Viewer, case: Case, hubs: list[UUID]) -> dict[str, list[Question]]:
    zone = zone_of(case)

    def rows(*entities: UUID) -> Any:
        return happenings(by, case, newest(by, case, Wanted(entities=entities)))

    def lanes(*entities: UUID) -> Any:
        found = rows(*entities)
        span = first_and_last(found)
        return gathered(found, *span, LANES) if span else {}

    return {
        "list of happenings": [lambda: list(rows().order_by("-started_at", "pk")[:25])] * OFTEN,
        "timeline": [lanes] * OFTEN,
        "timeline of one": [lambda one=one: lanes(one) for one in hubs],
        "days and hours": [lambda: by_hour(rows(), zone)] * OFTEN,
        "map": [lambda: where_of(by, case, rows())] * OFTEN,
        "bars": [lambda: counts_of(by, rows(), zone)] * OFTEN,
        "bars of one": [lambda one=one: counts_of(by, rows(one), zone) for one in hubs],
    }
