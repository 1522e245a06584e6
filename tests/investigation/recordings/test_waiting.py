"""Recordings that nobody has heard stand on the day page of who may listen."""

from __future__ import annotations

from punte.core.access.door import Viewer, acting_as
from punte.investigation.cases.waiting import waiting_for
from punte.investigation.recordings.models import Recording
from tests.investigation.authorisations.support import Team
from tests.investigation.recordings.support import taken
from tests.support.database import as_role


def waits(viewer: Viewer) -> list[str]:
    with acting_as(viewer):
        return [row.text for group in waiting_for(viewer) for row in group.rows]


def test_what_nobody_heard_waits_for_who_may_listen(team: Team) -> None:
    taken(team)
    assert waits(team.investigator) == ["1 recording that nobody has heard"]
    assert waits(team.outsider) == []
    with as_role("punte_worker"):
        Recording.objects.update(heard=1)
    assert waits(team.investigator) == []
