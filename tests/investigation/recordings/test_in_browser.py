"""The player in a real browser: it draws, obeys the keyboard, passes silence, tells all heard."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from punte.core.access.door import acting_as
from punte.core.agencies.door import Account
from punte.investigation.recordings.analysing import look_through
from punte.investigation.recordings.models import Analysis, Heard, Mark, Recording
from tests.investigation.authorisations.support import Team
from tests.investigation.recordings.support import OWN, made_at, plan, take, upload
from tests.support.browser import running_chromium
from tests.support.database import CopiedDatabase, connected_to
from tests.support.server import Server, session_of
from tests.support.worlds import World

pytestmark = pytest.mark.browser
SPEECH = [[1.0, 1.6], [7.0, 7.6]]
DRAWN = """() => [...document.querySelector("#player-wave > div").shadowRoot
  .querySelectorAll("canvas")].some((canvas) => canvas.getContext("2d")
  .getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value))"""


@pytest.fixture
def chromium() -> Iterator[Browser]:
    # The library runs a loop in this thread, in which Django would refuse to ask its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with running_chromium() as browser:
        yield browser
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def a_recording(copied: CopiedDatabase) -> tuple[Team, Recording, dict[str, str]]:
    """Eight seconds, looked through by the worker, with speech where this test wants it."""
    with connected_to(copied):
        team = Team(World())
        raw = made_at(timezone.now() - timedelta(hours=1), 8.0)
        take(team, plan(team, [upload(raw)], **OWN))
        with acting_as(team.investigator):
            made = Recording.objects.get()
        cookie = session_of(Account.objects.get(pk=team.investigator.account_id))
    with connected_to(copied, None):
        assert look_through(made.pk)
        Analysis.objects.update(regions=SPEECH)
    return team, made, cookie


def test_by_keyboard_and_through_silence(
    copied: CopiedDatabase, served: Server, chromium: Browser, settings: Any
) -> None:
    settings.FILES_ROOT = Path(os.environ["PUNTE_HOME"]) / "files"  # the server's
    team, made, cookie = a_recording(copied)
    faults: list[str] = []
    page = chromium.new_context(
        extra_http_headers=cookie, locale="en", timezone_id="Asia/Tokyo"
    ).new_page()
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(served.url + made.get_absolute_url())
    page.wait_for_selector("#player[data-drawn]")
    until(page, DRAWN)
    assert_it_tells_the_hour(page, made)
    seek_and_mark(page)
    choose_a_part(page)
    hear_speech_only(page)
    assert faults == []
    with connected_to(copied), acting_as(team.investigator):
        mark = Mark.objects.get()
        assert (mark.place, mark.text) == (5.0, "a door")
        heard = list(Heard.objects.order_by("start").values_list("start", "end"))
        assert heard[0][0] == pytest.approx(1.0, abs=0.3)
        assert heard[-1][1] > 7.0
        # Silence was passed over but for what plays before the player looks again.
        assert all(end <= 2.2 or start >= 6.9 for start, end in heard)
        length = sum(end - start for start, end in heard)
        assert Recording.objects.get().heard == pytest.approx(length, abs=0.2)


def until(page: Page, script: str) -> None:
    """Wait for a script to say yes; the page's own policy allows no string to be polled in it."""
    for _ in range(200):
        if page.evaluate(script):
            return
        page.wait_for_timeout(50)
    raise AssertionError(script)


def seek_and_mark(page: Page) -> None:
    time = page.locator("#player-time")
    page.keyboard.press("ArrowRight")
    assert (time.text_content() or "").startswith("00:05.0 / 00:08.0")
    page.keyboard.press("m")
    page.keyboard.type("a door")
    page.keyboard.press("Enter")
    expect(page.locator("#marks li")).to_contain_text("00:05.0")
    page.keyboard.press("j")
    assert (time.text_content() or "").startswith("00:00.0")


def assert_it_tells_the_hour(page: Page, made: Recording) -> None:
    """By the clock of the node, wherever the browser is."""
    assert made.start is not None
    hour = f"{timezone.localtime(made.start):%H:%M:%S}"
    expect(page.locator("#player-time")).to_have_text(f"00:00.0 / 00:08.0 · {hour}")
    expect(page.locator("main .facts").first).to_contain_text(hour)


def choose_a_part(page: Page) -> None:
    """By keyboard: from where the sound stands to the end."""
    page.keyboard.press("ArrowRight")
    page.focus("#cut-from")
    page.keyboard.press("Enter")
    expect(page.locator("#cut-said")).to_have_text("00:05.0 – 00:08.0")
    assert "?from=5.00" in (page.get_attribute("#cut-make", "href") or "")
    page.keyboard.press("j")


def hear_speech_only(page: Page) -> None:
    page.check("#player-speech")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press(" ")
    expect(page.locator("#player-toggle")).to_have_attribute("aria-pressed", "true")
    until(page, "() => document.getElementById('player-sound').currentTime > 7.1")
    with page.expect_response(lambda answer: "/heard/" in answer.url and answer.ok):
        page.keyboard.press("k")
    expect(page.locator("#player-toggle")).to_have_attribute("aria-pressed", "false")
