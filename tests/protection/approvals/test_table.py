"""The table of two-person rules: what it begins with, and that a change wants two persons."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, Refused
from punte.protection.approvals.door import ApprovalRule, confirm_rule, needs_approval
from tests.protection.approvals.test_approvals import (
    ACT,
    a_rule,
    administrator,
    nothing_registered,
)
from tests.support.approvals import rule_in_force
from tests.support.worlds import World, viewer

__all__ = ["administrator", "nothing_registered"]  # fixtures


@pytest.mark.delivered_rules
@pytest.mark.parametrize(
    ("act", "wanted"),
    [
        ("consent.override", True), ("cases.export", True), ("file.reopen", True),
        ("file.close", False), ("file.transfer", False), ("cases.import", False),
    ],
)  # fmt: skip
def test_what_wants_two_from_the_first_day(world: World, act: str, wanted: bool) -> None:
    assert needs_approval(world.coordinator, act) is wanted
    assert needs_approval(world.foreign_coordinator, act) is wanted
    # A small agency, where nobody may approve, is not locked out of helping again.
    assert needs_approval(world.caseworker, act) is (wanted and act != "file.reopen")


def test_a_rule_holds_once_a_second_administrator_confirms_it(
    world: World, administrator: Viewer
) -> None:
    row = a_rule(administrator)
    assert not needs_approval(world.coordinator, ACT)
    with acting_as(administrator) as by, pytest.raises(Refused):
        confirm_rule(by=by, rule=row.id)
    with acting_as(world.supervisor) as by, pytest.raises(Refused):
        confirm_rule(by=by, rule=row.id)
    with acting_as(viewer(world.unit, "administrator")) as by:
        confirm_rule(by=by, rule=row.id)
        with pytest.raises(Conflict):
            confirm_rule(by=by, rule=row.id)
    assert needs_approval(world.coordinator, ACT)
    older = a_rule(administrator, required=False, after=1)
    rule_in_force(world, act=ACT, note="newer")
    # What a newer version has overtaken is not put in force behind it.
    with acting_as(viewer(world.unit, "administrator")) as by, pytest.raises(Conflict):
        confirm_rule(by=by, rule=older.id)
    assert needs_approval(world.coordinator, ACT)


def test_the_database_wants_a_second_administrator_too(world: World, administrator: Viewer) -> None:
    row = a_rule(administrator)
    with acting_as(administrator) as by:
        for values in (
            {"confirmed_at": timezone.now(), "confirmed_by_id": by.account_id},
            {"confirmed_at": timezone.now(), "confirmed_by_id": world.supervisor.account_id},
            {"required": False},
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                ApprovalRule.objects.filter(pk=row.pk).update(**values)
        row.pk, row.version, row.confirmed_at = uuid4(), 9, timezone.now()
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save(force_insert=True)
