"""Handing a file over to another agency."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from punte.core.access.door import acting_as
from punte.core.deadlines.door import clocks_about
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.door import Entry
from punte.core.notices.door import my_notices
from punte.protection.assistance.actions.opening import open_file
from punte.protection.assistance.models import AssistanceFile, FileEvent, FollowUp, Transfer
from punte.protection.assistance.models.words import TransferBasis
from punte.protection.assistance.queries.transfers import transfers_in, transfers_to_answer
from punte.protection.persons.models import Person
from punte.protection.referral.actions.consent import withdraw_consent
from punte.protection.referral.models import Consent, Referral
from tests.protection.assistance.acts import SUMMARY, again, ask, assess_clock, close, reopen, step
from tests.support.persons import make_consent
from tests.support.worlds import DeskFactory, World, viewer

GROUND = "Said so herself, an interpreter beside her."


@pytest.fixture
def consent(world: World, person: Person) -> Consent:
    with acting_as(world.coordinator) as by:
        return make_consent(by, person, world.ngo)


@pytest.fixture
def asked(world: World, file: AssistanceFile, consent: Consent) -> Transfer:
    assert world.caseworker
    return ask(world.coordinator, file, world.desk)


def test_acceptance_opens_there_and_closes_here(
    world: World, file: AssistanceFile, asked: Transfer
) -> None:
    step(world.caseworker, asked, "accept")
    given = again(world.coordinator, file)
    assert (given.state, given.close_reason) == ("closed", "transferred")
    with acting_as(world.coordinator) as by:
        assert clocks_about(by, [file.id, asked.id]) == {}
        assert not FollowUp.objects.exists()
    with acting_as(world.caseworker) as by:
        mine = AssistanceFile.objects.get()
        assert (mine.state, mine.owner) == ("open", by.agency_audience)
        assert (mine.age_band, mine.sex, mine.language) == ("adult", "unknown", "ro")
        assert mine.caseworker_id == by.account_id
        assert FileEvent.objects.filter(file=mine, kind="received", note=SUMMARY).exists()
        assert assess_clock(by, mine)
        assert not Person.objects.exists()


def test_both_sides_are_told(world: World, asked: Transfer) -> None:
    with acting_as(world.caseworker) as by:
        assert my_notices(by)[0].kind == "transfer_asked"
        assert transfers_to_answer(by).count() == 1
        [clock] = clocks_about(by, [asked.id])[asked.id]
        assert clock.responsible == world.desk.audience
    step(world.caseworker, asked, "decline", reason="no_place")
    with acting_as(world.coordinator) as by:
        assert my_notices(by)[0].kind == "transfer_answered"
        entries = Entry.objects.filter(subject=asked.person_id, action__startswith="assistance.tr")
        assert entries.count() == 2
        assert SUMMARY not in str(list(entries.values_list("detail", flat=True)))


def test_declined_and_withdrawn_leave_the_file(
    world: World, file: AssistanceFile, asked: Transfer
) -> None:
    with pytest.raises(Invalid):
        step(world.caseworker, asked, "decline", reason="because")
    step(world.caseworker, asked, "decline", reason="no_place", note="Full until May.")
    assert again(world.coordinator, file).state == "open"
    second = ask(world.coordinator, file, world.desk)
    assert step(world.coordinator, second, "withdraw").state == "withdrawn"
    for name in ("accept", "decline"):
        with pytest.raises(Conflict):
            step(world.caseworker, second, name, reason="other")
    with acting_as(world.caseworker):
        assert not AssistanceFile.objects.exists()


def test_each_side_takes_its_own_steps(world: World, asked: Transfer) -> None:
    for name in ("accept", "decline"):
        with pytest.raises(Refused):
            step(world.coordinator, asked, name, reason="other")
    with pytest.raises(Refused):
        step(world.caseworker, asked, "withdraw")
    with pytest.raises(Invalid):
        step(world.caseworker, asked, "teleport")
    for stranger in (world.other_caseworker, world.foreign_coordinator):
        with pytest.raises(NotHere):
            step(stranger, asked, "accept")
        with acting_as(stranger) as by:
            assert not transfers_in(by).exists()
    with pytest.raises(Refused):
        step(viewer(world.ngo, "analyst", [world.desk]), asked, "accept")


def test_the_same_key_answers_once_and_an_older_page_never(world: World, asked: Transfer) -> None:
    with pytest.raises(Conflict):
        step(world.caseworker, asked, "accept", version=asked.version + 1)
    key = uuid4()
    first = step(world.caseworker, asked, "accept", request_key=key)
    assert step(world.caseworker, asked, "accept", request_key=key).version == first.version
    with pytest.raises(Conflict):
        step(world.caseworker, asked, "accept")


def test_one_offer_at_a_time_and_none_of_a_closing_file(
    world: World, file: AssistanceFile, asked: Transfer
) -> None:
    again_asked = ask(world.coordinator, file, world.desk, request_key=asked.request_key)
    assert again_asked.pk == asked.pk
    with pytest.raises(Conflict, match="already offered"):
        ask(world.coordinator, file, world.desk)
    with pytest.raises(Conflict, match="Withdraw"):
        close(world.coordinator, file)
    step(world.coordinator, asked, "withdraw")
    close(world.coordinator, file)
    with pytest.raises(Conflict):
        ask(world.coordinator, file, world.desk)


def test_no_hand_over_without_a_ground(world: World, file: AssistanceFile) -> None:
    with pytest.raises(Invalid, match="no consent"):
        ask(world.coordinator, file, world.desk)
    with pytest.raises(Invalid):
        ask(world.coordinator, file, world.desk, basis=TransferBasis.VITAL, ground="Quick!")
    with pytest.raises(Invalid):
        ask(world.coordinator, file, world.desk, basis=TransferBasis.CHILD, ground=GROUND)
    with pytest.raises(Invalid):
        ask(world.coordinator, file, world.desk, basis=TransferBasis.TAKEN, ground=GROUND)
    assert ask(world.coordinator, file, world.desk, basis=TransferBasis.VITAL, ground=GROUND)


def test_bad_offers_are_refused(world: World, file: AssistanceFile, consent: Consent) -> None:
    own = DeskFactory(agency=world.unit)
    shut = DeskFactory(agency=world.ngo, open=False)
    for wrong in ({"summary": "short"}, {"summary": "x" * 4001}, {"facts": ["given_name"]}):
        with pytest.raises(Invalid):
            ask(world.coordinator, file, world.desk, **wrong)
    with pytest.raises(Invalid):
        ask(world.coordinator, file, own)
    with pytest.raises(Conflict):
        ask(world.coordinator, file, shut)
    with pytest.raises(Conflict):
        ask(world.coordinator, file, world.desk, version=file.version + 1)
    with pytest.raises(NotHere):
        ask(world.caseworker, file, own)
    with pytest.raises(Refused):
        ask(viewer(world.unit, "analyst"), file, world.desk)


def test_a_withdrawn_consent_cuts_the_offer_at_once(
    world: World, file: AssistanceFile, asked: Transfer, consent: Consent
) -> None:
    with acting_as(world.coordinator) as by:
        withdraw_consent(by=by, consent=consent.id, how="By phone")
        assert Transfer.objects.get().state == "withdrawn"
    with pytest.raises(Conflict):
        step(world.caseworker, asked, "accept")
    assert again(world.coordinator, file).state == "open"


def test_who_was_referred_is_handed_on_by_their_own_word(world: World, accepted: Referral) -> None:
    with acting_as(world.caseworker) as by:
        file = open_file(by=by, referral=accepted.id, request_key=uuid4())
    there = DeskFactory(agency=world.other_unit)
    taker = viewer(world.other_unit, "caseworker", [there])
    with pytest.raises(Invalid):
        ask(world.caseworker, file, there)
    with pytest.raises(Refused):
        ask(world.caseworker, file, there, basis=TransferBasis.VITAL, ground=GROUND)
    row = ask(world.caseworker, file, there, basis=TransferBasis.TAKEN, ground=GROUND)
    step(taker, row, "accept")
    with acting_as(taker):
        assert AssistanceFile.objects.get().person_id == accepted.person_id


def test_who_had_a_file_takes_it_up_again(
    world: World, file: AssistanceFile, accepted: Referral
) -> None:
    with acting_as(world.caseworker) as by:
        old = open_file(by=by, referral=accepted.id, request_key=uuid4())
    close(world.caseworker, old)
    row = ask(world.coordinator, file, world.desk)
    step(world.caseworker, row, "accept")
    assert again(world.caseworker, old).state == "open"
    reopen(world.coordinator, file)
    assert again(world.coordinator, file).state == "open"


def test_the_database_lets_nobody_rewrite_an_offer(world: World, asked: Transfer) -> None:
    with acting_as(world.caseworker):
        for change in ("summary = 'other'", "receiver_id = giver_id", "audiences = '{1}'"):
            with (
                pytest.raises(DatabaseError),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(f"UPDATE protection_file_transfer SET {change}")


def test_the_database_closes_no_file_that_was_not_accepted(
    world: World, file: AssistanceFile, asked: Transfer
) -> None:
    for by in (world.caseworker, world.foreign_coordinator):
        with acting_as(by), connection.cursor() as cursor:
            cursor.execute("SELECT protection_close_handed_over(%s)", [asked.id])
    assert again(world.coordinator, file).state == "open"
