"""A chart worked on by keyboard alone in a real browser, under the strict policy."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from punte.core.agencies.door import Account
from tests.investigation.analysis.conftest import call
from tests.support.browser import running_chromium
from tests.support.cases import make_case
from tests.support.database import CopiedDatabase, connected_to
from tests.support.server import Server, session_of
from tests.support.subjects import make_source, thing, write
from tests.support.worlds import World

pytestmark = pytest.mark.browser
STARTED = "body[data-chart=ready]"


@pytest.fixture
def chromium() -> Iterator[Browser]:
    # The library runs a loop in this thread, in which Django would refuse to ask its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with running_chromium() as browser:
        yield browser
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def test_by_keyboard_from_one_phone_to_a_saved_chart(
    copied: CopiedDatabase, served: Server, chromium: Browser
) -> None:
    with connected_to(copied):
        case, by = make_case(World().investigator)
        phones = [thing("Phone", number=f"+3736900000{n}") for n in range(3)]
        calls = [call(phones[0], one, "2026-05-01 10:00") for one in phones[1:]]
        write(by, case, make_source(by, case), *phones, *calls)
        cookie = session_of(Account.objects.get(pk=by.account_id))
    faults: list[str] = []
    page = chromium.new_context(extra_http_headers=cookie, locale="en").new_page()
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{served.url}/cases/{case.pk}/analysis/chart/?entity={phones[0].id}")
    page.wait_for_selector(STARTED)
    expand_and_save(page)
    page.reload()
    page.wait_for_selector(STARTED)
    page.focus("#chart-view")
    page.keyboard.press("Enter")
    expect(page.locator("#chart-nodes tr")).to_have_count(3)
    expect(page.locator("#chart-edges tr")).to_have_count(2)
    assert Axe().run(page).response["violations"] == []
    page.focus("#chart-nodes [data-do=remove] >> nth=1")
    page.keyboard.press("Enter")
    expect(page.locator("#chart-nodes tr")).to_have_count(2)
    assert page.evaluate("document.activeElement.dataset.do") == "remove"
    page.focus("[data-act=undo]")
    page.keyboard.press("Enter")
    expect(page.locator("#chart-nodes tr")).to_have_count(3)
    assert faults == []


def expand_and_save(page: Page) -> None:
    says = page.locator("#chart-says")
    page.focus("#chart-canvas")
    expect(says).to_contain_text("+37369000000")
    page.keyboard.press("Enter")
    page.wait_for_selector("#chart-expand[open]")
    page.keyboard.press("Enter")
    expect(says).to_contain_text("+37369000001")
    page.focus("#chart-canvas")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.focus("[data-act=save]")
    page.keyboard.press("Enter")
    page.keyboard.type("Three phones")
    page.keyboard.press("Enter")
    expect(says).to_contain_text("version 1")
