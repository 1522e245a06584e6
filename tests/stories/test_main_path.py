"""The main job, played by five people in a real browser, once in each language.

A border officer notifies; a coordinator takes up, screens, decides and records consent; an NGO's
desk in the other country is asked, asks back, accepts and delivers; the sender closes the loop;
consent is withdrawn and the desk's next click is refused; oversight prints who saw what and
verifies the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.stories.conftest import Arrivals, Person, SignIn, Stage, keep_picture

pytestmark = pytest.mark.browser

NAMES = {
    "ro": ("Probița", "Exemplărescu"),
    "en": ("Testina", "Sampleton"),
    "ru": ("Пробина", "Примерова"),
    "uk": ("Зразкіна", "Пробенко"),
}


@pytest.fixture(scope="module")
def at_work(chromium: Browser, stage: Stage, django_db_blocker: Any) -> Iterator[SignIn]:
    """Those who stay at work from one language to the next, signed in through the real form."""
    people, here = Arrivals(chromium, stage, django_db_blocker), dict[str, Person]()

    def come(name: str, language: str) -> Person:
        if name in here:
            return people.speak(here[name], language)
        return here.setdefault(name, people.by_form(name, language))

    yield come
    people.leave()


@pytest.mark.parametrize("language", ["ro", "en", "ru", "uk"])
def test_from_the_first_sign_to_a_closed_loop(
    stage: Stage, at_work: SignIn, arrivals: Arrivals, language: str
) -> None:
    officer, coordinator, ngo = (at_work(n, language) for n in ("officer", "coordinator", "ngo"))
    notify(officer, stage, language)
    person = take_up(coordinator)
    screen(coordinator, person)
    decide(coordinator, person)
    consent(coordinator, person, stage, language)
    referral = refer(coordinator, person, stage)
    deliver(ngo, coordinator, referral, NAMES[language][0])
    close(coordinator, referral)
    second = refer(coordinator, person, stage)
    assert ngo.go(second) == 200
    withdraw(coordinator, person)
    assert ngo.go(second) == 404
    ngo.go("/")
    oversee(arrivals.by_form("overseer", language), person, readers=[coordinator, ngo])


def notify(officer: Person, stage: Stage, language: str) -> None:
    officer.go("/notifications/quick/")
    officer.choose("red_flags", "documents_held")
    officer.choose("red_flags", "debt")
    officer.choose("age_band", "adult")
    officer.choose("sex", "female")
    officer.page.select_option('select[name="language"]', language)
    officer.choose("name_place", "named")
    officer.page.fill('input[name="given_name"]', NAMES[language][0])
    officer.page.fill('input[name="family_name"]', NAMES[language][1])
    officer.page.select_option('select[name="to_agency"]', str(stage.ids["unit"]))
    keep_picture(officer, f"quick-{language}")
    officer.send()
    assert officer.path.startswith("/notifications/")
    assert NAMES[language][1] not in officer.page.title() + officer.page.url


def take_up(coordinator: Person) -> str:
    """Take up the waiting notification; returns the path of the case file."""
    coordinator.go("/notifications/?state=sent")
    coordinator.press("main table a[href^='/notifications/']")
    coordinator.send_form("/take-up/")
    coordinator.press("main a[href^='/persons/']:not([href*='screenings'])")
    return coordinator.path


def screen(coordinator: Person, person: str) -> None:
    coordinator.go(f"{person}screenings/border/")
    for radio in coordinator.page.locator('input[type="radio"][value="yes"]').all()[:6]:
        radio.check()
    coordinator.send()
    assert coordinator.path.startswith("/screenings/")
    keep_picture(coordinator, "screening")


def decide(coordinator: Person, person: str) -> None:
    coordinator.go(f"{person}status/propose/")
    coordinator.choose("status", "presumed")
    coordinator.page.select_option('select[name="exploitation"]', "labour")
    coordinator.page.fill('textarea[name="ground"]', "Documents held by others; a debt for travel.")
    coordinator.send()
    assert coordinator.path == f"{person}status/"


def consent(coordinator: Person, person: str, stage: Stage, language: str) -> None:
    coordinator.go(f"{person}consent/")
    coordinator.page.select_option('select[name="recipient"]', str(stage.ids["ngo"]))
    coordinator.choose("purpose", "cross_border")
    coordinator.choose("classes", "identity")
    coordinator.page.select_option('select[name="language"]', language)
    coordinator.choose("form", "signed")
    coordinator.choose("giver", "person")
    keep_picture(coordinator, f"consent-{language}")
    coordinator.send()
    assert coordinator.path == person


def refer(coordinator: Person, person: str, stage: Stage) -> str:
    """Ask the desk for a room; returns the path of the referral."""
    desk = stage.ids["desk"]
    coordinator.go(f"{person}refer/?service=housing&desk={desk}")
    coordinator.choose("fields_shared", "given_name")
    coordinator.page.fill('textarea[name="message"]', "A quiet room for two weeks.")
    coordinator.send()
    assert coordinator.path.startswith("/referrals/")
    return coordinator.path


def step(someone: Person, referral: str, name: str, note: str = "") -> None:
    """One move from the referral's own page."""
    someone.go(referral)
    someone.press(f'main a[href="{referral}step/{name}/"]')
    if note:
        someone.page.fill('textarea[name="note"]', note)
    someone.send()
    assert someone.path == referral


