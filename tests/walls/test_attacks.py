"""The second wall under attack: SQL that the web role would run if the first wall had a hole."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from punte.core.access.door import Viewer, acting_as
from punte.core.ids import new_id
from punte.protection.funnel.door import count_again
from punte.protection.identification.models import Screening
from punte.protection.persons.models import Person
from punte.protection.referral.models import Consent, Referral
from tests.support.database import as_role
from tests.support.persons import make_consent, make_person, make_sent
from tests.support.signs import send_sign
from tests.support.worlds import World

DENIED = "row-level security|permission denied"


@pytest.fixture
def sent(world: World) -> Referral:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        make_consent(by, person, world.ngo)
        return make_sent(by, person, world.desk, live_link=True)


def run(by: Viewer, sql: str, *values: Any) -> int:
    with acting_as(by), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def refused(by: Viewer, sql: str, *values: Any) -> None:
    with pytest.raises(DatabaseError, match=DENIED), transaction.atomic():
        run(by, sql, *values)


@pytest.mark.parametrize("column", ["owner", "audiences"])
def test_a_receiver_takes_no_referral_over(world: World, sent: Referral, column: str) -> None:
    mine = world.caseworker.agency_audience
    value = [mine] if column == "audiences" else mine
    refused(world.caseworker, f"UPDATE protection_referral SET {column} = %s", value)


@pytest.mark.parametrize(
    "change",
    [
        "person_id = gen_random_uuid()",
        "desk_id = desk_id",
        "sender_id = sender_id",
        "consent_id = NULL",
        "fields = ARRAY['document']",
        "access_until = now() + interval '1 year'",
        "basis = 'legal'",
        "request_key = gen_random_uuid()",
    ],
)
def test_nobody_rewrites_what_was_asked(world: World, sent: Referral, change: str) -> None:
    for by in (world.caseworker, world.coordinator):
        refused(by, f"UPDATE protection_referral SET {change}")


def test_the_sender_names_the_audiences_of_a_referral(world: World, sent: Referral) -> None:
    alone = [world.coordinator.agency_audience]
    assert run(world.coordinator, "UPDATE protection_referral SET audiences = %s", alone) == 1
    with acting_as(world.caseworker):
        assert not Referral.objects.exists()


def test_no_side_takes_a_clock_or_gives_it_away(world: World, sent: Referral) -> None:
    mine = world.caseworker.agency_audience
    for change in (f"owner = {mine}", f"audiences = audiences || {mine}", "record = NULL"):
        refused(world.caseworker, f"UPDATE deadlines_clock SET {change}")
    refused(world.coordinator, "UPDATE deadlines_clock SET record = gen_random_uuid()")
    assert run(world.caseworker, "UPDATE deadlines_clock SET paused_at = now()") == 1


def test_the_sender_of_a_notification_keeps_it_as_it_was(world: World) -> None:
    row = send_sign(world.officer, world.unit)
    mine = world.officer.agency_audience
    for change in (
        f"owner = {mine}",
        f"audiences = ARRAY[{mine}]",
        "person_id = person_id",
        "note = 'other words'",
        "to_agency_id = to_agency_id",
    ):
        refused(world.officer, f"UPDATE protection_notification SET {change}")
    assert row.owner == world.unit.audience


@pytest.mark.parametrize("table", ["protection_person", "vault_key"])
def test_an_owner_hands_no_row_to_strangers(world: World, table: str) -> None:
    send_sign(world.officer, world.unit)
    stranger = world.caseworker.agency_audience
    for change in (
        f"audiences = audiences || {stranger}",
        f"owner = {stranger}",
        "grants_end = NULL, audiences = '{}'",
    ):
        refused(world.coordinator, f"UPDATE {table} SET {change}")


def test_a_live_link_writes_nothing_on_the_person(world: World, sent: Referral) -> None:
    assert run(world.caseworker, "SELECT 1 FROM protection_person") == 1
    assert run(world.caseworker, "UPDATE protection_person SET district = 'x'") == 0


def test_a_new_row_names_no_strangers(world: World) -> None:
    stranger = world.caseworker.agency_audience
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        copy = Person.objects.get(pk=person.pk)
    copy.id, copy.number, copy.audiences = new_id(), copy.number + 1, [person.owner, stranger]
    with (
        pytest.raises(DatabaseError, match=DENIED),
        acting_as(world.coordinator),
        transaction.atomic(),
    ):
        copy.save(force_insert=True)
    copy.audiences = [person.owner]
    with acting_as(world.coordinator):
        copy.save(force_insert=True)


def test_a_new_row_is_seen_by_those_whom_the_grants_name(world: World, sent: Referral) -> None:
    with acting_as(world.coordinator) as by:
        person = Person.objects.get(pk=sent.person_id)
        assert world.desk.audience in person.audiences
        kept = Screening(
            person=person, agency_id=by.agency_id, by_id=by.account_id, at=person.changed_at,
            instrument="border", version="1", path="adult", answers={}, advice={},
            request_key=new_id(), owner=person.owner, audiences=person.audiences,
            grants_end=person.grants_end,
        )  # fmt: skip
        kept.save(force_insert=True)
    with acting_as(world.caseworker):
        assert Screening.objects.count() == 1


def test_a_consent_is_only_ever_withdrawn(world: World, sent: Referral) -> None:
    for change in ("expires_at = expires_at + interval '1 year'", "classes = '{identity}'"):
        refused(world.coordinator, f"UPDATE protection_consent SET {change}")
    assert run(world.caseworker, "UPDATE protection_consent SET withdrawn_at = now()") == 0
    assert run(world.coordinator, "UPDATE protection_consent SET withdrawn_at = now()") == 1


def test_a_desk_writes_itself_no_consent(world: World, sent: Referral) -> None:
    with acting_as(world.caseworker):
        copy = Consent.objects.get()
    copy.id, copy.request_key, copy.classes = new_id(), new_id(), ["identity", "operational"]
    with (
        pytest.raises(DatabaseError, match=DENIED),
        acting_as(world.caseworker),
        transaction.atomic(),
    ):
        copy.save(force_insert=True)


def test_a_grant_of_ones_own_opens_nothing_of_others(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
    stranger = world.caseworker
    run(
        stranger,
        "INSERT INTO access_grant (id, record, subject, owner, audience, classes, purpose, source,"
        " source_id, given_at, given_by, ends_at) VALUES (gen_random_uuid(), %s, %s, %s, %s,"
        " '{operational}', 'service', 'referral', gen_random_uuid(), now(), 1, now() + '1 h')",
        person.id, person.id, stranger.agency_audience, stranger.agency_audience,
    )  # fmt: skip
    run(stranger, "SELECT punte_refresh_audiences(%s)", person.id)
    with acting_as(stranger):
        assert not Person.objects.exists()


def test_counts_below_five_are_for_nobody(world: World) -> None:
    """Counts are the worker's, and what is kept of them is read through functions alone."""
    with acting_as(world.coordinator) as by:
        make_person(by)
    with as_role("punte_worker"):
        count_again()
    refused(world.coordinator, "SELECT * FROM protection_funnel_counts('{3}')")
    refused(world.coordinator, "SELECT * FROM protection_funnel_cross")
