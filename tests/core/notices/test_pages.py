from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from punte.core.access.door import Viewer
from punte.core.agencies.door import Account
from punte.core.ids import new_id
from punte.core.notices import actions, queries
from tests.support.worlds import World, acting_as


def signed_in(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(
        Account.objects.get(pk=viewer.account_id), settings.AUTHENTICATION_BACKENDS[-1]
    )
    return client


@pytest.fixture
def notice(world: World) -> UUID:
    with acting_as(world.coordinator):
        actions.send_notice(
            kind="escalation",
            url="/deadlines/",
            params={"measure": "referral.answer", "person": "Willow-1234"},
            urgent=True,
            to_accounts=[world.officer.account_id],
        )
    with acting_as(world.officer):
        return queries.my_notices(world.officer).get().pk


def test_the_page_shows_one_s_own_and_counts_them(world: World, notice: UUID) -> None:
    page = signed_in(world.officer).get("/notices/").content.decode()
    assert "A missed deadline needs you" in page
    assert "Willow-1234" in page
    assert "Answer a referral" in page
    other = signed_in(world.coordinator).get("/notices/").content.decode()
    assert "Willow-1234" not in other
    assert "Nothing new" in other


def test_opening_marks_it_read_and_leads_on(world: World, notice: UUID) -> None:
    client = signed_in(world.officer)
    answer: Any = client.post(f"/notices/{notice}/open/")
    assert (answer.status_code, answer.url) == (302, "/deadlines/")
    assert "Nothing new" in client.get("/notices/").content.decode()
    assert "Willow-1234" in client.get("/notices/?show=all").content.decode()


@pytest.mark.parametrize("act", ["open", "read"])
def test_another_s_notice_is_as_if_absent(world: World, notice: UUID, act: str) -> None:
    client = signed_in(world.coordinator)
    assert client.post(f"/notices/{notice}/{act}/").status_code == 404
    assert client.post(f"/notices/{new_id()}/{act}/").status_code == 404
    assert client.get(f"/notices/{notice}/{act}/").status_code == 405


def test_marking_one_and_all(world: World, notice: UUID) -> None:
    client = signed_in(world.officer)
    assert client.post(f"/notices/{notice}/read/").status_code == 302
    assert client.post("/notices/read-all/").status_code == 302
    with acting_as(world.officer):
        assert queries.unread_count(world.officer) == 0


def test_the_bell_counts(world: World, notice: UUID) -> None:
    assert '<span class="bell-count">1</span>' in (
        signed_in(world.officer).get("/notices/bell/").content.decode()
    )
    assert '<span class="bell-count"></span>' in (
        signed_in(world.coordinator).get("/notices/bell/").content.decode()
    )


def test_preferences_are_kept_and_bad_ones_explained(world: World) -> None:
    client = signed_in(world.officer)
    assert client.get("/notices/settings/").status_code == 200
    wrong = client.post("/notices/settings/", {"shown": ["no\x00ne"], "language": "ro"})
    assert wrong.status_code == 200
    assert "error-summary" in wrong.content.decode()
    values = {"shown": ["hand_over"], "mailed": ["escalation"], "language": "uk"}
    assert client.post("/notices/settings/", values).status_code == 302
    with acting_as(world.officer):
        wish = queries.my_preferences(world.officer)
    assert "hand_over" not in wish.muted
    assert "loop_closed" in wish.muted
    assert (wish.mailed, wish.language) == (["escalation"], "uk")


@pytest.mark.parametrize("path", ["", "bell/", "stream/", "settings/"])
def test_strangers_are_sent_to_sign_in(db: None, path: str) -> None:
    answer: Any = Client().get(f"/notices/{path}")
    assert answer.status_code == 302
    assert answer.url.startswith("/account/login")
