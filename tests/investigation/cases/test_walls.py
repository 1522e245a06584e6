"""A case is its team's: joining opens all of it at once, leaving closes all of it at once."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Account, Membership, viewer_for
from punte.core.errors import Conflict, NotHere, Refused
from punte.investigation.cases.actions.opening import move_case
from punte.investigation.cases.actions.tasks import Wish, add_task
from punte.investigation.cases.actions.team import add_member, choose_lead, end_member
from punte.investigation.cases.models import Case, Task, of_case
from punte.investigation.cases.queries.cases import get_case, own_cases
from punte.investigation.cases.queries.tasks import tasks_of
from punte.investigation.cases.queries.team import possible_members, team_of
from punte.investigation.cases.words import Closing, Part, Stage
from tests.support.cases import again, in_team, make_case
from tests.support.database import as_role
from tests.support.worlds import World, viewer


def seen(by: Viewer) -> list[Case]:
    with acting_as(by):
        return list(own_cases(by))


def test_nobody_but_who_opens_a_case_sees_it(world: World) -> None:
    case, by = make_case(world.investigator)
    assert seen(by) == [case]
    assert seen(world.second_investigator) == []
    with acting_as(world.second_investigator), pytest.raises(NotHere):
        get_case(world.second_investigator, case.pk)


def test_the_database_hides_it_too(world: World) -> None:
    case, by = make_case(world.investigator)
    with acting_as(by):
        task = add_task(by=by, case_id=case.pk, wish=Wish("Ask"), request_key=uuid4())
    with acting_as(world.second_investigator):
        assert not Case.objects.filter(pk=case.pk).exists()
        assert not Task.objects.filter(pk=task.pk).exists()
        assert Task.objects.filter(pk=task.pk).update(title="Other") == 0


def test_who_joins_sees_all_and_who_leaves_nothing(world: World) -> None:
    case, by = make_case(world.investigator)
    with acting_as(by):
        add_task(by=by, case_id=case.pk, wish=Wish("Ask"), request_key=uuid4())
    joined = in_team(case, by, world.prosecutor, Part.PROSECUTOR)
    with acting_as(joined):
        assert [task.title for task in tasks_of(joined, case)] == ["Ask"]
    with acting_as(by):
        place = team_of(case).get(account=joined.account_id)
        end_member(by=by, case_id=case.pk, member_id=place.pk, version=case.version)
    assert seen(again(joined)) == []


def test_a_seat_holds_for_the_work_it_was_given_for(world: World) -> None:
    """The same person in another role of the same agency sits in no circle."""
    case, by = make_case(world.investigator)
    joined = in_team(case, by, world.second_investigator)
    assert case.owner in joined.audiences
    other = Membership.objects.create(
        account_id=joined.account_id, agency_id=joined.agency_id, role="manager"
    )
    assert case.owner not in viewer_for(other).audiences


def test_only_the_lead_right_takes_people_in(world: World) -> None:
    case, by = make_case(world.investigator)
    analyst = in_team(case, by, world.crime_analyst, Part.ANALYST)
    with acting_as(analyst):
        wanted = possible_members(analyst, case).first()
        with pytest.raises(Refused):
            add_member(
                by=analyst,
                case_id=case.pk,
                membership=wanted.pk if wanted else 0,
                part=Part.READER,
                version=case.version,
            )


def test_a_helper_of_victims_cannot_be_taken_in(world: World) -> None:
    case, by = make_case(world.investigator)
    roles = {m.role for m in possible_members(by, case)}
    assert world.coordinator.role_key not in roles
    with acting_as(world.coordinator), pytest.raises(Refused):
        own_cases(world.coordinator)


def test_the_lead_stays_until_there_is_another(world: World) -> None:
    case, by = make_case(world.investigator)
    second = in_team(case, by, world.second_investigator)
    with acting_as(by):
        own = team_of(case).get(account=by.account_id)
        with pytest.raises(Conflict):
            end_member(by=by, case_id=case.pk, member_id=own.pk, version=case.version)
        other = team_of(case).get(account=second.account_id)
        with as_role(str(connection.settings_dict["USER"])):
            Account.objects.filter(pk=second.account_id).update(program=True)
        with pytest.raises(Conflict, match="never leads"):
            choose_lead(by=by, case_id=case.pk, member_id=other.pk, version=case.version)
        with as_role(str(connection.settings_dict["USER"])):
            Account.objects.filter(pk=second.account_id).update(program=False)
        choose_lead(by=by, case_id=case.pk, member_id=other.pk, version=case.version)
        case.refresh_from_db()
        end_member(by=by, case_id=case.pk, member_id=own.pk, version=case.version)
    assert seen(again(by)) == []
    assert [c.lead_id for c in seen(second)] == [second.account_id]


def test_from_charges_on_the_steps_are_a_prosecutors(world: World) -> None:
    case, by = make_case(world.investigator)
    joined = in_team(case, by, world.prosecutor, Part.PROSECUTOR)

    def move(who: Viewer, to: Stage, closing: Closing | None = None) -> None:
        with acting_as(who):
            case.refresh_from_db()
            move_case(
                by=who, case_id=case.pk, to=to, reason="Invented", version=case.version,
                request_key=uuid4(), closing=closing,
            )  # fmt: skip

    move(by, Stage.INVESTIGATION)
    with pytest.raises(Refused):
        move(by, Stage.CHARGED)
    move(joined, Stage.CHARGED)
    with pytest.raises(Conflict):
        move(joined, Stage.ENFORCEMENT)
    move(joined, Stage.CLOSED, Closing.TIME_BARRED)
    with acting_as(by), pytest.raises(Conflict):
        add_task(by=by, case_id=case.pk, wish=Wish("Late"), request_key=uuid4())


def test_numbers_of_an_agency_have_no_gaps(world: World) -> None:
    first, _by = make_case(world.investigator)
    second, _by = make_case(world.second_investigator)
    other, _by = make_case(viewer(world.prosecution, "prosecutor"))
    assert (first.serial, second.serial, other.serial) == (1, 2, 1)


def test_a_stranger_writes_nothing_into_a_case(world: World) -> None:
    case, _by = make_case(world.investigator)
    stranger = world.second_investigator
    with acting_as(stranger), pytest.raises(DatabaseError), transaction.atomic():
        Task.objects.create(
            **of_case(case), title="Planted", made_at=case.opened_at,
            made_by_id=stranger.account_id, request_key=uuid4(),
        )  # fmt: skip
