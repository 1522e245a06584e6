"""What the worker does with a large case: weigh it over what one person sees, for them alone."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, Func
from django.utils import timezone

from punte.core.access.door import Permission, Viewer, acting_as
from punte.core.agencies.door import viewer_for, working_memberships
from punte.investigation.analysis.models import Weighing
from punte.investigation.analysis.queries.weighing import pairs_of
from punte.investigation.analysis.weights import Step, summary_of, weigh
from punte.investigation.subjects.door import readable

State = Weighing.State
# Shortest paths start from as many entities as keep it to a minute or two.
MOST_VISITS = 20_000_000
STATES = {Step.CLUSTERS: State.CLUSTERS, Step.PATHS: State.PATHS}


def weigh_for(weighing_id: UUID) -> bool:
    """Do what was asked; False when it is done already or the asker may not see the case."""
    row = Weighing.objects.select_related("case", "account").get(pk=weighing_id)
    if not row.busy:
        return False
    viewer = viewer_of(row)
    if viewer is None:
        _move(row, State.FAILED)
        return False
    try:
        _weigh(row, viewer)
    except Exception:
        _move(row, State.FAILED)
        raise
    return True


def viewer_of(row: Weighing) -> Viewer | None:
    """Whoever asked, if they are still in the team of the case."""
    for membership in working_memberships(row.account):
        if membership.agency_id != row.agency_id:
            continue
        viewer = viewer_for(membership)
        if viewer.may(Permission.SEE_CASES) and row.case.owner in viewer.audiences:
            return viewer
    return None


def _weigh(row: Weighing, viewer: Viewer) -> None:
    _move(row, State.READING)
    now = timezone.now()
    with acting_as(viewer):
        pairs, left_out = pairs_of(viewer, row.case)
        circles = _circles(viewer, row)
    weighed = weigh(pairs, visits=MOST_VISITS, told=lambda step: _move(row, STATES[step]))
    summary = summary_of(weighed)
    row.content, row.circles, row.left_out = summary.plain(), circles, left_out
    row.entities, row.links, row.counted_at = summary.entities, summary.links, now
    row.state, row.moved_at = State.DONE, timezone.now()
    row.save()


def _circles(viewer: Viewer, row: Weighing) -> list[int]:
    """The viewer's numbers by which they see something of this case."""
    named = readable(viewer).filter(case=row.case).order_by()
    every = named.annotate(one=Func(F("audiences"), function="unnest")).values_list("one")
    return sorted({one for (one,) in every.distinct()} & set(viewer.audiences))


def _move(row: Weighing, state: State) -> None:
    row.state, row.moved_at = state, timezone.now()
    row.save(update_fields=["state", "moved_at"])
