"""Two-person rules for the tests of the rooms that ask for them."""

from __future__ import annotations

from django.test import Client
from django.utils import timezone

from punte.core.access.door import Permission, Viewer, acting_as
from punte.protection.approvals.door import Approval, decide_approval, set_rule
from tests.support.worlds import World, viewer


def want_two(world: World, act: str) -> None:
    """A rule for all agencies, in force from today."""
    with acting_as(viewer(world.unit, "administrator")) as by:
        set_rule(
            by=by,
            act=act,
            jurisdiction="",
            agency_kind="",
            required=True,
            permission=Permission.APPROVE.value,
            valid_from=timezone.localdate(),
        )


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
