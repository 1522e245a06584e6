"""Who may change, suspend and end whose role: in pairs, and never one's own."""

from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies import actions
from punte.core.agencies.door import Membership, viewer_for, working_memberships
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from tests.support.ledger import entries
from tests.support.worlds import DeskFactory, World, member


def test_a_manager_changes_role_and_desks_of_a_colleague(
    world: World, manager: Viewer, colleague: Membership
) -> None:
    with acting_as(manager):
        actions.change_role(
            by=manager,
            membership_id=colleague.pk,
            role="supervisor",
            desk_ids=[world.other_desk.pk],
        )
    [entry] = entries("people.change_role")
    colleague.refresh_from_db()
    assert colleague.role == "supervisor"
    assert [d.pk for d in colleague.desks.all()] == [world.other_desk.pk]
    assert entry.detail["before"] == "caseworker"
    assert entry.account_id == manager.account_id


@pytest.mark.parametrize("role", ["manager", "administrator", "oversight", "no-such-role"])
def test_a_manager_gives_no_role_that_the_own_role_does_not_grant(
    manager: Viewer, colleague: Membership, role: str
) -> None:
    with acting_as(manager), pytest.raises(Refused):
        actions.change_role(by=manager, membership_id=colleague.pk, role=role)


def test_nobody_changes_their_own_role(world: World, manager: Viewer) -> None:
    own = Membership.objects.get(account_id=manager.account_id)
    second = Membership.objects.create(account=own.account, agency=world.ngo, role="caseworker")
    for membership in (own, second):
        with acting_as(manager), pytest.raises(Refused):
            actions.change_role(by=manager, membership_id=membership.pk, role="supervisor")
        with acting_as(manager), pytest.raises(Refused):
            actions.reinstate(by=manager, membership_id=membership.pk)


def test_a_manager_does_not_touch_another_manager_but_the_administrator_does(
    world: World, manager: Viewer, administrator: Viewer
) -> None:
    peer = member(world.ngo, "manager")
    with acting_as(manager), pytest.raises(Refused):
        actions.suspend(by=manager, membership_id=peer.pk, reason="a good reason")
    with acting_as(administrator):
        actions.suspend(by=administrator, membership_id=peer.pk, reason="a good reason")
    peer.refresh_from_db()
    assert peer.state == "suspended"


def test_another_agency_is_not_there(
    world: World, manager: Viewer, foreign_administrator: Viewer
) -> None:
    stranger = member(world.unit, "coordinator")
    with acting_as(manager), pytest.raises(NotHere):
        actions.suspend(by=manager, membership_id=stranger.pk, reason="a good reason")
    local_manager = Membership.objects.get(account_id=manager.account_id)
    with acting_as(foreign_administrator), pytest.raises(NotHere):
        actions.suspend(
            by=foreign_administrator, membership_id=local_manager.pk, reason="a good reason"
        )


def test_a_role_without_the_permission_is_refused(world: World, colleague: Membership) -> None:
    with acting_as(world.caseworker), pytest.raises(Refused):
        actions.suspend(by=world.caseworker, membership_id=colleague.pk, reason="a good reason")


def test_an_investigating_agency_holds_no_role_of_help(world: World, administrator: Viewer) -> None:
    chief = member(world.border, "manager")
    by = viewer_for(chief)
    officer = member(world.border, "officer")
    with acting_as(by), pytest.raises(Refused):
        actions.change_role(by=by, membership_id=officer.pk, role="caseworker")
    with acting_as(by):
        actions.change_role(by=by, membership_id=officer.pk, role="investigator")


def test_desks_of_another_agency_are_refused(
    world: World, manager: Viewer, colleague: Membership
) -> None:
    foreign = DeskFactory(agency=world.unit)
    with acting_as(manager), pytest.raises(Invalid):
        actions.change_role(
            by=manager, membership_id=colleague.pk, role="caseworker", desk_ids=[foreign.pk]
        )


def test_a_role_that_the_person_already_has_is_refused(
    world: World, manager: Viewer, colleague: Membership
) -> None:
    Membership.objects.create(account=colleague.account, agency=world.ngo, role="analyst")
    with acting_as(manager), pytest.raises(Invalid):
        actions.change_role(by=manager, membership_id=colleague.pk, role="analyst")


def test_suspension_ends_every_session_at_once(
    manager: Viewer, colleague: Membership, client: Client
) -> None:
    colleague.account.set_password("four plain words here")
    colleague.account.save()
    client.post(
        "/account/login/",
        {"login": colleague.account.email, "password": "four plain words here"},
    )
    assert client.get("/me/").status_code == 200
    assert UserSession.objects.filter(user=colleague.account).count() == 1
    with acting_as(manager):
        actions.suspend(by=manager, membership_id=colleague.pk, reason="a good reason")
    assert not UserSession.objects.filter(user=colleague.account).exists()
    assert client.get("/me/")["Location"].startswith("/account/login/")
    assert working_memberships(colleague.account) == []


def test_reinstating_needs_a_suspended_person(manager: Viewer, colleague: Membership) -> None:
    with acting_as(manager), pytest.raises(Conflict):
        actions.reinstate(by=manager, membership_id=colleague.pk)
    with acting_as(manager):
        actions.suspend(by=manager, membership_id=colleague.pk, reason="a good reason")
    with acting_as(manager), pytest.raises(Conflict):
        actions.suspend(by=manager, membership_id=colleague.pk, reason="a good reason")
    with acting_as(manager):
        actions.reinstate(by=manager, membership_id=colleague.pk)
    assert working_memberships(colleague.account) == [colleague]
