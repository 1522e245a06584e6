"""Asking, answering and using an approval, and the table of rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from punte.core.access.door import Permission, Viewer, acting_as
from punte.core.deadlines.door import Clock, clocks_about
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.door import Entry
from punte.core.notices.models import Notice
from punte.protection.approvals import acts
from punte.protection.approvals.door import (
    Approval,
    ApprovalRule,
    Wish,
    approvals_waiting,
    approved,
    ask_approval,
    decide_approval,
    needs_approval,
    register_act,
    set_rule,
    use_approval,
    withdraw_approval,
)
from tests.support.approvals import rule_in_force
from tests.support.worlds import AgencyFactory, World, viewer

ACT = "file.close"


@pytest.fixture
def administrator(world: World) -> Viewer:
    return viewer(world.unit, "administrator")


def a_rule(by: Viewer, **values: Any) -> ApprovalRule:
    """A version that one administrator wrote; it is not in force yet."""
    given = {
        "act": ACT,
        "jurisdiction": "",
        "agency_kind": "",
        "required": True,
        "permission": Permission.APPROVE.value,
        "valid_from": timezone.localdate(),
        **values,
    }
    with acting_as(by):
        return set_rule(by=by, **given)


def wish(about: UUID | None = None, **values: Any) -> Wish:
    return Wish(
        act=ACT,
        about_kind="file",
        about_id=about or uuid4(),
        url="/caseload/",
        reason="All goals are reached.",
        **values,
    )


def asked(by: Viewer, what: Wish | None = None) -> Approval:
    with acting_as(by):
        return ask_approval(by=by, wish=what or wish(), request_key=uuid4())


@pytest.fixture
def carried() -> Iterator[list[Approval]]:
    """The act, registered with how it is carried out; put back afterwards."""
    done: list[Approval] = []
    before = dict(acts._ACTS)
    register_act(ACT, carry_out=lambda _by, row: done.append(row))
    yield done
    acts._ACTS.clear()
    acts._ACTS.update(before)


@pytest.fixture(autouse=True)
def nothing_registered() -> Iterator[None]:
    """Other rooms' ways to carry out do not belong to these tests."""
    before = dict(acts._ACTS)
    acts._ACTS[ACT] = acts.Act(ACT, "Close a file")
    yield
    acts._ACTS.clear()
    acts._ACTS.update(before)


def test_without_a_rule_one_person_does_it(world: World) -> None:
    assert not needs_approval(world.coordinator, ACT)
    rule_in_force(world, act=ACT, agency_kind="shelter")
    assert not needs_approval(world.coordinator, ACT)
    rule_in_force(world, act=ACT, jurisdiction="MD")
    assert needs_approval(world.coordinator, ACT)
    assert not needs_approval(world.foreign_coordinator, ACT)
    rule_in_force(world, act=ACT, jurisdiction="MD", required=False)
    assert not needs_approval(world.coordinator, ACT)


def test_only_who_configures_changes_rules(world: World, administrator: Viewer) -> None:
    with pytest.raises(Refused):
        a_rule(world.supervisor)
    a_rule(administrator)
    with pytest.raises(Conflict):
        a_rule(administrator)
    with pytest.raises(Invalid):
        a_rule(administrator, act="no.such", after=1)
    with pytest.raises(Invalid):
        a_rule(administrator, valid_from=timezone.localdate() - timedelta(days=1), after=1)


def test_asking_starts_a_clock_and_tells_colleagues(world: World) -> None:
    row = asked(world.coordinator)
    assert world.supervisor
    with acting_as(world.coordinator) as by:
        assert [clock.measure for clock in clocks_about(by, [row.id])[row.id]] == [
            "assistance.approval"
        ]
        assert approvals_waiting(by) == 0
    with acting_as(world.second_coordinator) as by:
        assert approvals_waiting(by) == 1
    assert Entry.objects.filter(action="approval.ask").count() == 1


def test_a_notice_goes_to_those_who_may_approve(world: World) -> None:
    second = world.second_coordinator
    asked(world.coordinator)
    with acting_as(second):
        assert [notice.kind for notice in Notice.objects.all()] == ["approval_asked"]


def test_the_same_is_asked_once(world: World) -> None:
    about, key = uuid4(), uuid4()
    with acting_as(world.coordinator) as by:
        first = ask_approval(by=by, wish=wish(about), request_key=key)
        assert ask_approval(by=by, wish=wish(about), request_key=key) == first
        with pytest.raises(Conflict):
            ask_approval(by=by, wish=wish(about), request_key=uuid4())
        with pytest.raises(Invalid):
            ask_approval(
                by=by,
                wish=Wish(ACT, "file", uuid4(), "/caseload/", "  "),
                request_key=uuid4(),
            )


