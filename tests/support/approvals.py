"""Two-person rules for the tests of the rooms that ask for them."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client
from django.utils import timezone

from punte.core.access.door import Permission, Viewer, acting_as
from punte.protection.approvals.door import (
    Approval,
    ApprovalRule,
    confirm_rule,
    decide_approval,
    set_rule,
)
from tests.support.database import as_role
from tests.support.worlds import World, viewer


def rule_in_force(world: World, **values: Any) -> ApprovalRule:
    """The next version of a rule, written by one administrator and put in force by another."""
    given: dict[str, Any] = {
        "jurisdiction": "",
        "agency_kind": "",
        "required": True,
        "permission": Permission.APPROVE.value,
        "valid_from": timezone.localdate(),
        **values,
    }
    scope = {name: given[name] for name in ("act", "jurisdiction", "agency_kind")}
    newest = ApprovalRule.objects.filter(**scope).order_by("-version").first()
    given.setdefault("after", newest.version if newest else 0)
    with acting_as(viewer(world.unit, "administrator")) as by:
        row = set_rule(by=by, **given)
    with acting_as(viewer(world.unit, "administrator")) as by:
        return confirm_rule(by=by, rule=row.id)


def want_two(world: World, act: str) -> None:
    """A rule for all agencies, in force from today, and somebody who may be the second person."""
    assert world.supervisor
    assert world.coordinator
    rule_in_force(world, act=act)


def lift_rules() -> None:
    """No act wants a second person any more."""
    with as_role(str(connection.settings_dict["USER"])), connection.cursor() as cursor:
        cursor.execute("DELETE FROM protection_approval_rule")


def ask_on_page(client: Client, url: str, **kept: str) -> None:
    """Send the form that asks a second person, as the page in the act's way draws it."""
    values = {"ask_second_person": "1", "ask_second_person-reason": "All has been talked over."}
    once = "00000000-0000-7000-8000-0000000000aa"
    answer = client.post(url, {**values, "once": once, **kept})
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"].startswith("/approvals/")


def agree(by: Viewer) -> Approval:
    """The second person says yes to what waits."""
    with acting_as(by):
        row = Approval.objects.visible_to(by).get(state=Approval.State.ASKED)
        return decide_approval(by=by, approval=row.id, approve=True, answer="")
