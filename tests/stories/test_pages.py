"""Every page of every role in a real browser: contained, quiet, nameless, accessible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.stories.conftest import Person, SignIn, Stage
from tests.stories.scene import NAMES, lay_out

pytestmark = pytest.mark.browser

OWN = """/me/ /account/sessions/ /account/2fa/ /account/2fa/app/ /account/2fa/keys/
/account/2fa/keys/new/ /account/password/change/ /notices/ /notices/settings/ /agencies/
/agencies/{ngo}/ /deadlines/ /deadlines/rules/ /deadlines/holidays/MD/2026/ /search/ /gallery/
/leave/ /account/logout/"""
NOTIFY = """/ /notifications/sent/ /notifications/quick/ /notifications/new/where/
/notifications/{notification}/"""
HELP = """/persons/ /persons/?shared=1 /referrals/in/ /referrals/in/?view=list
/referrals/{referral}/ /referrals/{referral}/step/accept/ /referrals/{referral}/step/ask/
/referrals/{referral}/step/decline/ /referrals/{referral}/step/redirect/
/referrals/{accepted}/ /referrals/{accepted}/step/start/"""
CARE = """/notifications/ /notifications/{waiting}/ /persons/ /persons/{person}/
/persons/{person}/facts/ /persons/{person}/consent/ /consents/{consent}/withdraw/
/persons/{person}/refer/ /persons/{person}/refer/?service=housing
/persons/{person}/refer/?service=housing&desk={desk} /persons/{person}/screenings/
/persons/{person}/screenings/border/ /persons/{person}/screenings/labour/
/screenings/{screening}/ /persons/{person}/status/ /persons/{person}/status/propose/
/decisions/{decision}/review/ /referrals/out/ /referrals/out/?view=list /referrals/stuck/
/referrals/{referral}/ /referrals/{accepted}/ /referrals/{referral}/step/withdraw/ /funnel/
/break-glass/"""
WATCH = """/oversight/ /oversight/log/ /oversight/log/{entry}/ /oversight/person/
/oversight/person/{person}/readings/ /oversight/glass/ /oversight/glass/{glass}/ /funnel/"""
RUN = """/agencies/{unit}/ /agencies/people/{member}/ /agencies/people/{member}/role/
/agencies/people/{member}/leave/ /agencies/{unit}/invite/ /agencies/{unit}/invitations/
/agencies/{unit}/desks/new/ /agencies/{unit}/edit/"""
ROLES = {
    "officer": NOTIFY,
    "coordinator": f"{NOTIFY} {CARE} {OWN}",
    "ngo": HELP,
    "overseer": WATCH,
    "manager": RUN,
}
LIVED_IN = """/ /persons/ /persons/{person}/ /referrals/out/ /referrals/{referral}/
/notifications/{waiting}/ /notifications/quick/ /persons/{person}/consent/
/persons/{person}/screenings/border/ /screenings/{screening}/ /persons/{person}/status/
/deadlines/ /funnel/ /me/"""
AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
# A word that is cut off: it is wider than the box that may not show more.
CUT_OFF = """() => [...document.querySelectorAll(
  'h1, h2, .button, .chip, .tab > span, .answer, label, legend, th, dt, .rail a > span')]
  .filter(node => node.checkVisibility() && node.clientWidth > 1 &&
    !node.closest('.visually-hidden, .table-scroll, .screening-progress') &&
    node.scrollWidth > node.clientWidth + 1)
  .map(node => node.tagName + ' ' + node.textContent.trim().slice(0, 60))"""
WIDER = "document.documentElement.scrollWidth - window.innerWidth"
AMERICAN = re.compile(r"\b[ap]\.m\.|\b[A-Z][a-z]{2}\. \d{1,2}, \d{4}")


@pytest.fixture(scope="module")
def scene(stage: Stage, django_db_blocker: Any) -> dict[str, str]:
    """The ids of rows that the pages show."""
    with django_db_blocker.unblock():
        return lay_out(stage)


def paths(words: str, scene: dict[str, str]) -> Iterator[str]:
    for path in words.split():
        yield path.format(**scene)


def faults(page: Page, scene: dict[str, str]) -> Iterator[str]:
    """What is wrong with the page that is open, at its present width."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    if page.evaluate(WIDER) > 0:
        yield f"{width}: wider than the window by {page.evaluate(WIDER)}"
    for words in page.evaluate(CUT_OFF):
        yield f"{width}: cut off: {words}"
    if page.locator("h1:visible").count() != 1:
        yield f"{width}: {page.locator('h1:visible').count()} headings of the first rank"
    if any(name in page.title() for name in (scene["pseudonym"], *NAMES)):
        yield "a person stands in the title"


