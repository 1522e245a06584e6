"""Decisions on the ladder: one person or two, reviews, clocks; with the policies on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from punte.core.access.door import DataClass, Purpose, Viewer, acting_as, give_grant
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.door import Entry
from punte.core.notices.door import my_notices
from punte.protection.identification.actions.status import (
    confirm_status,
    propose_status,
    reject_proposal,
)
from punte.protection.identification.actions.status_decision import Step
from punte.protection.identification.actions.status_review import ask_review
from punte.protection.identification.models import StatusDecision, StatusProposal
from punte.protection.identification.queries.status import ladder_of
from punte.protection.persons.models import Person
from punte.protection.persons.models.words import Status
from tests.support.persons import make_person
from tests.support.worlds import World, viewer

GROUND = "Told of debt and of papers held by others."


def step(status: str, **values: Any) -> Step:
    known: dict[str, Any] = {"ground": GROUND, "decided_on": timezone.localdate()}
    return Step(status=Status(status), **{**known, **values})


def propose(
    by: Viewer, person: Person, status: str, **values: Any
) -> StatusDecision | StatusProposal:
    with acting_as(by):
        return propose_status(
            by=by, person=person.pk, step=step(status, **values), request_key=uuid4()
        )


def confirm(by: Viewer, proposal: UUID, **values: Any) -> StatusDecision:
    with acting_as(by):
        return confirm_status(by=by, proposal=proposal, request_key=uuid4(), **values)


def reread(by: Viewer, person: Person) -> Person:
    with acting_as(by):
        return Person.objects.get(pk=person.pk)


@pytest.fixture
def person(world: World) -> Person:
    assert world.second_coordinator
    assert world.supervisor
    with acting_as(world.coordinator) as by:
        return make_person(by)


@pytest.fixture
def presumed(world: World, person: Person) -> Person:
    propose(world.coordinator, person, "presumed")
    return reread(world.coordinator, person)


@pytest.fixture
def not_victim(world: World, person: Person) -> StatusDecision:
    waiting = propose(world.coordinator, person, "not_victim")
    return confirm(world.supervisor, waiting.pk)


def test_one_person_may_raise_to_presumed(world: World, person: Person) -> None:
    made = propose(world.coordinator, person, "potential", exploitation="labour")
    assert isinstance(made, StatusDecision)
    assert (made.second_id, made.body_id) == (None, world.unit.pk)
    assert isinstance(propose(world.coordinator, person, "presumed"), StatusDecision)
    kept = reread(world.coordinator, person)
    assert (kept.status, kept.exploitation, kept.identified_at) == ("presumed", "labour", None)


def test_identified_takes_two_people(world: World, presumed: Person) -> None:
    waiting = propose(world.coordinator, presumed, "identified")
    assert isinstance(waiting, StatusProposal)
    assert reread(world.coordinator, presumed).status == "presumed"
    with acting_as(world.coordinator) as by, pytest.raises(Refused, match="another"):
        confirm_status(by=by, proposal=waiting.pk, request_key=uuid4())
    made = confirm(world.supervisor, waiting.pk, exploitation="sexual")
    assert (made.by_id, made.second_id) == (
        world.coordinator.account_id,
        world.supervisor.account_id,
    )
    kept = reread(world.coordinator, presumed)
    assert (kept.status, kept.exploitation) == ("identified", "sexual")
    assert kept.identified_at


def test_the_second_person_is_called_and_the_first_is_told(world: World, presumed: Person) -> None:
    waiting = propose(world.coordinator, presumed, "identified")
    with acting_as(world.supervisor) as by:
        assert my_notices(by).filter(kind="status_proposed").count() == 1
    with acting_as(world.coordinator) as by:
        assert not my_notices(by).filter(kind="status_proposed").exists()
    confirm(world.supervisor, waiting.pk)
    with acting_as(world.coordinator) as by:
        assert my_notices(by).filter(kind="status_decided").count() == 1


def test_a_proposal_may_be_rejected_or_taken_back(world: World, presumed: Person) -> None:
    for by in (world.supervisor, world.coordinator):
        waiting = propose(world.coordinator, presumed, "not_victim")
        with acting_as(by):
            row = reject_proposal(by=by, proposal=waiting.pk, reason="Too early to say.")
            again = reject_proposal(by=by, proposal=waiting.pk, reason="Too early to say.")
        assert (row.state, again.pk) == (StatusProposal.State.REJECTED, row.pk)
    assert reread(world.coordinator, presumed).status == "presumed"
    with acting_as(world.supervisor) as by, pytest.raises(Conflict):
        confirm_status(by=by, proposal=waiting.pk, request_key=uuid4())


def test_nothing_goes_past_a_waiting_proposal(world: World, presumed: Person) -> None:
    propose(world.coordinator, presumed, "identified")
    for status in ("identified", "potential", "not_victim"):
        with acting_as(world.second_coordinator) as by, pytest.raises(Conflict, match="waits"):
            propose_status(by=by, person=presumed.pk, step=step(status), request_key=uuid4())


def test_the_ladder_has_no_short_cut(world: World, person: Person) -> None:
    with acting_as(world.coordinator) as by, pytest.raises(Conflict, match="does not lead"):
        propose_status(by=by, person=person.pk, step=step("identified"), request_key=uuid4())
    with acting_as(world.coordinator) as by, pytest.raises(Conflict):
        propose_status(by=by, person=person.pk, step=step("none"), request_key=uuid4())


def test_out_of_not_a_victim_leads_only_a_review(
    world: World, person: Person, not_victim: StatusDecision
) -> None:
    with acting_as(world.coordinator) as by, pytest.raises(Conflict):
        propose_status(by=by, person=person.pk, step=step("presumed"), request_key=uuid4())
    with acting_as(world.coordinator) as by:
        asked = ask_review(
            by=by, decision=not_victim.pk, kind=StatusDecision.Kind.APPEAL, reason=GROUND
        )
        with pytest.raises(Conflict):
            propose_status(by=by, person=person.pk, step=step("presumed"), request_key=uuid4())
    waiting = propose(world.coordinator, person, "presumed", review=asked.pk)
    assert isinstance(waiting, StatusProposal), "a review's outcome takes two"
    made = confirm(world.supervisor, waiting.pk)
    assert made.kind == StatusDecision.Kind.APPEAL
    with acting_as(world.coordinator) as by:
        found = ladder_of(by, person.pk)
    assert found.open_review is None
    assert found.reviews[0].outcome_id == made.pk
    assert found.person.status == "presumed"


def test_a_review_is_asked_once_and_of_what_stands(world: World, presumed: Person) -> None:
    with acting_as(world.coordinator) as by:
        first = StatusDecision.objects.get(person=presumed)
        kind = StatusDecision.Kind.REVIEW
        asked = ask_review(by=by, decision=first.pk, kind=kind, reason=GROUND)
        assert ask_review(by=by, decision=first.pk, kind=kind, reason=GROUND).pk == asked.pk
        with pytest.raises(Invalid):
            ask_review(by=by, decision=first.pk, kind=StatusDecision.Kind.FIRST, reason=GROUND)
    waiting = propose(world.coordinator, presumed, "presumed", review=asked.pk)
    confirm(world.supervisor, waiting.pk)
    with acting_as(world.coordinator) as by, pytest.raises(Conflict, match="newer"):
        ask_review(by=by, decision=first.pk, kind=kind, reason=GROUND)


def test_the_same_key_twice_acts_once(world: World, person: Person) -> None:
    key, second = uuid4(), uuid4()
    with acting_as(world.coordinator) as by:
        one = propose_status(by=by, person=person.pk, step=step("presumed"), request_key=key)
        two = propose_status(by=by, person=person.pk, step=step("presumed"), request_key=key)
        assert one.pk == two.pk
        other = make_person(by)
        with pytest.raises(Conflict):
            propose_status(by=by, person=other.pk, step=step("presumed"), request_key=key)
        waiting = propose_status(
            by=by, person=person.pk, step=step("identified"), request_key=second
        )
        assert waiting == propose_status(
            by=by, person=person.pk, step=step("identified"), request_key=second
        )
    with acting_as(world.supervisor) as by:
        third = uuid4()
        made = confirm_status(by=by, proposal=waiting.pk, request_key=third)
        assert made.pk == confirm_status(by=by, proposal=waiting.pk, request_key=third).pk
        with pytest.raises(Conflict):
            confirm_status(by=by, proposal=waiting.pk, request_key=uuid4())


def test_who_may_decide_and_who_may_not(world: World, person: Person) -> None:
    for role in ("officer", "health_worker", "analyst", "manager"):
        by = viewer(world.unit, role)
        with acting_as(by), pytest.raises(Refused):
            propose_status(by=by, person=person.pk, step=step("presumed"), request_key=uuid4())
    with acting_as(world.foreign_coordinator) as by, pytest.raises(NotHere):
        propose_status(by=by, person=person.pk, step=step("presumed"), request_key=uuid4())
    worker = viewer(world.unit, "caseworker")
    propose(worker, person, "presumed")
    waiting = propose(worker, person, "identified")
    with acting_as(worker), pytest.raises(Refused):
        confirm_status(by=worker, proposal=waiting.pk, request_key=uuid4())
    with acting_as(world.foreign_coordinator) as by, pytest.raises(NotHere):
        confirm_status(by=by, proposal=waiting.pk, request_key=uuid4())
    assert confirm(world.coordinator, waiting.pk).body_id == world.unit.pk


def test_who_sees_by_grant_may_propose_and_never_decide(world: World, person: Person) -> None:
    helper, lead = world.caseworker, viewer(world.ngo, "supervisor")
    with acting_as(world.coordinator) as by:
        give_grant(
            by=by,
            record=person.pk,
            owner=person.owner,
            audience=helper.agency_audience,
            classes=[DataClass.OPERATIONAL],
            purpose=Purpose.SERVICE,
            source="test",
            source_id=uuid4(),
            ends_at=timezone.now() + timedelta(days=1),
        )
    waiting = propose(helper, person, "potential", exploitation="labour")
    assert isinstance(waiting, StatusProposal), "only the owner's agency decides at once"
    assert reread(world.coordinator, person).exploitation == "unknown"
    with acting_as(lead), pytest.raises(Refused, match="Another agency"):
        confirm_status(by=lead, proposal=waiting.pk, request_key=uuid4())
    confirm(world.coordinator, waiting.pk)
    assert reread(world.coordinator, person).status == "potential"


def test_the_body_must_be_one_the_country_names(world: World) -> None:
    desk = viewer(world.ngo, "supervisor")
    with acting_as(desk):
        whom = make_person(desk)
    assert isinstance(propose(desk, whom, "potential"), StatusDecision)
    with acting_as(desk), pytest.raises(Refused, match="your agency may not decide"):
        propose_status(by=desk, person=whom.pk, step=step("presumed"), request_key=uuid4())


@pytest.mark.parametrize(
    "wrong",
    [
        {"ground": "short"},
        {"ground": "x" * 4001},
        {"exploitation": "laziness"},
        {"decided_on": timezone.localdate() + timedelta(days=2)},
    ],
)
def test_bad_words_and_days_are_refused(
    world: World, person: Person, wrong: dict[str, Any]
) -> None:
    with acting_as(world.coordinator) as by, pytest.raises(Invalid):
        propose_status(by=by, person=person.pk, step=step("presumed", **wrong), request_key=uuid4())
    assert reread(world.coordinator, person).status == "none"


def test_a_decision_never_changes(world: World, presumed: Person) -> None:
    for statement in (
        "UPDATE protection_status_decision SET ground = 'x'",
        "DELETE FROM protection_status_decision",
    ):
        with (
            acting_as(world.coordinator),
            connection.cursor() as cursor,
            pytest.raises(DatabaseError),
            transaction.atomic(),
        ):
            cursor.execute(statement)


def test_grounds_stay_out_of_the_ledger(world: World, presumed: Person) -> None:
    waiting = propose(world.coordinator, presumed, "identified")
    confirm(world.supervisor, waiting.pk)
    with acting_as(world.overseer):
        entries = list(Entry.objects.filter(subject=presumed.pk))
    actions = {entry.action for entry in entries}
    assert {"status.decide", "status.propose", "status.confirm"} <= actions
    assert "debt" not in str([entry.detail for entry in entries])
