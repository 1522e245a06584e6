"""The pages of wishes and of the table of rules."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import Permission, Viewer, acting_as
from punte.core.agencies.door import Account
from punte.protection.approvals.door import Approval
from tests.protection.approvals.test_approvals import (
    ACT,
    administrator,
    asked,
    nothing_registered,
    wish,
)
from tests.support.approvals import agree, ask_on_page, rule_in_force
from tests.support.files import make_file
from tests.support.persons import make_person
from tests.support.signs import client_of
from tests.support.worlds import World, viewer

__all__ = ["administrator", "nothing_registered"]  # fixtures


def at(name: str, *args: object) -> str:
    return reverse(f"protection:{name}", args=args)


def test_the_pages_of_a_wish(world: World) -> None:
    row = asked(world.coordinator, wish(code="Willow-4172"))
    mine = client_of(world.coordinator)
    assert b"Willow-4172" in mine.get(at("approval", row.id)).content
    assert mine.get(at("approvals")).context["table"].count == 0
    assert mine.get(at("approvals") + "?view=mine").context["table"].count == 1
    second = client_of(world.supervisor)
    assert second.get(at("approvals")).context["table"].count == 1
    decide = at("decide_approval", row.id)
    assert mine.post(decide, {"decision": "approve"}).status_code == 403
    assert second.post(decide, {"decision": "refuse", "answer": ""}).status_code == 422
    assert second.post(decide, {"decision": "approve"}).status_code == 302
    assert second.post(decide, {"decision": "approve"}).status_code == 409
    assert client_of(world.caseworker).get(at("approval", row.id)).status_code == 404
    assert client_of(world.officer).get(at("approvals")).status_code == 403


def test_withdrawing_by_page(world: World) -> None:
    row = asked(world.coordinator)
    assert client_of(world.coordinator).post(at("withdraw_approval", row.id)).status_code == 302


def test_the_list_asks_the_same_for_one_and_many(world: World) -> None:
    second = client_of(world.supervisor)
    asked(world.coordinator)
    counts = []
    for _ in range(2):
        second.get(at("approvals"))
        with CaptureQueriesContext(connection) as caught:
            assert second.get(at("approvals")).status_code == 200
        counts.append(len(caught))
        for _more in range(5):
            asked(world.coordinator)
    assert counts[0] == counts[1] <= 20


def test_the_table_of_rules_keeps_its_history(world: World, administrator: Viewer) -> None:
    client = client_of(administrator)
    values = {
        "act": ACT,
        "jurisdiction": "MD",
        "agency_kind": "",
        "required": "1",
        "permission": Permission.APPROVE.value,
        "valid_from": timezone.localdate().isoformat(),
        "note": "House rule",
        "after": 0,
    }
    assert world.md
    made = client.post(at("new_approval_rule"), values)
    assert made.status_code == 302
    page = client.post(made.headers["Location"], {**values, "after": 1, "required": "0"})
    assert page.status_code == 302
    shown = client.get(page.headers["Location"])
    assert [row.version for row in shown.context["versions"]] == [2, 1]
    newest = shown.context["rule"]
    confirm = at("confirm_approval_rule", newest.id)
    assert b"There is no second administrator" in shown.content
    second = client_of(viewer(world.unit, "administrator"))
    assert b"you wrote it" in client.get(page.headers["Location"]).content
    assert client_of(world.supervisor).post(confirm).status_code == 403
    assert client.post(confirm).status_code == 403
    assert b"Put it in force" in second.get(page.headers["Location"]).content
    assert second.post(confirm).status_code == 302
    assert second.post(confirm).status_code == 409
    assert client.post(made.headers["Location"], {**values, "after": 1}).status_code == 409
    bad = client.post(at("new_approval_rule"), {**values, "valid_from": "2001-01-01"})
    assert bad.status_code == 200
    assert bad.context["form"].errors
    assert client.get(at("approval_rules")).status_code == 200
    assert client_of(world.supervisor).get(at("approval_rules")).status_code == 403


def test_who_may_approve_is_said_where_one_asks(world: World) -> None:
    rule_in_force(world, act="file.close", permission=Permission.REVIEW_FILES.value)
    with acting_as(world.coordinator) as by:
        file = make_file(by, make_person(by))
    mine, url = client_of(world.coordinator), at("file_close", file.id)
    # A coordinator alone: by this rule only a supervisor may approve, and there is none.
    alone = mine.get(url).content.decode()
    assert "Nobody else in your agency may approve this." in alone
    assert "Ask the administrators of this server" in alone
    assert 'name="ask_second_person"' not in alone
    manager = viewer(world.unit, "manager")
    assert f"Ask {name_of(manager)}, who give roles" in mine.get(url).content.decode()
    second = name_of(world.supervisor)
    asking = mine.get(url).content.decode()
    assert f"One of these may decide: {second}." in asking
    assert name_of(world.second_coordinator) not in asking
    ask_on_page(mine, url)
    assert f"One of these may decide: {second}." in mine.get(url).content.decode()
    with acting_as(world.coordinator) as by:
        row = Approval.objects.visible_to(by).get()
    assert second in mine.get(at("approval", row.id)).content.decode()
    agree(world.supervisor)
    assert mine.get(url).status_code == 200
    assert second not in mine.get(at("approval", row.id)).content.decode().split("facts")[0]


def test_agencies_without_a_second_person_are_named(world: World, administrator: Viewer) -> None:
    assert world.caseworker
    page = client_of(administrator).get(at("approval_rules")).content.decode()
    assert world.ngo.name in page
    assert viewer(world.ngo, "supervisor")
    page = client_of(administrator).get(at("approval_rules")).content.decode()
    assert world.ngo.name not in page


def name_of(who: Viewer) -> str:
    return Account.objects.get(pk=who.account_id).name
