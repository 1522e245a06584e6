"""Files go from hand to hand within the agency."""

from __future__ import annotations

from uuid import uuid4

import pytest

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies import actions
from punte.core.agencies.door import Membership
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.notices.door import my_notices
from punte.protection.assistance.actions.caseworker import assign_caseworker
from punte.protection.assistance.models import AssistanceFile, FileEvent
from tests.protection.assistance.acts import again, assess_clock
from tests.support.worlds import World, viewer


def assign(by: Viewer, file: AssistanceFile, to: Viewer, **values: object) -> AssistanceFile:
    known: dict[str, object] = {"request_key": uuid4(), **values}
    with acting_as(by):
        return assign_caseworker(by=by, file=file.id, account=to.account_id, **known)  # type: ignore[arg-type]


def test_a_colleague_takes_over_with_clocks_and_a_notice(
    world: World, file: AssistanceFile
) -> None:
    colleague = world.second_coordinator
    key = uuid4()
    for _twice in range(2):
        assign(world.coordinator, file, colleague, request_key=key, note="Speaks her language.")
    after = again(world.coordinator, file)
    assert (after.caseworker_id, after.version) == (colleague.account_id, file.version + 1)
    with acting_as(colleague) as by:
        clock = assess_clock(by, file)
        assert clock.responsible == by.account_audience
        assert world.coordinator.account_audience not in clock.audiences
        assert my_notices(by)[0].kind == "file_assigned"
        assert FileEvent.objects.filter(kind="assigned").count() == 1


def test_only_those_who_work_on_files_of_the_agency(world: World, file: AssistanceFile) -> None:
    for stranger in (viewer(world.unit, "analyst"), world.caseworker):
        with pytest.raises(Invalid):
            assign(world.coordinator, file, stranger)
    with pytest.raises(NotHere):
        assign(world.caseworker, file, world.caseworker)
    with pytest.raises(Refused):
        assign(viewer(world.unit, "analyst"), file, world.coordinator)
    with pytest.raises(Conflict):
        assign(world.coordinator, file, world.second_coordinator, version=file.version + 1)


def test_a_leaver_s_files_go_to_the_heir(world: World, file: AssistanceFile) -> None:
    manager = viewer(world.unit, "manager")
    heir = world.second_coordinator
    leaver = Membership.objects.get(account_id=world.coordinator.account_id)
    with acting_as(manager):
        assert ("Assistance files", 1) in actions.what_is_held(manager, leaver)
        taken = Membership.objects.get(account_id=heir.account_id)
        actions.leave(by=manager, membership_id=leaver.pk, heir_id=taken.pk)
    assert again(heir, file).caseworker_id == heir.account_id
    with acting_as(heir) as by:
        clock = assess_clock(by, file)
        assert clock.responsible == by.account_audience
        assert FileEvent.objects.get(kind="assigned").account_id == by.account_id


def test_another_agency_s_files_stay(world: World, file: AssistanceFile) -> None:
    manager = viewer(world.ngo, "manager")
    leaver = Membership.objects.get(account_id=world.caseworker.account_id)
    with acting_as(manager):
        assert ("Assistance files", 0) in actions.what_is_held(manager, leaver)
