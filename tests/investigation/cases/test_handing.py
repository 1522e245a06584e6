"""A leaver's places in teams go to the heir; who manages sees no case."""

from __future__ import annotations

import pytest

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.actions.people import leave
from punte.core.agencies.door import Handing, Membership
from punte.core.errors import Invalid
from punte.investigation.cases.actions.handing import count_cases
from punte.investigation.cases.queries.cases import own_cases
from punte.investigation.cases.queries.team import team_of
from tests.support.cases import again, in_team, make_case
from tests.support.worlds import World, viewer


def role_of(who: Viewer) -> int:
    return Membership.objects.get(account=who.account_id, agency=who.agency_id).pk


def test_the_heir_leads_and_the_manager_sees_nothing(world: World) -> None:
    manager = viewer(world.police, "manager")
    case, by = make_case(world.investigator)
    in_team(case, by, world.prosecutor)
    heir = world.second_investigator
    with acting_as(manager):
        leave(by=manager, membership_id=role_of(by), heir_id=role_of(heir))
    heir = again(heir)
    with acting_as(heir):
        assert [found.lead_id for found in own_cases(heir)] == [heir.account_id]
        assert {member.account_id for member in team_of(case)} == {
            heir.account_id,
            world.prosecutor.account_id,
        }
    assert case.owner not in again(manager).audiences


def test_cases_do_not_go_to_somebody_who_works_on_none(world: World) -> None:
    manager = viewer(world.police, "manager")
    _case, by = make_case(world.investigator)
    with acting_as(manager), pytest.raises(Invalid):
        leave(
            by=manager,
            membership_id=role_of(by),
            heir_id=role_of(viewer(world.police, "evidence_keeper")),
        )


def test_a_manager_of_another_agency_counts_nothing(world: World) -> None:
    _case, by = make_case(world.investigator)
    for agency, places in ((world.police, 1), (world.prosecution, 0)):
        manager = viewer(agency, "manager")
        with acting_as(manager):
            handing = Handing(by=manager, agency_id=by.agency_id, leaver=by.account_id)
            assert count_cases(handing) == places