def deliver(ngo: Person, coordinator: Person, referral: str, given_name: str) -> None:
    ngo.go("/referrals/in/")
    assert ngo.page.locator(f'a[href="{referral}"]').count() == 1
    keep_picture(ngo, "inbox")
    step(ngo, referral, "ask", "Does she need a room on the ground floor?")
    step(coordinator, referral, "answer", "No, any floor will do.")
    step(ngo, referral, "accept")
    open_identity(ngo, referral, given_name)
    step(ngo, referral, "start")
    step(ngo, referral, "deliver", "Two weeks in a quiet room.")


def open_identity(ngo: Person, referral: str, given_name: str) -> None:
    """In place, with a reason; gone from the page when it is opened again."""
    ngo.go(referral)
    assert given_name not in ngo.page.content()
    ngo.page.locator('[data-opens="why"]').click()
    ngo.page.fill('dialog textarea[name="reason"]', "To greet her by her name on arrival")
    ngo.send_form("/identity/")
    assert given_name in ngo.page.locator(".identity").inner_text()
    ngo.go(referral)
    assert given_name not in ngo.page.content()


def close(coordinator: Person, referral: str) -> None:
    step(coordinator, referral, "close")
    coordinator.go(referral)
    assert coordinator.page.locator('main a[href*="/step/"]').count() == 0
    keep_picture(coordinator, "closed")


def withdraw(coordinator: Person, person: str) -> None:
    coordinator.go(person)
    keep_picture(coordinator, "case")
    coordinator.press("main a[href$='/withdraw/']")
    coordinator.page.fill('input[name="how"]', "By phone, in her own words")
    coordinator.send()
    assert coordinator.path == person


def oversee(overseer: Person, person: str, readers: list[Person]) -> None:
    number = person.strip("/").split("/")[-1]
    assert overseer.go(f"/oversight/person/{number}/readings/") == 200
    printed = overseer.page.locator("main").inner_text()
    for reader in readers:
        assert reader.page.locator(".who-name").first.inner_text() in printed
    keep_picture(overseer, "readings")
    assert overseer.go(person) in {403, 404}
    overseer.go("/oversight/")
    overseer.send_form("/oversight/check/")
    overseer.page.locator("#ledger-check dl.facts").wait_for(timeout=60_000)
    assert overseer.page.locator("#ledger-check .error-summary").count() == 0
    keep_picture(overseer, "oversight")
