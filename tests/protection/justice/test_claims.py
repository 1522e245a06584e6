"""A claim goes the table's way, and never pays more than was granted."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from punte.core.access.door import Viewer, acting_as
from punte.core.deadlines.door import clocks_about
from punte.core.errors import Conflict, Invalid, NotHere, PunteError, Refused
from punte.protection.assistance.models import AssistanceFile
from punte.protection.justice import rules
from punte.protection.justice.actions.claim import Step, move_claim
from punte.protection.justice.door import open_claims
from punte.protection.justice.models import Claim, ClaimStep
from punte.protection.justice.models.words import ClaimMove as M
from punte.protection.justice.models.words import ClaimState as S
from tests.protection.justice.making import claim_of, file_of, go
from tests.support.worlds import World, viewer

MONEY = st.decimals("0.01", "2000", places=2)


def test_from_the_first_paper_to_the_last_payment(world: World) -> None:
    with acting_as(world.coordinator) as by:
        claim = claim_of(by, file_of(by))
        assert clocks_about(by, [claim.id]) == {}
        go(by, claim, M.LODGE)
        assert [c.measure for c in clocks_about(by, [claim.id])[claim.id]] == ["justice.claim"]
        assert go(by, claim, M.REFUSE).state == S.REFUSED
        assert clocks_about(by, [claim.id]) == {}
        go(by, claim, M.APPEAL)
        assert go(by, claim, M.GRANT, "700").state == S.GRANTED_PART
        assert go(by, claim, M.PAY, "200.50").state == S.PAID_PART
        assert clocks_about(by, [claim.id])
        assert list(open_claims(by)) == [claim]
        done = go(by, claim, M.PAY, "499.50")
        assert (done.state, done.paid, done.owed) == (S.PAID, Decimal(700), Decimal(0))
        assert clocks_about(by, [claim.id]) == {}
        assert list(open_claims(by)) == []


def test_an_appeal_against_a_grant_in_part_may_win_the_whole(world: World) -> None:
    with acting_as(world.coordinator) as by:
        claim = claim_of(by, file_of(by))
        go(by, claim, M.LODGE)
        go(by, claim, M.GRANT, "1")
        assert go(by, claim, M.APPEAL).granted is None
        assert go(by, claim, M.GRANT, "1000").state == S.GRANTED_FULL


@pytest.mark.parametrize("amount", [None, "0", "-1", "1000.01", "0.001", "NaN", "1e30", "Infinity"])
def test_sums_that_do_not_fit(world: World, amount: str | None) -> None:
    with acting_as(world.coordinator) as by:
        claim = claim_of(by, file_of(by))
        go(by, claim, M.LODGE)
        with pytest.raises(Invalid):
            go(by, claim, M.GRANT, amount)


def test_the_same_form_twice_pays_once_and_an_old_one_not(world: World) -> None:
    with acting_as(world.coordinator) as by:
        claim = claim_of(by, file_of(by))
        go(by, claim, M.LODGE)
        go(by, claim, M.GRANT, "1000")
        key = uuid4()
        go(by, claim, M.PAY, "400", version=3, request_key=key)
        assert go(by, claim, M.PAY, "400", version=3, request_key=key).paid == Decimal(400)
        with pytest.raises(Conflict):
            go(by, claim, M.PAY, "400", version=3)
        with pytest.raises(Conflict):
            go(by, claim, M.GIVE_UP, request_key=key)


def test_days_and_words(world: World) -> None:
    with acting_as(world.coordinator) as by:
        claim = claim_of(by, file_of(by))
        today = timezone.localdate()
        for step in (
            Step(M.LODGE, today + timedelta(days=1)),
            Step(M.WITHDRAW, today, words="  "),
        ):
            with pytest.raises(Invalid):
                move_claim(by=by, claim=claim.id, version=1, step=step, request_key=uuid4())
        go(by, claim, M.LODGE)
        early = Step(M.REFUSE, today - timedelta(days=1))
        with pytest.raises(Invalid):
            move_claim(by=by, claim=claim.id, version=2, step=early, request_key=uuid4())


def test_who_may_and_who_may_not(world: World) -> None:
    with acting_as(world.caseworker) as by:
        claim = claim_of(by, file_of(by))
    with acting_as(world.other_caseworker) as by:
        assert go(by, claim, M.LODGE).state == S.LODGED
    for stranger in (world.coordinator, viewer(world.ngo, "manager")):
        with acting_as(stranger) as by:
            assert not Claim.objects.exists() or stranger.role_key == "manager"
            with pytest.raises((NotHere, Refused)):
                move_claim(
                    by=by, claim=claim.id, version=2,
                    step=Step(M.REFUSE, timezone.localdate()), request_key=uuid4(),
                )  # fmt: skip


@pytest.mark.parametrize("role", ["shelter_manager", "health_worker"])
def test_roles_without_the_class_see_and_write_nothing(world: World, role: str) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        claim_of(by, file)
    with acting_as(viewer(world.ngo, role)) as by:
        assert not Claim.objects.exists()
        assert list(open_claims(by)) == []
        with pytest.raises(Refused):
            claim_of(by, file)


def test_steps_stay_and_closed_files_rest(world: World) -> None:
    with acting_as(world.coordinator) as by:
        file = file_of(by)
        claim = claim_of(by, file)
        go(by, claim, M.LODGE)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            ClaimStep.objects.update(amount=1)
        AssistanceFile.objects.filter(pk=file.pk).update(state="closed", closed_at=timezone.now())
        with pytest.raises(Conflict):
            go(by, claim, M.REFUSE)


@given(asked=MONEY, granted=MONEY, paid=MONEY, amount=st.none() | MONEY)
def test_no_sum_leads_past_what_is_owed(
    asked: Decimal, granted: Decimal, paid: Decimal, amount: Decimal | None
) -> None:
    target = rules.target_of(M.PAY, asked=asked, granted=granted, paid=paid, amount=amount)
    if target is not None:
        assert amount is not None
        assert paid + amount <= granted
        assert (target == S.PAID) == (paid + amount == granted)
    target = rules.target_of(M.GRANT, asked=asked, granted=None, paid=paid, amount=amount)
    assert (target is None) == (amount is None or amount > asked)


def test_every_state_but_the_ends_leads_on() -> None:
    for state in S:
        assert bool(rules.moves_from(state)) == (state not in rules.ENDED)


class Claims(RuleBasedStateMachine):
    """Any moves in any order; a plain model says what each must give."""

    by_whom: Viewer

    def __init__(self) -> None:
        super().__init__()
        with acting_as(self.by_whom) as by:
            self.claim = claim_of(by, file_of(by), "100")
        self.state, self.granted, self.paid = S.PREPARED, Decimal(0), Decimal(0)

    @rule(move=st.sampled_from(list(M)), amount=st.integers(1, 120))
    def attempt(self, move: M, amount: int) -> None:
        made: Any
        try:
            with acting_as(self.by_whom) as by:
                made = go(by, self.claim, move, str(amount))
        except PunteError as error:
            made = type(error)
        if self.state not in rules.CLAIMS[move].sources:
            assert made is Conflict
            return
        most = Decimal(100) if move == M.GRANT else self.granted - self.paid
        if rules.CLAIMS[move].amount and amount > most:
            assert made is Invalid
            return
        self.state = S(made.state)
        if move == M.GRANT:
            self.granted = Decimal(amount)
        if move == M.APPEAL:
            self.granted = Decimal(0)
        if move == M.PAY:
            self.paid += amount

    @invariant()
    def payments_add_up(self) -> None:
        with acting_as(self.by_whom) as by:
            row = Claim.objects.get(pk=self.claim.pk)
            assert (row.state, row.granted or 0, row.paid) == (self.state, self.granted, self.paid)
            steps = ClaimStep.objects.filter(claim=row, move=M.PAY)
            assert sum(step.amount or 0 for step in steps) == row.paid
            waits = bool(clocks_about(by, [row.id]))
            assert waits == (row.state in {S.LODGED, S.APPEALED, *OWED})


OWED = (S.GRANTED_PART, S.GRANTED_FULL, S.PAID_PART)


def test_any_order_of_moves(world: World) -> None:
    class Here(Claims):
        by_whom = world.coordinator

    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Here, settings=settings(max_examples=8, stateful_step_count=14)
    )
