"""What is seeded is what the rooms' own actions would have left behind."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction

from punte.core.access.door import DataClass
from punte.demo.rows import TABLES
from punte.protection.identification import rules
from punte.protection.identification.models import Notification, StatusDecision, StatusProposal
from punte.protection.persons.models import Person
from punte.protection.persons.models.words import Status
from punte.protection.referral.consent_rules import why_not
from punte.protection.referral.fields import FIELDS, classes_of
from punte.protection.referral.machine import (
    ENDED,
    MOVES,
    TO_CONFIRM,
    State,
)
from punte.protection.referral.models import Referral, ReferralWords
from punte.protection.referral.queries.consent import as_given
from tests.demo.conftest import SIZE

pytestmark = pytest.mark.usefixtures("owner")


def ask(query: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def test_columns_are_those_of_the_tables() -> None:
    for table, columns in TABLES.items():
        have = ask(
            "SELECT attname FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
            " AND attgenerated = ''",
            table,
        )
        assert {name for (name,) in have} == set(columns), table


def test_three_referrals_a_person() -> None:
    assert Person.objects.count() == SIZE
    assert Referral.objects.count() == 3 * SIZE


def test_everyone_is_marked_as_invented() -> None:
    assert not Person.objects.filter(synthetic=False).exists()
    assert not ask("SELECT 1 FROM agencies_account WHERE NOT demo")
    assert not ask("SELECT 1 FROM agencies_agency WHERE name NOT LIKE '%%demo)'")


def test_all_states_occur() -> None:
    states = {state for (state,) in ask("SELECT DISTINCT state FROM protection_referral")}
    assert states == {state.value for state in State}


GUARDED = "SELECT table_name, record_column FROM punte_guarded ORDER BY 1"


def rows_of(record: object) -> list[tuple[Any, ...]]:
    return [
        row
        for table, column in ask(GUARDED)
        for row in ask(
            f"SELECT %s::text, ctid::text, owner, audiences, grants_end FROM {table}"
            f" WHERE {column} = %s ORDER BY ctid",
            table,
            record,
        )
    ]


def test_audiences_are_those_of_the_grants() -> None:
    """Looking again at who may see a record changes none of its rows."""
    waiting = Notification.objects.filter(state="sent").values("person")
    persons = Person.objects.exclude(pk__in=waiting).values_list("id", flat=True)
    referrals = Referral.objects.values_list("id", flat=True)
    with transaction.atomic():
        for record in [*persons, *referrals]:
            before = rows_of(record)
            ask("SELECT punte_refresh_audiences(%s)::text", record)
            # Row versions stand still too: an UPDATE would have moved them.
            assert rows_of(record) == before


def test_a_person_not_taken_up_is_seen_by_both_sides() -> None:
    waiting = list(Notification.objects.filter(state="sent").select_related("person"))
    assert waiting
    for row in waiting:
        both = sorted({row.to_agency.audience, row.from_agency.audience})
        assert row.audiences == row.person.audiences == both


def test_referrals_are_seen_by_those_the_actions_name() -> None:
    coordination = dict(ask("SELECT code, coordination_audience FROM agencies_jurisdiction"))
    for row in Referral.objects.select_related("desk", "person"):
        everybody = {row.owner, row.desk.audience, coordination[row.person.jurisdiction]}
        alone = row.state in {State.DRAFT, State.CONSENT_WITHDRAWN}
        assert row.audiences == ([row.owner] if alone else sorted(everybody))


def test_events_lead_to_the_state() -> None:
    words = {row.event_id for row in ReferralWords.objects.all()}
    for row in Referral.objects.prefetch_related("events"):
        state, at = State.DRAFT, row.created_at
        events = sorted(row.events.all(), key=lambda event: event.at)
        for event in events:
            move = MOVES[event.move]
            assert event.from_state == state
            assert state in move.sources
            assert event.to_state == move.target
            assert event.at >= at
            assert event.pk in words or not move.note
            assert bool(event.reason) == bool(move.reasons)
            state, at = move.target, event.at
        assert (row.state, row.version) == (state, 1 + len(events))
        assert row.changed_at == at


def test_a_referral_stands_on_a_basis() -> None:
    rows = Referral.objects.select_related("consent", "person", "desk__agency")
    words = dict(ReferralWords.objects.filter(event=None).values_list("referral_id", "text"))
    for row in rows.exclude(state=State.DRAFT):
        sent = row.events.get(move="send").at
        if row.basis != "consent":
            assert row.consent is None
            assert len(words[row.pk]) >= 20
            assert row.basis == "vital" or row.person.child_path
            continue
        assert row.consent is not None
        assert row.consent.recipient_id == row.desk.agency_id
        given = as_given(row.consent)
        if given.withdrawn_at is not None:
            assert given.withdrawn_at > sent
            given = type(given)(given.purpose, given.classes, given.giver, given.expires_at, None)
        assert row.consent.given_at < sent
        abroad = row.desk.agency.jurisdiction_id != row.person.jurisdiction
        assert (
            why_not(
                given, needed=classes_of(row.fields), cross_border=abroad,
                child_path=row.person.child_path, now=sent,
            )
            is None
        )  # fmt: skip
        assert row.service in row.desk.services


def test_withdrawn_consent_cuts_what_lived() -> None:
    assert Referral.objects.filter(state=State.CONSENT_WITHDRAWN).exists()
    for row in Referral.objects.filter(consent__withdrawn_at__isnull=False):
        assert State(row.state) in ENDED | {State.DRAFT}
    left = ask(
        "SELECT 1 FROM access_grant g JOIN protection_referral r ON r.id = g.source_id"
        " WHERE r.state = ANY (%s) AND g.ended_at IS NULL",
        [state.value for state in ENDED],
    )
    assert not left


def test_snapshots_hold_the_chosen_fields_without_identity() -> None:
    for row in Referral.objects.exclude(state=State.DRAFT).select_related("snapshot"):
        plain = [k for k in row.fields if FIELDS[k].data_class == DataClass.OPERATIONAL]
        assert set(row.snapshot.values) == set(plain)


def test_milestones_are_the_first_times() -> None:
    for row in Person.objects.prefetch_related("referrals__events", "decisions"):
        events = [event for referral in row.referrals.all() for event in referral.events.all()]
        first = {
            target: min((e.at for e in events if e.to_state == target), default=None)
            for target in (State.SENT, State.SERVICE_STARTED, State.LOOP_CLOSED)
        }
        assert row.referred_at == first[State.SENT]
        assert row.assisted_at == first[State.SERVICE_STARTED]
        assert row.closed_at == first[State.LOOP_CLOSED]
        decided = [d.recorded_at for d in row.decisions.all() if d.status == Status.IDENTIFIED]
        assert row.identified_at == min(decided, default=None)


def test_ladder_is_climbed_by_its_rules() -> None:
    for person in Person.objects.prefetch_related("decisions__body"):
        status = Status.NONE
        for row in sorted(person.decisions.all(), key=lambda d: d.recorded_at):
            then = Status(row.status)
            assert then in rules.reachable(status, review=False)
            two = rules.needs_second(status, then, review=False)
            assert (row.second_id is not None) == two
            assert rules.may_decide(row.body.kind, person.jurisdiction, then)
            status = then
        assert person.status == status


def test_second_person_is_another_in_the_same_unit() -> None:
    confirmed = StatusProposal.objects.filter(state="confirmed")
    assert confirmed.exists()
    for row in confirmed:
        assert row.answered_by_id != row.proposed_by_id
        decision = StatusDecision.objects.get(person=row.person_id, status=row.status)
        assert (decision.by_id, decision.second_id) == (row.proposed_by_id, row.answered_by_id)


def test_row_shows_the_clock_that_is_due_next() -> None:
    shown = ask(
        "SELECT r.due_at IS NOT DISTINCT FROM (SELECT min(c.due_at) FROM deadlines_clock c"
        " WHERE c.about_id = r.id AND c.met_at IS NULL AND c.stopped_at IS NULL"
        " AND c.paused_at IS NULL), r.state FROM protection_referral r"
    )
    assert all(same for same, _state in shown)
    waits = {State.SENT, State.SEEN, State.INFO_REQUESTED, *TO_CONFIRM} - {State.EXPIRED}
    due = ask("SELECT state FROM protection_referral WHERE due_at IS NULL")
    assert not waits & {State(state) for (state,) in due}
