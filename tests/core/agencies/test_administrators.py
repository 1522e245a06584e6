"""An administrator may invite another, in the open, and has no power over them afterwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies import actions
from punte.core.agencies.door import Account, viewer_for
from punte.core.errors import NotHere, Refused
from punte.core.notices.models import Notice
from tests.core.agencies.test_invitations import PASSWORD, invite
from tests.support.ledger import entries
from tests.support.worlds import World, member, viewer

SignIn = Callable[[Viewer | Account], Client]


def test_an_administrator_invites_another_and_a_manager_cannot_touch_it(
    world: World, administrator: Viewer, manager: Viewer
) -> None:
    colleague, overseer = member(world.ngo, "administrator"), viewer(world.ngo, "oversight")
    invitation, token = invite(administrator, agency_id=world.ngo.pk, role="administrator")
    told = [viewer_for(colleague), overseer]
    for who in told:
        with acting_as(who):
            assert Notice.objects.get().kind == "administrator_let_in"
    with acting_as(administrator):
        assert not Notice.objects.exists()
    for act in (actions.resend, actions.revoke):
        with acting_as(manager), pytest.raises(Refused):
            act(by=manager, invitation_id=invitation.pk)  # type: ignore[operator]
    taken = actions.accept(token_hash=actions.hash_token(token), password=PASSWORD)
    assert taken.role == "administrator"
    assert entries("people.invite")[-1].account_id == administrator.account_id


def test_only_an_administrator_of_the_country_invites_one(
    world: World, manager: Viewer, foreign_administrator: Viewer
) -> None:
    with pytest.raises(Refused):
        invite(manager, role="administrator")
    with pytest.raises(NotHere):
        invite(foreign_administrator, agency_id=world.ngo.pk, role="administrator")


def test_an_administrator_has_no_power_over_another(world: World, administrator: Viewer) -> None:
    peer, manages = member(world.ngo, "administrator"), member(world.ngo, "manager")
    with acting_as(administrator):
        with pytest.raises(Refused):
            actions.renew_sign_in(by=administrator, membership_id=peer.pk)
        with pytest.raises(Refused):
            actions.suspend(by=administrator, membership_id=peer.pk, reason="no")
        with pytest.raises(Refused):
            actions.change_role(by=administrator, membership_id=manages.pk, role="administrator")


def test_the_page_offers_the_role_to_administrators_alone(
    world: World, administrator: Viewer, manager: Viewer, signed_in: SignIn
) -> None:
    path = f"/agencies/{world.ngo.pk}/invite/"
    person = {"name": "Second One", "email": "second@test.invalid", "role": "administrator"}
    assert signed_in(manager).post(path, person).status_code == 422
    browser = signed_in(administrator)
    assert "Node administrator" in browser.get(path).content.decode()
    assert "/invitation/" in browser.post(path, person).content.decode()
