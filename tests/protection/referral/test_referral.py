"""The referral's life through its one function, as both sides, with the policies on."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from punte.core.access.door import DataClass, Viewer, acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.door import Entry
from punte.protection.persons.models import Person
from punte.protection.referral.actions.consent import withdraw_consent
from punte.protection.referral.actions.move import mark_seen, move_referral
from punte.protection.referral.machine import MOVES, Side, State
from punte.protection.referral.models import Referral, ReferralEvent, ReferralSnapshot
from punte.protection.referral.queries.referral import (
    board,
    inbox,
    outbox,
    snapshot_of,
    stuck,
)
from tests.support.persons import make_consent, make_person, make_sent
from tests.support.worlds import World


@pytest.fixture
def sent(world: World) -> Referral:
    """A referral from the unit to the NGO's desk, under a consent."""
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        make_consent(by, person, world.ngo)
        return make_sent(by, person, world.desk)


def step(by: Viewer, row: Referral, name: str, **words: object) -> Referral:
    with acting_as(by):
        known: dict[str, object] = {"note": "Some words.", "request_key": uuid4()}
        return move_referral(by=by, referral=row.id, move=name, **{**known, **words})  # type: ignore[arg-type]


def see(world: World, row: Referral) -> None:
    with acting_as(world.caseworker) as by:
        mark_seen(by=by, referral=Referral.objects.get(pk=row.pk))


def test_from_sent_to_a_closed_loop(world: World, sent: Referral) -> None:
    see(world, sent)
    step(world.caseworker, sent, "ask")
    step(world.coordinator, sent, "answer")
    step(world.caseworker, sent, "accept")
    step(world.caseworker, sent, "start")
    step(world.caseworker, sent, "deliver")
    closed = step(world.coordinator, sent, "close")
    assert closed.state == State.LOOP_CLOSED
    with acting_as(world.coordinator):
        person = Person.objects.get(pk=sent.person_id)
        assert person.referred_at
        assert person.assisted_at
        assert person.closed_at
        moves = ReferralEvent.objects.filter(referral=sent).order_by("at", "id")
        assert [event.move for event in moves] == [
            "send", "see", "ask", "answer", "accept", "start", "deliver", "close",
        ]  # fmt: skip


def test_only_the_sender_closes_the_loop(world: World, sent: Referral) -> None:
    see(world, sent)
    step(world.caseworker, sent, "decline", reason="no_place")
    with pytest.raises(Refused):
        step(world.caseworker, sent, "close")
    assert step(world.coordinator, sent, "close").state == State.LOOP_CLOSED


def test_the_receiver_answers_and_the_sender_may_not(world: World, sent: Referral) -> None:
    see(world, sent)
    with pytest.raises(Refused):
        step(world.coordinator, sent, "accept")
    assert step(world.caseworker, sent, "accept").state == State.ACCEPTED


def test_another_desk_of_the_same_agency_sees_nothing(world: World, sent: Referral) -> None:
    with acting_as(world.other_caseworker):
        assert not Referral.objects.exists()
        assert not ReferralEvent.objects.exists()
        assert not ReferralSnapshot.objects.exists()
    with pytest.raises(NotHere):
        step(world.other_caseworker, sent, "accept")


def test_the_receiver_sees_the_snapshot_and_not_the_person(world: World, sent: Referral) -> None:
    with acting_as(world.caseworker) as by:
        snapshot = snapshot_of(by, sent)
        assert snapshot is not None
        assert set(snapshot.values) == {"age_band", "sex", "language"}
        assert not Person.objects.exists()


def test_a_live_link_opens_the_case_until_it_ends(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        make_consent(by, person, world.ngo)
        row = make_sent(by, person, world.desk, live_link=True)
    with acting_as(world.caseworker):
        assert Person.objects.filter(pk=person.id).exists()
    step(world.coordinator, row, "withdraw", reason="situation_changed")
    with acting_as(world.caseworker) as by:
        assert not Person.objects.exists()
        assert snapshot_of(by, row) is None


def test_access_ends_on_its_date_without_the_sweeper(world: World, sent: Referral) -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "UPDATE access_grant SET given_at = given_at - interval '40 days',"
            " ends_at = now() - interval '1 second' WHERE source_id = %s",
            [sent.id],
        )
        cursor.execute(
            "UPDATE protection_referral_snapshot SET grants_end = now() - interval '1 second'"
        )
        cursor.execute("SET ROLE punte_web")
    with acting_as(world.caseworker):
        assert not ReferralSnapshot.objects.exists()
    with acting_as(world.coordinator):
        assert ReferralSnapshot.objects.exists()


def test_withdrawn_consent_cuts_the_next_click(world: World, sent: Referral) -> None:
    see(world, sent)
    with acting_as(world.coordinator) as by:
        assert sent.consent_id is not None
        withdraw_consent(by=by, consent=sent.consent_id, how="By phone")
    with pytest.raises(NotHere):
        step(world.caseworker, sent, "accept")
    with acting_as(world.caseworker):
        assert not Referral.objects.exists()
    with acting_as(world.coordinator):
        assert Referral.objects.get(pk=sent.pk).state == State.CONSENT_WITHDRAWN