def test_who_asked_does_not_decide(world: World) -> None:
    row = asked(world.coordinator)
    with acting_as(world.coordinator) as by, pytest.raises(Refused):
        decide_approval(by=by, approval=row.id, approve=True, answer="")


def test_a_caseworker_does_not_decide(world: World) -> None:
    row = asked(world.coordinator)
    with acting_as(viewer(world.unit, "caseworker")) as by, pytest.raises(Refused):
        decide_approval(by=by, approval=row.id, approve=True, answer="")


def test_another_agency_does_not_see_it(world: World) -> None:
    row = asked(world.coordinator)
    with acting_as(world.foreign_coordinator) as by, pytest.raises(NotHere):
        decide_approval(by=by, approval=row.id, approve=True, answer="")


def test_the_database_wants_a_second_person_too(world: World) -> None:
    row = asked(world.coordinator)
    with (
        acting_as(world.coordinator) as by,
        pytest.raises(IntegrityError, match="second_person"),
        transaction.atomic(),
    ):
        Approval.objects.filter(pk=row.pk).update(
            state="approved", decided_by_id=by.account_id, decided_at=timezone.now()
        )


def test_an_approval_serves_once(world: World) -> None:
    about = uuid4()
    row = asked(world.coordinator, wish(about))
    with acting_as(world.coordinator) as by, pytest.raises(Conflict):
        use_approval(by=by, act=ACT, about=about)
    with acting_as(world.supervisor) as by:
        decide_approval(by=by, approval=row.id, approve=True, answer="")
    with acting_as(world.coordinator) as by:
        assert approved(by, ACT, about) == row
        use_approval(by=by, act=ACT, about=about)
        assert approved(by, ACT, about) is None
        with pytest.raises(Conflict):
            use_approval(by=by, act=ACT, about=about)
        assert Clock.objects.get(about_id=row.id).met_at is not None


def test_an_approved_act_is_carried_out_by_its_room(world: World, carried: list[Approval]) -> None:
    row = asked(world.coordinator)
    with acting_as(world.supervisor) as by:
        decide_approval(by=by, approval=row.id, approve=True, answer="")
        assert approved(by, ACT, row.about_id) is None
    assert carried == [row]


def test_what_cannot_be_carried_out_leaves_the_wish_open(world: World) -> None:
    def fail(_by: Viewer, _row: Approval) -> None:
        raise Conflict

    acts._ACTS[ACT] = acts.Act(ACT, "Close a file", fail)
    row = asked(world.coordinator)
    with acting_as(world.supervisor) as by:
        with pytest.raises(Conflict), transaction.atomic():
            decide_approval(by=by, approval=row.id, approve=True, answer="")
        row.refresh_from_db()
        assert row.state == "asked"


def test_a_refusal_says_why_and_ends_it(world: World) -> None:
    row = asked(world.coordinator)
    with acting_as(world.supervisor) as by:
        with pytest.raises(Invalid):
            decide_approval(by=by, approval=row.id, approve=False, answer=" ")
        decide_approval(by=by, approval=row.id, approve=False, answer="Not yet.")
        with pytest.raises(Conflict):
            decide_approval(by=by, approval=row.id, approve=True, answer="")


def test_only_who_asked_withdraws(world: World) -> None:
    row = asked(world.coordinator)
    with acting_as(world.supervisor) as by, pytest.raises(Refused):
        withdraw_approval(by=by, approval=row.id)
    with acting_as(world.coordinator) as by:
        withdraw_approval(by=by, approval=row.id)
        with pytest.raises(Conflict):
            withdraw_approval(by=by, approval=row.id)


def test_a_rule_may_want_a_supervisor(world: World) -> None:
    rule_in_force(world, act=ACT, permission=Permission.REVIEW_FILES.value)
    row = asked(world.coordinator)
    with acting_as(world.second_coordinator) as by, pytest.raises(Refused):
        decide_approval(by=by, approval=row.id, approve=True, answer="")
    with acting_as(world.supervisor) as by:
        assert decide_approval(by=by, approval=row.id, approve=True, answer="").state == "approved"


def test_a_kind_of_agency_may_have_its_own_rule(world: World) -> None:
    rule_in_force(world, act=ACT)
    rule_in_force(world, act=ACT, agency_kind="ngo", required=False)
    ngo = viewer(AgencyFactory(jurisdiction=world.md, kind="ngo"), "supervisor")
    assert needs_approval(world.supervisor, ACT)
    assert not needs_approval(ngo, ACT)
