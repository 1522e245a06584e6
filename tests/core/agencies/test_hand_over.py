"""A leaver's work goes to a colleague before the role ends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies import actions, hand_over
from punte.core.agencies.door import Membership, working_memberships
from punte.core.errors import Conflict, Invalid, Refused
from tests.support.ledger import entries
from tests.support.worlds import World, member


class Parcels:
    """Work that a room of its own would keep: parcels by holder."""

    def __init__(self) -> None:
        self.holders: dict[str, int] = {}

    def count(self, handing: hand_over.Handing) -> int:
        return sum(holder == handing.leaver for holder in self.holders.values())

    def move(self, handing: hand_over.Handing) -> int:
        mine = [key for key, holder in self.holders.items() if holder == handing.leaver]
        self.holders.update(dict.fromkeys(mine, handing.heir))
        return len(mine)


@pytest.fixture
def parcels() -> Iterator[Parcels]:
    found = Parcels()
    holding = hand_over.register("Parcels", found.count, found.move)
    yield found
    hand_over.unregister(holding)


def test_the_heir_takes_over_and_the_role_ends(
    world: World, manager: Viewer, colleague: Membership, parcels: Parcels
) -> None:
    heir = member(world.ngo, "caseworker")
    parcels.holders = {"a": colleague.account_id, "b": colleague.account_id, "c": 0}
    with acting_as(manager):
        assert ("Parcels", 2) in actions.what_is_held(manager, colleague)
        actions.leave(by=manager, membership_id=colleague.pk, heir_id=heir.pk)
    [handed] = entries("people.hand_over")
    assert len(entries("people.leave")) == 1
    assert parcels.holders == {"a": heir.account_id, "b": heir.account_id, "c": 0}
    assert handed.detail["moved"] >= 2
    assert handed.detail["to"] == heir.account_id
    colleague.refresh_from_db()
    assert (colleague.state, colleague.ended_on is None) == ("left", False)
    assert working_memberships(colleague.account) == []


def test_nothing_is_left_without_an_heir(
    world: World, manager: Viewer, colleague: Membership, parcels: Parcels
) -> None:
    parcels.holders = {"a": colleague.account_id}
    elsewhere = member(world.unit, "coordinator")
    suspended = member(world.ngo, "caseworker")
    suspended.state = Membership.State.SUSPENDED
    suspended.save()
    for heir in (None, elsewhere.pk, suspended.pk, colleague.pk, 10**30):
        with acting_as(manager), pytest.raises(Invalid):
            actions.leave(by=manager, membership_id=colleague.pk, heir_id=heir)
    colleague.refresh_from_db()
    assert colleague.state == "active"
    assert parcels.holders == {"a": colleague.account_id}


def test_who_holds_nothing_leaves_without_an_heir(
    manager: Viewer, colleague: Membership, parcels: Parcels
) -> None:
    with acting_as(manager):
        actions.leave(by=manager, membership_id=colleague.pk)
    with acting_as(manager), pytest.raises(Conflict):
        actions.leave(by=manager, membership_id=colleague.pk)


def test_who_keeps_another_role_in_the_agency_keeps_the_work(
    world: World, manager: Viewer, colleague: Membership, parcels: Parcels
) -> None:
    Membership.objects.create(account=colleague.account, agency=world.ngo, role="supervisor")
    parcels.holders = {"a": colleague.account_id}
    with acting_as(manager):
        assert actions.what_is_held(manager, colleague) == []
        actions.leave(by=manager, membership_id=colleague.pk)
    assert parcels.holders == {"a": colleague.account_id}


def test_a_failing_move_ends_nothing(
    world: World, manager: Viewer, colleague: Membership, parcels: Parcels
) -> None:
    def fail(handing: hand_over.Handing) -> int:
        raise Conflict

    heir = member(world.ngo, "caseworker")
    broken = hand_over.register("Broken", lambda handing: 1, fail)
    try:
        with acting_as(manager), pytest.raises(Conflict):
            actions.leave(by=manager, membership_id=colleague.pk, heir_id=heir.pk)
    finally:
        hand_over.unregister(broken)
    colleague.refresh_from_db()
    assert colleague.state == "active"


def test_nobody_ends_their_own_role(manager: Viewer) -> None:
    own = Membership.objects.get(account_id=manager.account_id)
    with acting_as(manager), pytest.raises(Refused):
        actions.leave(by=manager, membership_id=own.pk)
