"""The day of who works on cases."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from punte.core.access.door import acting_as
from punte.core.agencies.door import Account
from punte.investigation.cases.actions.tasks import Wish, add_task
from tests.support.cases import in_team, make_case
from tests.support.worlds import World


def page(account: int, path: str) -> str:
    client = Client()
    client.force_login(Account.objects.get(pk=account))
    return client.get(path, follow=True).content.decode()


def test_the_day_of_an_investigator_begins_with_the_tasks(world: World) -> None:
    case, by = make_case(world.investigator)
    mine = in_team(case, by, world.second_investigator)
    wish = Wish("Ask the carrier", assignee=mine.account_id)
    with acting_as(by):
        add_task(by=by, case_id=case.pk, wish=wish, request_key=uuid4())
    assert "Ask the carrier" in page(mine.account_id, "/")
    assert "Ask the carrier" not in page(by.account_id, "/")


@pytest.mark.parametrize("role", ["coordinator", "officer"])
def test_who_helps_has_no_day_of_cases(world: World, role: str) -> None:
    client = Client()
    client.force_login(Account.objects.get(pk=getattr(world, role).account_id))
    assert client.get("/cases/today/").status_code == 403
