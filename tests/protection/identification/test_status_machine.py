"""The ladder against a plain model of it: any order of tries by anyone, nothing unexpected."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, PunteError, Refused
from punte.protection.identification import rules
from punte.protection.identification.actions.status import (
    confirm_status,
    propose_status,
    reject_proposal,
)
from punte.protection.identification.actions.status_decision import Step
from punte.protection.identification.actions.status_review import ask_review
from punte.protection.identification.models import StatusDecision, StatusProposal, StatusReview
from punte.protection.persons.models import Person
from punte.protection.persons.models.words import Status
from tests.support.persons import make_person
from tests.support.worlds import World, viewer

WORDS = "A ground of enough words."
WHO = st.sampled_from([0, 1, 2])
STATUS = st.sampled_from(list(Status))


class Ladder(RuleBasedStateMachine):
    """Three people of one unit act; the model says beforehand what each try must give."""

    people: list[Viewer]

    def __init__(self) -> None:
        super().__init__()
        with acting_as(self.people[0]) as by:
            self.person = make_person(by, nationality="UA")
        self.status = Status.NONE
        self.decisions = 0
        self.waiting: tuple[Any, Status, int] | None = None
        self.review: Any = None
        self.identified = False

    def attempt(self, who: int, act: Any) -> Any:
        """The result of a try, or the kind of its refusal."""
        try:
            with acting_as(self.people[who]) as by:
                return act(by)
        except PunteError as error:
            return type(error)

    def decided(self, status: Status) -> None:
        self.status, self.waiting, self.review = status, None, None
        self.decisions += 1
        self.identified |= status == Status.IDENTIFIED

    @rule(who=WHO, status=STATUS)
    def propose(self, who: int, status: Status) -> None:
        review = self.review.pk if self.review else None
        step = Step(status, WORDS, timezone.localdate(), review=review)
        made = self.attempt(
            who,
            lambda by: propose_status(by=by, person=self.person.pk, step=step, request_key=uuid4()),
        )
        reviewed = review is not None
        if self.waiting or status not in rules.reachable(self.status, review=reviewed):
            assert made is Conflict
        elif rules.needs_second(self.status, status, review=reviewed):
            assert isinstance(made, StatusProposal)
            self.waiting = (made, status, who)
        else:
            assert isinstance(made, StatusDecision)
            self.decided(status)

    @rule(who=WHO)
    def confirm(self, who: int) -> None:
        if self.waiting is None:
            return
        proposal, status, first = self.waiting
        made = self.attempt(
            who, lambda by: confirm_status(by=by, proposal=proposal.pk, request_key=uuid4())
        )
        if who == first:
            assert made is Refused
            return
        assert made.second_id == self.people[who].account_id
        assert made.by_id == self.people[first].account_id
        self.decided(status)

    @rule(who=WHO)
    def reject(self, who: int) -> None:
        if self.waiting is None:
            return
        proposal = self.waiting[0]
        made = self.attempt(
            who, lambda by: reject_proposal(by=by, proposal=proposal.pk, reason=WORDS)
        )
        assert made.state == StatusProposal.State.REJECTED
        self.waiting = None

    @rule(who=WHO)
    def ask(self, who: int) -> None:
        with acting_as(self.people[who]):
            newest = StatusDecision.objects.filter(person=self.person)
            standing = newest.order_by("-recorded_at", "-id").first()
        if standing is None or self.waiting:
            return
        made = self.attempt(
            who,
            lambda by: ask_review(
                by=by,
                decision=standing.pk,
                kind=StatusDecision.Kind.REVIEW,
                reason=WORDS,
            ),
        )
        assert isinstance(made, StatusReview)
        assert self.review is None or made.pk == self.review.pk
        self.review = made

    @invariant()
    def agrees_with_the_model(self) -> None:
        with acting_as(self.people[0]):
            kept = Person.objects.get(pk=self.person.pk)
            rows = StatusDecision.objects.filter(person=kept)
            assert rows.count() == self.decisions
            assert kept.status == self.status
            assert bool(kept.identified_at) == self.identified
            for row in rows:
                alone = row.second_id is None
                assert not (alone and row.status in rules.ALWAYS_TWO)
                assert not (alone and row.kind != StatusDecision.Kind.FIRST)


def test_no_order_of_tries_breaks_the_ladder(world: World) -> None:
    Ladder.people = [
        viewer(world.unit, role) for role in ("coordinator", "supervisor", "coordinator")
    ]
    run_state_machine_as_test(
        Ladder,
        settings=settings(max_examples=30, stateful_step_count=12, database=None),
    )
