"""The pages of notifying and of both lists, asked over HTTP as people of several roles."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from punte.core.access.door import Viewer, acting_as
from punte.core.ledger.door import Entry
from punte.protection.identification.drafts import (
    HOURS,
    Draft,
    load_draft,
    save_draft,
)
from punte.protection.identification.models import Notification
from punte.protection.persons.models import Person
from tests.support.signs import client_of, send_sign
from tests.support.worlds import World, viewer

PAGES: dict[str, dict[str, Any]] = {
    "where": {"channel": "field", "place": "A market"},
    "signs": {"red_flags": ["fear", "debt"], "note": "Quiet all the time."},
    "person": {"age_band": "adult", "sex": "female", "nationality": "UA", "found_in": "MD"},
    "contact": {"language": "uk", "safe": "way", "safe_way": "In the morning only."},
    "naming": {"name_place": "named"},
}
NAMES = {"given_name": "Inventata", "family_name": "Exemplescu", "phone": "+373 000 00000"}


def at(name: str, *args: object) -> str:
    return reverse(f"protection:{name}", args=args)


def write_draft(client: Client, world: World, **changes: dict[str, Any]) -> str:
    """Answer all pages but the last; the key the check page will send."""
    client.get(at("notify") + "?anew")
    pages = {**PAGES, "unit": {"to_agency": world.unit.pk}, **changes}
    for step, values in pages.items():
        answer = client.post(at("notify_step", step), values)
        assert answer.status_code == 302, (step, answer.context["form"].errors)
    page = client.get(at("notify_check")).content.decode()
    found = re.search(r'name="once" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.fixture
def officer(world: World) -> Client:
    assert world.coordinator
    return client_of(world.officer)


def test_one_thing_a_page_and_sent_once(world: World, officer: Client) -> None:
    once = write_draft(officer, world)
    sent = officer.post(at("notify_check"), {**NAMES, "once": once})
    with acting_as(world.officer):
        row = Notification.objects.get()
    assert sent.headers["Location"] == at("notification", row.pk)
    assert (row.safe_contact, row.red_flags) == ("In the morning only.", ["fear", "debt"])
    # Double click, resend, back button: the same notification again, once.
    for _ in range(2):
        again = officer.post(at("notify_check"), {**NAMES, "once": once})
        assert again.headers["Location"] == at("notification", row.pk)
    write_draft(officer, world)
    again = officer.post(at("notify_check"), {**NAMES, "once": once})
    assert again.headers["Location"] == at("notification", row.pk)
    with acting_as(world.coordinator):
        assert Person.objects.count() == 1


def test_identity_never_comes_near_the_session(world: World, officer: Client) -> None:
    once = write_draft(officer, world)
    wrong = officer.post(at("notify_check"), {"phone": "+373 000 00000", "once": once})
    assert wrong.status_code == 200
    assert "Give at least one name" in wrong.content.decode()
    for session in Session.objects.all():
        kept = str(session.get_decoded())
        for word in ("+373", "Inventata", "Quiet all", "morning"):
            assert word not in kept
    assert wrong.headers["Cache-Control"] == "no-store"


def test_without_a_name_none_is_asked(world: World, officer: Client) -> None:
    once = write_draft(officer, world, naming={"name_place": "declined"})
    page = officer.get(at("notify_check")).content.decode()
    assert "given_name" not in page
    officer.post(at("notify_check"), {**NAMES, "once": once})
    with acting_as(world.officer):
        assert Notification.objects.get().name_place == "declined"
    assert "Inventata" not in str(list(Entry.objects.values("detail")))


@pytest.mark.parametrize("age", ["child", "unknown"])
def test_the_child_path_does_not_ask_for_leave(world: World, officer: Client, age: str) -> None:
    officer.get(at("notify"))
    for step in ("where", "signs"):
        officer.post(at("notify_step", step), PAGES[step])
    officer.post(at("notify_step", "person"), {**PAGES["person"], "age_band": age})
    officer.post(at("notify_step", "contact"), PAGES["contact"])
    page = officer.get(at("notify_step", "naming")).content.decode()
    assert "without asking" in page
    assert 'value="declined"' not in page
    refused = officer.post(at("notify_step", "naming"), {"name_place": "declined"})
    assert refused.status_code == 200


def test_a_change_of_age_asks_for_the_name_again(world: World, officer: Client) -> None:
    write_draft(officer, world, naming={"name_place": "declined"})
    officer.post(at("notify_step", "person"), {**PAGES["person"], "age_band": "child"})
    assert officer.get(at("notify_check")).headers["Location"] == at("notify_step", "naming")


def test_pages_come_in_order(officer: Client) -> None:
    assert officer.get(at("notify_step", "unit")).headers["Location"] == at("notify")
    officer.get(at("notify"))
    assert officer.get(at("notify_step", "unit")).headers["Location"] == at("notify_step", "where")
    assert officer.get(at("notify_step", "nonsense")).status_code == 404


def test_a_draft_ends_after_two_hours(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(world.officer)
    session = client.session
    save_draft(session, Draft(uuid4(), {"where": {"place": ["x"]}}))
    assert load_draft(session)
    monkeypatch.setattr("punte.protection.identification.drafts.HOURS", -1)
    assert HOURS == 2
    assert load_draft(session) is None
    session["notification_draft"] = "nonsense"
    assert load_draft(session) is None


def test_the_quick_form(world: World, officer: Client) -> None:
    page = officer.get(at("notify_quick"))
    assert page.headers["Cache-Control"] == "no-store"
    values = {
        "red_flags": ["documents_held"],
        "urgent": "on",
        "age_band": "unknown",
        "sex": "female",
        "name_place": "not_known",
        "to_agency": world.unit.pk,
        "once": str(uuid4()),
    }
    for _ in range(2):
        sent = officer.post(at("notify_quick"), values)
    with acting_as(world.coordinator):
        row = Notification.objects.get()
        assert (row.channel, row.urgent) == ("border", True)
        assert Person.objects.get().found_in == "MD"
    assert sent.headers["Location"] == at("notification", row.pk)
    wrong = officer.post(at("notify_quick"), {**values, "given_name": "Inventata"})
    assert "name fields stay empty" in wrong.content.decode()
    wrong = officer.post(at("notify_quick"), {**values, "name_place": "declined"})
    assert "Only an adult" in wrong.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("place", "a\x00b"),
        ("place", "x" * 5000),
        ("to_agency", "99999999999999999999999"),
        ("to_agency", "x"),
        ("age_band", "old"),
        ("red_flags", "dragon"),
        ("once", "no key"),
        ("once", ""),
    ],
)
def test_bad_input_is_refused_clearly(
    world: World, officer: Client, field: str, value: str
) -> None:
    good = {
        "age_band": "adult",
        "sex": "male",
        "name_place": "not_known",
        "to_agency": world.unit.pk,
        "once": str(uuid4()),
    }
    answer = officer.post(at("notify_quick"), {**good, field: value})
    assert answer.status_code in {200, 400, 422}
    with acting_as(world.officer):
        assert not Notification.objects.exists()


def test_a_unit_of_another_kind_cannot_be_chosen(world: World, officer: Client) -> None:
    values = {"age_band": "adult", "sex": "male", "name_place": "not_known",
              "to_agency": world.ngo.pk, "once": str(uuid4())}  # fmt: skip
    assert officer.post(at("notify_quick"), values).status_code == 200
    with acting_as(world.officer):
        assert not Notification.objects.exists()


def test_inbox_detail_and_taking_up(world: World) -> None:
    row = send_sign(world.officer, world.unit, urgent=True)
    client = client_of(world.coordinator)
    assert f"{row.number:04d}" in client.get(at("notifications")).content.decode()
    page = client.get(at("notification", row.pk)).content.decode()
    assert "Fear or anxiety" in page
    assert "Take up" in page
    title = re.search(r"<title>(.*?)</title>", page, re.S)
    assert title
    assert f"{row.number:04d}" not in title[1]
    client.post(at("notification_take_up", row.pk))
    assert "Open the case file" in client.get(at("notification", row.pk)).content.decode()
    late = client_of(world.second_coordinator).post(at("notification_take_up", row.pk))
    assert late.status_code == 409
    assert world.coordinator.display_name in late.content.decode()
    sender = client_of(world.officer).get(at("notification", row.pk)).content.decode()
    assert "Taken up" in sender
    assert world.coordinator.display_name not in sender
    assert "What follows stays with it" in sender


def test_the_way_back_leads_to_a_list_one_may_read(world: World) -> None:
    row = send_sign(world.officer, world.unit)
    link = f'href="{at("notifications")}"'
    reads = client_of(world.coordinator).get(at("notification", row.pk)).content.decode()
    reviews = client_of(viewer(world.unit, "supervisor")).get(at("notification", row.pk))
    assert link in reads
    assert link not in reviews.content.decode()
    assert "Notifications to us" in reviews.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "state=sent",
        "urgent=on",
        "channel=border",
        "country=IT",
        "code=Willow-1",
        "code=%27%3B--",
        "code=999999999999999999",
        "state=nonsense",
        "sort=-sent",
        "sort=x&page=99999999999",
    ],
)
def test_filters_of_both_lists_never_fail(world: World, query: str) -> None:
    send_sign(world.officer, world.unit)
    for by, name in ((world.coordinator, "notifications"), (world.officer, "notifications_sent")):
        assert client_of(by).get(f"{at(name)}?{query}").status_code == 200


def test_lists_take_the_same_queries_however_long(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for name, by in (("notifications", world.coordinator), ("notifications_sent", world.officer)):
        client = client_of(by)
        send_sign(world.officer, world.unit)
        client.get(at(name))
        with django_assert_max_num_queries(24) as few:
            client.get(at(name))
        for _ in range(6):
            send_sign(world.officer, world.unit)
        with django_assert_max_num_queries(len(few.captured_queries)):
            client.get(at(name))


@pytest.mark.parametrize("role", ["analyst", "manager"])
def test_who_may_not_even_look(world: World, role: str) -> None:
    by: Viewer = viewer(world.unit, role)
    client = client_of(by)
    for name in ("notifications", "notifications_sent", "notify", "notify_quick", "notify_check"):
        assert client.get(at(name)).status_code == 403
