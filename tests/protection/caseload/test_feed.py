"""The address under which a calendar program reads one's dates."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Account, Membership
from punte.core.deadlines.door import start_clock
from punte.protection.caseload.models import CalendarFeed
from tests.protection.caseload.conftest import MakeFile
from tests.protection.caseload.test_work import a_task, at
from tests.support.signs import client_of
from tests.support.worlds import World


def opened(by: Viewer, detail: str = "neutral") -> str:
    page = client_of(by).post(at("calendar_address"), {"detail": detail})
    return str(page.context["address"]).removeprefix("http://testserver")


def summaries(text: bytes) -> list[str]:
    return [str(event["summary"]) for event in Calendar.from_ical(text).walk("VEVENT")]


def test_the_feed_says_nothing_about_anybody(world: World, new_file: MakeFile) -> None:
    file = new_file()
    tomorrow = timezone.localdate() + timedelta(days=1)
    a_task(world.coordinator, words="Meet her at the station", due_on=tomorrow, file=file.id)
    with acting_as(world.coordinator) as by:
        start_clock(
            by=by,
            measure="assistance.assess",
            jurisdiction="MD",
            record=file.person_id,
            code="Willow-4172",
            about_kind="file",
            about_id=file.id,
            owner=file.owner,
            audiences=file.audiences,
            url="/caseload/",
        )
    answer = Client().get(opened(world.coordinator))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert sorted(summaries(answer.content)) == ["Deadline", "Task"]
    for secret in (b"station", b"Willow", str(file).encode(), str(file.id).encode()):
        assert secret not in answer.content
    kinds = Client().get(opened(world.coordinator, "kind"))
    assert sorted(summaries(kinds.content)) == ["Assess needs and risk", "Task"]


def test_a_feed_ends(world: World) -> None:
    first = opened(world.coordinator)
    second = opened(world.coordinator)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert Client().get(second[:-4] + "xxx/").status_code == 404
    assert Client().get(at("calendar_feed", "x" * 200)).status_code == 404
    assert client_of(world.coordinator).post(at("close_calendar_address")).status_code == 302
    assert Client().get(second).status_code == 404
    assert not CalendarFeed.objects.filter(token_hash__contains=second.split("/")[-2]).exists()


@pytest.mark.parametrize("how", ["suspended", "left", "inactive"])
def test_a_feed_obeys_suspension(world: World, how: str) -> None:
    address = opened(world.coordinator)
    assert Client().get(address).status_code == 200
    account = Account.objects.get(pk=world.coordinator.account_id)
    if how == "inactive":
        Account.objects.filter(pk=account.pk).update(is_active=False)
    else:
        Membership.objects.filter(account=account).update(state=how)
    assert Client().get(address).status_code == 404


def test_a_feed_is_for_one_role_in_one_agency(world: World) -> None:
    assert client_of(world.officer).get(at("calendar_address")).status_code == 403
    a_task(world.coordinator, due_on=timezone.localdate())
    assert summaries(Client().get(opened(world.coordinator)).content) == ["Task"]
    assert summaries(Client().get(opened(world.supervisor)).content) == []
    assert client_of(world.officer).get(opened(world.coordinator)).status_code == 200