@pytest.mark.parametrize("role", ROLES)
def test_pages_are_contained_quiet_and_nameless(
    scene: dict[str, str], sign_in: SignIn, role: str
) -> None:
    person = sign_in(role, "en")
    page = person.page
    found: list[str] = []
    page.on("console", lambda m: found.append(f"{m.text}") if m.type == "error" else None)
    for path in paths(ROLES[role], scene):
        page.set_viewport_size({"width": 1440, "height": 900})
        status = person.go(path)
        if status != 200:
            found.append(f"{path}: {status}")
            continue
        found += [f"{path} {fault}" for fault in faults(page, scene)]
        found += [f"{path}: {words}" for words in AMERICAN.findall(page.inner_text("main"))]
        page.set_viewport_size({"width": 390, "height": 844})
        found += [f"{path} {fault}" for fault in faults(page, scene)]
    found += violations(page)  # the last page, on a phone
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("language", ["ro", "ru", "uk"])
def test_nothing_is_cut_off_in_longer_languages(
    scene: dict[str, str], sign_in: SignIn, language: str
) -> None:
    person = sign_in("coordinator", language, 390)
    found: list[str] = []
    for path in paths(LIVED_IN, scene):
        person.go(path)
        found += [f"{path} {fault}" for fault in faults(person.page, scene)]
    assert found == [], "\n".join(found)


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, as the page stands."""
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes']]}" for one in found]


def test_axe_finds_nothing_in_light_and_dark(scene: dict[str, str], sign_in: SignIn) -> None:
    person = sign_in("coordinator", "en")
    found: list[str] = []
    for number, path in enumerate(paths(LIVED_IN, scene)):
        dark = number % 2 == 1
        person.page.emulate_media(color_scheme="dark" if dark else "light")
        person.go(path)
        found += [f"{path} dark={dark} {words}" for words in violations(person.page)]
    for scheme in ("light", "dark"):
        person.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        person.go(f"/persons/{scene['person']}/")
        found += [f"case file {scheme} {words}" for words in violations(person.page)]
    assert found == [], "\n".join(found)


def test_the_keyboard_reaches_everything_first(scene: dict[str, str], sign_in: SignIn) -> None:
    person = sign_in("coordinator", "en")
    page = person.page
    person.go(f"/persons/{scene['person']}/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("#keys-help")).to_be_visible()
    page.keyboard.press("Escape")
    page.wait_for_timeout(1700)  # longer than three Escapes may take together
    page.keyboard.press("/")
    expect(page.locator("#global-search")).to_be_focused()
    page.keyboard.type(scene["pseudonym"])
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == person.base + "/search/"
    assert page.locator(f"main a[href='/persons/{scene['person']}/']").count() == 1
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("**/leave/")


def test_refusals_are_whole_pages(scene: dict[str, str], sign_in: SignIn) -> None:
    person: Person = sign_in("ngo", "en", 390)
    for path in paths("/nothing/ /persons/{referral}/ /agencies/999999/ /oversight/", scene):
        assert person.go(path) in {403, 404}, path
        assert list(faults(person.page, scene)) == []
        assert person.page.locator("main a, main button").count() >= 1
