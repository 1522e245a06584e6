"""Two administrators end the role of a third: never one alone, never their own, never the last."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies import actions
from punte.core.agencies.door import Account, Membership, viewer_for
from punte.core.agencies.models import Ending
from punte.core.errors import Conflict, NotHere, Refused
from punte.core.notices.models import Notice
from tests.support.ledger import entries
from tests.support.worlds import World, member, viewer

SignIn = Callable[[Viewer | Account], Client]
WHY = "Works for another office now."


@pytest.fixture
def second(world: World) -> Membership:
    return member(world.other_unit, "administrator")


@pytest.fixture
def peer(world: World) -> Membership:
    """The administrator whose role is to end."""
    return member(world.ngo, "administrator")


def proposed(by: Viewer, peer: Membership) -> Ending:
    with acting_as(by):
        return actions.propose_end(by=by, membership_id=peer.pk, reason=WHY)


def test_one_proposes_and_another_ends_it(
    world: World, administrator: Viewer, second: Membership, peer: Membership
) -> None:
    overseer = viewer(world.ngo, "oversight")
    ending = proposed(administrator, peer)
    peer.refresh_from_db()
    assert peer.state == "active"
    for who in (viewer_for(second), viewer_for(peer), overseer):
        with acting_as(who):
            assert Notice.objects.get().kind == "administrator_end_proposed"
    with acting_as(viewer_for(second)) as by:
        actions.confirm_end(by=by, ending_id=ending.pk)
        with pytest.raises(Conflict):
            actions.confirm_end(by=by, ending_id=ending.pk)
    peer.refresh_from_db()
    assert (peer.state, peer.ended_on) == ("left", timezone.localdate())
    with acting_as(overseer):
        assert Notice.objects.filter(kind="administrator_ended").exists()
    [asked], [answered] = entries("people.propose_end"), entries("people.confirm_end")
    assert (asked.account_id, answered.account_id) == (administrator.account_id, second.account_id)
    assert entries("people.leave")[-1].detail["membership"] == peer.pk


def test_neither_the_proposer_nor_the_one_concerned_nor_a_stranger_confirms(
    world: World, administrator: Viewer, second: Membership, peer: Membership, manager: Viewer
) -> None:
    ending, foreign = proposed(administrator, peer), viewer(world.unit, "administrator")
    for who, error in (
        (administrator, Refused),
        (viewer_for(peer), Refused),
        (manager, Refused),
        (foreign, NotHere),
        (world.supervisor, Refused),
    ):
        with acting_as(who), pytest.raises(error):
            actions.confirm_end(by=who, ending_id=ending.pk)
    with acting_as(manager), pytest.raises(Refused):
        actions.propose_end(by=manager, membership_id=peer.pk, reason=WHY)
    with acting_as(foreign), pytest.raises(NotHere):
        actions.propose_end(by=foreign, membership_id=peer.pk, reason=WHY)
    with acting_as(viewer_for(peer)) as own:
        with pytest.raises(Refused):
            actions.propose_end(by=own, membership_id=peer.pk, reason=WHY)
        with pytest.raises(Refused):
            actions.put_end_away(by=own, ending_id=ending.pk)
    with acting_as(viewer_for(second)) as by, pytest.raises(Conflict):
        actions.propose_end(by=by, membership_id=peer.pk, reason=WHY)


def test_two_administrators_always_remain(
    world: World, administrator: Viewer, second: Membership, peer: Membership
) -> None:
    fourth = member(world.ngo, "administrator")
    one, other = proposed(administrator, peer), proposed(administrator, fourth)
    with acting_as(viewer_for(second)) as by:
        actions.confirm_end(by=by, ending_id=one.pk)
        # Three are left, and so one more may go; then no other.
        actions.confirm_end(by=by, ending_id=other.pk)
    with acting_as(administrator), pytest.raises(Conflict, match="must remain"):
        actions.propose_end(by=administrator, membership_id=second.pk, reason=WHY)


def test_a_wish_counts_no_more_when_its_author_left_or_too_few_would_remain(
    world: World, administrator: Viewer, second: Membership, peer: Membership
) -> None:
    fourth = member(world.ngo, "administrator")
    by_peer, of_peer = proposed(viewer_for(peer), fourth), proposed(administrator, peer)
    with acting_as(viewer_for(second)) as by:
        actions.confirm_end(by=by, ending_id=of_peer.pk)
        with pytest.raises(Conflict, match="administrator no more"):
            actions.confirm_end(by=by, ending_id=by_peer.pk)
        actions.put_end_away(by=by, ending_id=by_peer.pk)
        anew = actions.propose_end(by=by, membership_id=fourth.pk, reason=WHY)
    Account.objects.filter(pk=second.account_id).update(is_active=False)
    with acting_as(administrator) as by, pytest.raises(Conflict, match="must remain"):
        actions.confirm_end(by=by, ending_id=anew.pk)


def test_the_database_wants_a_second_administrator_too(
    world: World, administrator: Viewer, second: Membership, peer: Membership
) -> None:
    ending = proposed(administrator, peer)
    own = viewer_for(peer)
    for who, values in (
        (administrator, {"agreed": True, "answered_by_id": administrator.account_id}),
        (administrator, {"agreed": True, "answered_by_id": second.account_id}),
        (own, {"agreed": False, "answered_by_id": own.account_id}),
        (viewer_for(second), {"reason": "Another."}),
    ):
        with acting_as(who), pytest.raises(DatabaseError), transaction.atomic():
            Ending.objects.filter(pk=ending.pk).update(**values)
    with acting_as(own), pytest.raises(DatabaseError), transaction.atomic():
        Ending.objects.create(
            membership=second, reason=WHY, proposed_by_id=administrator.account_id
        )


def test_the_pages_of_all_three(
    world: World, administrator: Viewer, second: Membership, peer: Membership, signed_in: SignIn
) -> None:
    person = f"/agencies/people/{peer.pk}/"
    browser = signed_in(administrator)
    assert "Propose to end this role" in browser.get(person).content.decode()
    assert browser.post(f"{person}propose-end/", {"reason": "x"}).status_code in (200, 422)
    browser.post(f"{person}propose-end/", {"reason": WHY})
    ending = Ending.objects.get()
    page = browser.get(person).content.decode()
    assert second.account.name in page
    confirm = f"/agencies/endings/{ending.pk}/"
    assert confirm not in page.replace(f"{confirm}put-away/", "")
    assert browser.get(confirm).status_code == 403
    own = signed_in(peer.account)
    page = own.get(person).content.decode()
    assert "You have no part in this decision" in page
    assert "put-away" not in page
    other = signed_in(second.account)
    assert confirm in other.get(person).content.decode()
    assert other.post(confirm).status_code == 302
    assert "End of the role" not in other.get(person).content.decode()


def test_putting_it_away_lets_the_role_go_on(
    world: World, administrator: Viewer, second: Membership, peer: Membership, signed_in: SignIn
) -> None:
    ending = proposed(administrator, peer)
    answer = signed_in(administrator).post(f"/agencies/endings/{ending.pk}/put-away/")
    assert answer.status_code == 302
    peer.refresh_from_db()
    assert peer.state == "active"
    assert entries("people.put_end_away")
