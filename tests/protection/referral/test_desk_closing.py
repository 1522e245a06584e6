"""A desk closes with open referrals: its successor answers for them, with every right."""

from __future__ import annotations

from uuid import uuid4

import pytest

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies import actions
from punte.core.agencies.door import Account, working_memberships
from punte.core.agencies.viewers import viewer_for
from punte.core.errors import Conflict, Invalid
from punte.core.notices.door import at_desk
from punte.protection.referral.actions.move import mark_seen, move_referral
from punte.protection.referral.actions.send import draft_referral, send_referral
from punte.protection.referral.models import Referral
from punte.protection.referral.queries.referral import inbox, snapshot_of
from tests.support.persons import make_ask, make_consent, make_person, make_sent
from tests.support.signs import client_of
from tests.support.worlds import DeskFactory, World, viewer


@pytest.fixture
def manager(world: World) -> Viewer:
    return viewer(world.ngo, "manager")


@pytest.fixture
def sent(world: World) -> Referral:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        make_consent(by, person, world.ngo)
        return make_sent(by, person, world.desk)


def renewed(by: Viewer) -> Viewer:
    """The viewer as the next request makes it."""
    [membership] = working_memberships(Account.objects.get(pk=by.account_id))
    return viewer_for(membership)


def test_a_desk_does_not_close_over_open_referrals(
    world: World, manager: Viewer, sent: Referral
) -> None:
    elsewhere = DeskFactory(agency=world.unit)
    shut = DeskFactory(agency=world.ngo, open=False)
    for successor in (None, elsewhere.pk, shut.pk, world.desk.pk, 10**15):
        with acting_as(manager), pytest.raises(Invalid):
            actions.close_desk(by=manager, desk_id=world.desk.pk, successor_id=successor)
    world.desk.refresh_from_db()
    assert world.desk.open
    with acting_as(manager):
        assert ("Referrals waiting for an answer", 1) in actions.what_waits(world.desk)
        assert not Referral.objects.exists()


def test_the_successor_s_people_answer_in_its_stead(
    world: World, manager: Viewer, sent: Referral
) -> None:
    with acting_as(manager):
        actions.close_desk(by=manager, desk_id=world.desk.pk, successor_id=world.other_desk.pk)
    heir = renewed(world.other_caseworker)
    assert heir.account_id in at_desk(world.desk.pk)
    with acting_as(heir) as by:
        assert inbox(by).get().pk == sent.pk
        assert snapshot_of(by, sent) is not None
        mark_seen(by=by, referral=Referral.objects.get(pk=sent.pk))
        move_referral(by=by, referral=sent.id, move="accept", request_key=uuid4())
        assert ("Referrals being helped", 1) in actions.what_waits(world.other_desk)
    with acting_as(world.coordinator):
        assert Referral.objects.get(pk=sent.pk).state == "accepted"


def test_an_heir_hands_on_what_it_answered_for(
    world: World, manager: Viewer, sent: Referral
) -> None:
    third = DeskFactory(agency=world.ngo)
    person = viewer(world.ngo, "caseworker", [third])
    with acting_as(manager):
        actions.close_desk(by=manager, desk_id=world.desk.pk, successor_id=world.other_desk.pk)
        with pytest.raises(Invalid):
            actions.close_desk(by=manager, desk_id=world.other_desk.pk)
        actions.close_desk(by=manager, desk_id=world.other_desk.pk, successor_id=third.pk)
    with acting_as(renewed(person)) as by:
        assert inbox(by).get().pk == sent.pk


def test_a_desk_that_opens_again_answers_for_itself(
    world: World, manager: Viewer, sent: Referral
) -> None:
    with acting_as(manager):
        actions.close_desk(by=manager, desk_id=world.desk.pk, successor_id=world.other_desk.pk)
        actions.reopen_desk(by=manager, desk_id=world.desk.pk)
    with acting_as(renewed(world.other_caseworker)) as by:
        assert not inbox(by).exists()


def test_nothing_new_is_sent_to_a_closed_desk(world: World, manager: Viewer) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        make_consent(by, person, world.ngo)
        draft = draft_referral(
            by=by, person=person.id, ask=make_ask(world.desk), request_key=uuid4()
        )
    with acting_as(manager):
        actions.close_desk(by=manager, desk_id=world.desk.pk)
    with acting_as(world.coordinator) as by, pytest.raises(Conflict):
        send_referral(by=by, referral=draft.id, request_key=uuid4())


def test_the_page_names_what_waits_and_asks_who_answers(
    world: World, manager: Viewer, sent: Referral
) -> None:
    client, url = client_of(manager), f"/agencies/desks/{world.desk.pk}/close/"
    assert world.other_desk.name
    page = client.get(url).content.decode()
    assert "Referrals waiting for an answer" in page
    assert world.other_desk.name in page
    assert str(sent) not in page
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"successor": "x"}).status_code == 422
    assert client.post(url, {"successor": world.other_desk.pk}).status_code == 302
    agency = client.get(f"/agencies/{world.ngo.pk}/").content.decode()
    assert "answers for what it had under way" in agency
    reopened = client.post(f"/agencies/desks/{world.desk.pk}/reopen/")
    assert reopened.status_code == 302
    assert client_of(world.caseworker).get(url).status_code == 403
