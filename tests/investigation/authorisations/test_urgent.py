"""The urgent path: a judge within the hours of the table, or all of it is sealed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from punte.core.access.door import acting_as
from punte.core.errors import Conflict, Invalid
from punte.core.notices.door import my_notices
from punte.investigation.authorisations.actions.order import confirm_urgent, extend
from punte.investigation.authorisations.machine import State
from punte.investigation.authorisations.queries.orders import get_authorisation
from tests.investigation.authorisations.support import DAY, HOUR, Team, more, urgent, work


def test_no_urgent_path_where_the_table_has_none(team: Team) -> None:
    with pytest.raises(Invalid, match="no urgent path"):
        urgent(team)


def test_an_urgent_order_waits_for_the_judge(team: Team, urgent_path: None) -> None:
    row = urgent(team)
    assert row.end is not None
    assert row.confirm_by == row.end + 24 * HOUR
    with pytest.raises(Conflict):
        more(team.prosecutor, row, extend, end=row.end + DAY)
    with pytest.raises(Invalid, match="A judge"):
        more(team.prosecutor, row, confirm_urgent, authority="prosecutor", end=None)
    done = more(team.prosecutor, row, confirm_urgent, start=None, end=row.end + 10 * DAY)
    assert done.confirm_by is None
    assert done.end == row.end + 10 * DAY


def test_an_urgent_order_without_a_judge_lapses(team: Team, urgent_path: None) -> None:
    row = urgent(team)
    assert row.confirm_by is not None
    work(row.confirm_by - timedelta(seconds=1))
    with acting_as(team.prosecutor) as by:
        assert get_authorisation(by, row.pk).state == State.ENDED
    work(row.confirm_by)
    with acting_as(team.prosecutor) as by:
        assert get_authorisation(by, row.pk).state == State.LAPSED
        assert "measure_lapsed" in {n.kind for n in my_notices(by)}
