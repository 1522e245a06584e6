"""What is weighed, and what the worker has weighed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.db.models import Count

from punte.core.access.door import Permission, Viewer
from punte.investigation.analysis.models import Weighing
from punte.investigation.analysis.queries.graph import seen_links
from punte.investigation.analysis.weights import Summary, summary_from
from punte.investigation.cases.door import Case

# Of a still larger case the entities with the most links are weighed, and that is said.
MOST_WEIGHED: Final = 200_000


def pairs_of(
    viewer: Viewer, case: Case, within: Collection[UUID] | None = None
) -> tuple[list[tuple[UUID, UUID, int]], bool]:
    """Who is linked to whom, and by how many links; and whether the least linked were left out.

    within: only links among these.
    """
    links = seen_links(viewer, case).order_by()
    if within is not None:
        links = links.filter(from_group__in=within, to_group__in=within)
    found = list(links.values_list("from_group", "to_group").annotate(n=Count("pk")))
    total: Counter[UUID] = Counter()
    for tail, head, number in found:
        total[tail] += number
        total[head] += number
    if len(total) <= MOST_WEIGHED:
        return found, False
    kept = {one for one, _number in total.most_common(MOST_WEIGHED)}
    return [row for row in found if row[0] in kept and row[1] in kept], True


def weighing_of(viewer: Viewer, case: Case) -> Weighing | None:
    """What the viewer themselves had weighed of a case, or is being weighed for them."""
    viewer.require(Permission.SEE_CASES)
    rows = Weighing.objects.visible_to(viewer)
    return rows.filter(case=case, account=viewer.account_id).first()


def result_of(viewer: Viewer, row: Weighing) -> Summary | None:
    """The kept result; None when there is none yet, or when the viewer has since lost a circle
    through which something of it was seen.
    """
    if row.counted_at is None or not set(row.circles) <= set(viewer.audiences):
        return None
    return summary_from(row.content, row.entities, row.links)