def test_the_same_key_moves_once(world: World, sent: Referral) -> None:
    see(world, sent)
    key = uuid4()
    first = step(world.caseworker, sent, "accept", request_key=key)
    again = step(world.caseworker, sent, "accept", request_key=key)
    assert first.version == again.version
    with acting_as(world.caseworker):
        assert ReferralEvent.objects.filter(referral=sent, move="accept").count() == 1


def test_an_older_page_is_told(world: World, sent: Referral) -> None:
    see(world, sent)
    with acting_as(world.caseworker):
        version = Referral.objects.get(pk=sent.pk).version
    step(world.caseworker, sent, "ask", version=version)
    with pytest.raises(Conflict, match="quicker"):
        step(world.caseworker, sent, "accept", version=version)


def test_every_state_refuses_every_move_outside_the_table(world: World, sent: Referral) -> None:
    hands = [move for move in MOVES.values() if move.by_hand]
    for state in State:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute(
                "UPDATE protection_referral SET state = %s WHERE id = %s", [state.value, sent.id]
            )
            cursor.execute("SET ROLE punte_web")
        for move in hands:
            if state in move.sources:
                continue
            by = world.coordinator if move.side == Side.SENDER else world.caseworker
            with pytest.raises(Conflict):
                step(by, sent, move.name, reason=move.reasons[0][0] if move.reasons else "")


def test_words_are_asked_for(world: World, sent: Referral) -> None:
    see(world, sent)
    with pytest.raises(Invalid):
        step(world.caseworker, sent, "ask", note="  ")
    with pytest.raises(Invalid, match="reason"):
        step(world.caseworker, sent, "decline", reason="because")
    with pytest.raises(Invalid, match="desk"):
        step(world.caseworker, sent, "redirect")
    with pytest.raises(Invalid):
        step(world.caseworker, sent, "teleport")


def test_redirect_suggests_and_the_sender_decides(world: World, sent: Referral) -> None:
    see(world, sent)
    row = step(world.caseworker, sent, "redirect", suggested_desk=world.other_desk)
    assert row.state == State.REDIRECTED
    with acting_as(world.other_caseworker):
        assert not Referral.objects.exists()
    assert step(world.coordinator, sent, "close").state == State.LOOP_CLOSED


def test_a_referral_of_another_cannot_be_moved_through_ones_own(
    world: World, sent: Referral
) -> None:
    with pytest.raises(NotHere):
        step(world.foreign_coordinator, sent, "withdraw", reason="other")


def test_boards_show_each_side_its_own(world: World, sent: Referral) -> None:
    with acting_as(world.caseworker) as by:
        assert [column.count for column in board(inbox(by))] == [1, 0, 0, 0, 0]
        assert not outbox(by).exists()
    with acting_as(world.coordinator) as by:
        assert [column.count for column in board(outbox(by))] == [1, 0, 0, 0, 0]
        assert not inbox(by).exists()


def test_clocks_run_and_what_is_late_is_stuck(world: World, sent: Referral) -> None:
    assert sent.due_at is not None
    assert sent.due_side == Side.RECEIVER
    with acting_as(world.coordinator) as by:
        assert not stuck(by).exists()
        Referral.objects.filter(pk=sent.pk).update(due_at=timezone.now() - timedelta(hours=1))
        assert stuck(by).get() == sent


def test_every_move_is_in_the_ledger_without_identity(world: World, sent: Referral) -> None:
    see(world, sent)
    step(world.caseworker, sent, "accept", note="Come on Monday, Ana.")
    with acting_as(world.coordinator):
        actions = set(Entry.objects.filter(subject=sent.person_id).values_list("action", flat=True))
        assert {"referral.send", "referral.see", "referral.accept", "access.grant"} <= actions
        details = str(list(Entry.objects.values_list("detail", flat=True)))
    assert "Ana" not in details


def test_identity_fields_are_copied_and_no_more(world: World) -> None:
    from punte.core.vault.door import keep_identity
    from punte.protection.referral.actions.send import open_shared_identity

    with acting_as(world.coordinator) as by:
        person = make_person(by)
        keep_identity(
            by=by,
            subject=person.id,
            owner=person.owner,
            audiences=[person.owner],
            values={"given_name": "Probă", "family_name": "Exemplescu", "phone": "+37300000001"},
        )
        make_consent(by, person, world.ngo, classes=[DataClass.IDENTITY])
        row = make_sent(by, person, world.desk, fields=["age_band", "given_name"])
    with acting_as(world.caseworker) as by:
        opened = open_shared_identity(by=by, referral=row.id, reason="To greet her by name")
        assert opened == {"given_name": ["Probă"]}
    with acting_as(world.coordinator):
        readings = Entry.objects.filter(subject=person.id, action="person.open_identity")
        assert readings.filter(account_id=world.caseworker.account_id).exists()
