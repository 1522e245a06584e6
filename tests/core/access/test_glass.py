"""Breaking the glass: with a reason, for oneself, for two hours, told to owner and oversight."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from punte.core.access.door import BrokenGlass, Viewer, break_glass, broken_glass
from punte.core.errors import Invalid, NotHere, Refused
from punte.core.ids import new_id
from tests.core.access.guarded import add_note, add_record, let_pass, run, sees
from tests.support.ledger import entries
from tests.support.worlds import AgencyFactory, World, viewer

pytestmark = pytest.mark.usefixtures("tables")
REASON = "The person called from an unknown place."


def smash(by: Viewer, record: UUID, reason: str = REASON) -> BrokenGlass:
    by.bind()
    return break_glass(by=by, record=record, account_audience=by.account_audience, reason=reason)


def test_it_opens_to_oneself_and_to_no_colleague(world: World) -> None:
    colleague = viewer(world.ngo, "caseworker")
    record = add_record(world.unit.audience)
    assert sees(world.caseworker) == 0
    glass = smash(world.caseworker, record)
    assert sees(world.caseworker) == 1
    assert sees(colleague) == 0
    assert glass.ends_at - glass.broken_at <= timedelta(hours=2, seconds=5)
    [entry] = entries("access.break_glass")
    assert (entry.subject, entry.account_id) == (record, world.caseworker.account_id)


def test_it_closes_after_two_hours_by_itself(world: World) -> None:
    record = add_record(world.unit.audience)
    smash(world.caseworker, record)
    let_pass(minutes=119)
    assert sees(world.caseworker) == 1
    let_pass(minutes=2)
    assert sees(world.caseworker) == 0


def test_owner_and_oversight_are_told_and_others_are_not(world: World) -> None:
    record = add_record(world.unit.audience)
    helper = viewer(world.unit, "caseworker")
    foreign = viewer(AgencyFactory(jurisdiction=world.md), "caseworker")
    overseer = world.overseer
    smash(foreign, record)
    for told in (world.coordinator, helper, overseer, foreign):
        told.bind()
        assert broken_glass().count() == 1, told.role_key
    world.caseworker.bind()
    assert broken_glass().count() == 0


def test_the_true_owner_is_named_whatever_hangs_on_the_record(world: World) -> None:
    record = add_record(world.unit.audience)
    add_note(record, world.border.audience)
    assert smash(world.caseworker, record).owner == world.unit.audience
    assert sees(world.caseworker) == 1


def test_a_role_without_the_permission_does_not(world: World) -> None:
    record = add_record(world.unit.audience)
    for role in (world.officer, world.overseer):
        with pytest.raises(Refused):
            smash(role, record)
    assert smash(world.caseworker, record)


@pytest.mark.parametrize("reason", ["", "short", " " * 40])
def test_it_needs_a_reason(world: World, reason: str) -> None:
    with pytest.raises(Invalid):
        smash(world.caseworker, add_record(world.unit.audience), reason)


def test_there_is_nothing_behind_an_unknown_key(world: World) -> None:
    with pytest.raises(NotHere):
        smash(world.caseworker, new_id())


@pytest.mark.parametrize("wrong", ["agency", "account", "hours", "why"])
def test_the_database_itself_refuses(world: World, wrong: str) -> None:
    by = world.caseworker
    record = add_record(world.unit.audience)
    values: dict[str, Any] = {
        "glass": new_id(),
        "record": record,
        "audience": by.agency_audience if wrong == "agency" else by.account_audience,
        "account": world.coordinator.account_id if wrong == "account" else by.account_id,
        "agency": by.agency_id,
        "oversight": by.oversight_audience,
        "why": "short" if wrong == "why" else REASON,
        "until": timezone.now() + timedelta(hours=3 if wrong == "hours" else 2),
    }
    by.bind()
    with pytest.raises(DatabaseError, match="break glass refused"), transaction.atomic():
        run("SELECT punte_break_glass(%s, %s, %s, %s, %s, %s, %s, %s)", list(values.values()))
    assert sees(by) == 0


def test_nobody_writes_broken_glass_by_hand_or_reviews_their_own(world: World) -> None:
    record = add_record(world.unit.audience)
    smash(world.caseworker, record)
    review = "UPDATE access_broken_glass SET review = 'fine' RETURNING id"
    world.caseworker.bind()
    assert run(review) == []
    world.coordinator.bind()
    assert len(run(review)) == 1
    for statement in (
        "UPDATE access_broken_glass SET reason = 'another reason'",
        "DELETE FROM access_broken_glass",
        "INSERT INTO access_broken_glass SELECT * FROM access_broken_glass",
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            run(statement)
