from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from punte.core.access.door import Viewer
from punte.core.agencies.door import Account
from punte.core.deadlines import queries, table_actions
from punte.core.deadlines.models import Clock, Holiday, Rule
from punte.core.errors import Conflict, Refused
from punte.core.ids import new_id
from punte.core.ledger.models import Entry
from tests.core.deadlines.test_clocks import started
from tests.support.worlds import World, acting_as, viewer


def signed_in(who: Viewer) -> Client:
    client = Client()
    account = Account.objects.get(pk=who.account_id)
    client.force_login(account, settings.AUTHENTICATION_BACKENDS[-1])
    return client


@pytest.fixture
def administrator(world: World) -> Viewer:
    return viewer(world.unit, "administrator")


@pytest.fixture
def rule(db: None) -> Rule:
    return Rule.objects.get(measure="referral.answer", jurisdiction="")


def shown(client: Client, query: str = "") -> str:
    answer = client.get(f"/deadlines/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_my_deadlines_are_those_on_which_i_must_act(world: World) -> None:
    assert "Nothing is due" in shown(signed_in(world.caseworker))
    with acting_as(world.coordinator):
        started(world, url="/referrals/here/")
    page = shown(signed_in(world.caseworker))
    assert "/referrals/here/" in page
    assert "Answer a referral" in page
    assert "/referrals/here/" not in shown(signed_in(world.coordinator))
    assert "/referrals/here/" in shown(signed_in(world.coordinator), "?when=others")
    assert "/referrals/here/" not in shown(signed_in(world.officer), "?when=others")


@pytest.mark.parametrize(
    ("due", "tabs"),
    [
        (timedelta(hours=-1), {"late"}),
        (timedelta(days=30), set()),
    ],
)
def test_tabs_sort_by_urgency(world: World, due: timedelta, tabs: set[str]) -> None:
    with acting_as(world.coordinator):
        clock = started(world, url="/referrals/here/")
        when = timezone.now() + due
        Clock.objects.filter(pk=clock.pk).update(due_at=when, started_at=when - timedelta(days=5))
    client = signed_in(world.caseworker)
    for tab in ("late", "today", "week"):
        assert ("/referrals/here/" in shown(client, f"?when={tab}")) == (tab in tabs)
    with acting_as(world.caseworker):
        counts = queries.my_counts(world.caseworker)
    assert (counts.open, counts.late) == (1, int("late" in tabs))


def test_today_and_this_week(world: World) -> None:
    now = timezone.now()
    with acting_as(world.coordinator):
        clock = started(world)
        for minutes, expected in ((1, 1), (60 * 24 * 8, 0)):
            soon = now + timedelta(minutes=minutes)
            Clock.objects.filter(pk=clock.pk).update(due_at=soon, started_at=now - timedelta(1))
            assert Clock.objects.filter(queries.this_week(now)).count() == expected
        late_evening = timezone.localtime(now).replace(hour=23, minute=59, second=30)
        Clock.objects.filter(pk=clock.pk).update(due_at=late_evening)
        start_of_day = late_evening.replace(hour=0, minute=0)
        assert Clock.objects.filter(queries.today(start_of_day)).count() == 1
        assert Clock.objects.filter(queries.today(start_of_day - timedelta(days=1))).count() == 0


@pytest.mark.parametrize(
    "query", ["?kind=referral.info", "?kind=nothing", "?when=x", "?page=" + "9" * 90, "?sort=--id"]
)
def test_filters_narrow_and_odd_ones_do_no_harm(world: World, query: str) -> None:
    with acting_as(world.coordinator):
        started(world)
    page = shown(signed_in(world.caseworker), query)
    assert ("Answer a referral</a>" in page) == ("referral.info" not in query)


def test_everyone_reads_the_table_and_sees_what_is_unverified(world: World) -> None:
    client = signed_in(world.officer)
    page = client.get("/deadlines/rules/").content.decode()
    assert "678/2001" in page
    assert "unverified" in page
    rule = Rule.objects.first()
    assert rule is not None
    history = client.get(f"/deadlines/rules/{rule.pk}/").content.decode()
    assert rule.source in history
    assert "New version" not in history
    assert client.get(f"/deadlines/rules/{new_id()}/").status_code == 404


def values(**changes: Any) -> dict[str, Any]:
    return {
        "term": "3",
        "unit": "days",
        "working_days": "on",
        "warn_before": "12",
        "give_up_after": "24",
        "source": "Invented Act 1/2026, art. 2",
        "verified": "on",
        "valid_from": timezone.localdate().isoformat(),
        "after": "1",
        **changes,
    }


def test_editing_shows_what_changes_and_then_adds_a_version(
    world: World, administrator: Viewer, rule: Rule
) -> None:
    with acting_as(world.coordinator):
        started(world)
    client, address = signed_in(administrator), f"/deadlines/rules/{rule.pk}/edit/"
    assert client.get(address).status_code == 200
    preview = client.post(address, values()).content.decode()
    assert "1 running clock keeps its present term." in preview
    assert queries.rule_versions(rule).count() == 1
    answer: Any = client.post(address, values(step="confirm"))
    new = queries.newest_version(rule)
    assert answer.url == f"/deadlines/rules/{new.pk}/"
    assert (new.version, new.term, new.working_days, new.verified) == (2, 3, True, True)
    assert new.give_up_after == 24
    rule.refresh_from_db()
    assert (rule.version, rule.term) == (1, 5)
    again = client.post(address, values(step="confirm"))
    assert again.status_code == 409
    with acting_as(world.coordinator):
        assert started(world).term == 3


def test_running_clocks_keep_their_version(world: World, administrator: Viewer, rule: Rule) -> None:
    with acting_as(world.coordinator):
        clock = started(world)
    with acting_as(administrator):
        changes = {name: getattr(rule, name) for name in table_actions.EDITABLE}
        changes |= {"term": 9, "valid_from": timezone.localdate()}
        table_actions.change_rule(by=administrator, rule=rule, values=changes)
        with pytest.raises(Conflict):
            table_actions.change_rule(by=administrator, rule=rule, values=changes)
        assert queries.running_by(rule) == 1
    with acting_as(world.overseer):
        entry = Entry.objects.get(action="deadline_rule.change")
        assert entry.detail["version"] == 2
    with acting_as(world.coordinator):
        clock.refresh_from_db()
        assert (clock.term, clock.rule_id) == (5, rule.pk)


def test_a_rule_of_tomorrow_does_not_hold_today(administrator: Viewer, rule: Rule) -> None:
    today = timezone.localdate()
    with acting_as(administrator):
        changes = {name: getattr(rule, name) for name in table_actions.EDITABLE}
        changes |= {"term": 9, "valid_from": today + timedelta(days=1)}
        table_actions.change_rule(by=administrator, rule=rule, values=changes)
    for day, term in ((today, 5), (today + timedelta(days=1), 9)):
        found = queries.rule_in_force("referral.answer", "RO", day)
        assert found is not None
        assert found.term == term


@pytest.mark.parametrize(
    "change",
    [
        {"term": "0"},
        {"term": "9" * 5000},
        {"term": "3\x00"},
        {"unit": "years"},
        {"source": "a\x00b"},
        {"source": ""},
        {"valid_from": "2020-01-01"},
        {"valid_from": "31.31.2026"},
        {"valid_to": "2020-01-01"},
        {"give_up_after": "-5"},
        {"warn_before": "-1"},
    ],
)
def test_a_wrong_rule_is_explained_and_not_kept(
    administrator: Viewer, rule: Rule, change: dict[str, str]
) -> None:
    answer = signed_in(administrator).post(
        f"/deadlines/rules/{rule.pk}/edit/", values(step="confirm", **change)
    )
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()
    assert queries.rule_versions(rule).count() == 1


def test_only_an_administrator_changes_the_table(world: World, rule: Rule) -> None:
    client = signed_in(world.supervisor)
    assert client.get(f"/deadlines/rules/{rule.pk}/edit/").status_code == 403
    day = {"day": "2026-07-07", "name": "Invented Day"}
    assert client.post("/deadlines/holidays/MD/2026/add/", day).status_code == 403
    holiday = Holiday.objects.filter(jurisdiction="MD")[0]
    assert client.post(f"/deadlines/holidays/{holiday.pk}/remove/").status_code == 403
    with acting_as(world.supervisor), pytest.raises(Refused):
        table_actions.change_rule(by=world.supervisor, rule=rule, values={})


def test_holidays_are_shown_added_and_removed(administrator: Viewer) -> None:
    client = signed_in(administrator)
    assert "Memorial Easter" in client.get("/deadlines/holidays/MD/2026/").content.decode()
    day = {"day": "2026-07-07", "name": "Invented Day"}
    assert client.post("/deadlines/holidays/MD/2026/add/", day).status_code == 302
    assert client.post("/deadlines/holidays/MD/2026/add/", day).status_code == 409
    added: UUID = Holiday.objects.get(jurisdiction="MD", day=date(2026, 7, 7)).pk
    assert client.post(f"/deadlines/holidays/{added}/remove/").status_code == 302
    assert client.post(f"/deadlines/holidays/{added}/remove/").status_code == 404


@pytest.mark.parametrize("path", ["XX/2026", "MD/1066", "MD/" + "9" * 40, "md/2026"])
def test_unknown_calendars_are_not_here(world: World, path: str) -> None:
    assert signed_in(world.officer).get(f"/deadlines/holidays/{path}/").status_code == 404


def test_strangers_are_sent_to_sign_in(db: None) -> None:
    for path in ("", "rules/", "holidays/MD/2026/"):
        assert Client().get(f"/deadlines/{path}").status_code == 302
