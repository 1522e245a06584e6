"""Signing in where the work is real: no demo, so a second step is demanded of everyone."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext

from punte.core.agencies.door import Account, Membership
from punte.core.agencies.sign_in.gates import LAST_ACT
from tests.stories.conftest import PASSWORD, Person, Stage, cast
from tests.support.database import cloned_database, connected_to
from tests.support.server import start_server
from tests.support.worlds import World

pytestmark = pytest.mark.browser

Visitor = Callable[[], Person]
Known = Callable[[str], Person]
KEPT = "window.dispatchEvent(new PageTransitionEvent('{}', {{persisted: true}}))"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def strict(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """A server for real work. Passkeys belong to a name, so it is called localhost."""
    with django_db_blocker.unblock(), cloned_database() as database:
        with connected_to(database):
            emails, ids = cast(World())
        server = start_server(database.environment, {"PUNTE_DEMO": "0"})
        try:
            yield Stage(server, database, emails, ids)
        finally:
            server.stop()
            server.log_path.unlink(missing_ok=True)


@pytest.fixture
def visitor(chromium: Browser, strict: Stage) -> Iterator[Visitor]:
    """`visitor()` is someone at a browser of their own, not signed in."""
    contexts: list[BrowserContext] = []

    def arrive() -> Person:
        contexts.append(chromium.new_context(locale="en"))
        page = contexts[-1].new_page()
        page.set_default_timeout(20_000)
        return Person("visitor", page, strict.server.url.replace("127.0.0.1", "localhost"))

    yield arrive
    for context in contexts:
        context.close()


@pytest.fixture
def known(strict: Stage, visitor: Visitor, django_db_blocker: Any) -> Known:
    """`known("officer")` signs in by password and a recovery code, past the set-up."""

    def enter(name: str) -> Person:
        with django_db_blocker.unblock(), connected_to(strict.database):
            account = Account.objects.get(email=strict.emails[name])
            if not account.authenticator_set.exists():
                TOTP.activate(account, generate_totp_secret())
            code = RecoveryCodes.activate(account).get_unused_codes()[0]
        person = visitor()
        password(person, strict.emails[name])
        second_step(person, code)
        assert "/account/" not in person.path
        return person

    return enter


def password(person: Person, email: str, words: str = PASSWORD) -> None:
    person.go("/account/login/")
    person.page.fill('input[name="login"]', email)
    person.page.fill('input[name="password"]', words)
    person.send_form("/account/login/")


def second_step(person: Person, code: str) -> None:
    assert person.path == "/account/2fa/authenticate/"
    person.page.locator('input[name="code"]').first.fill(code)
    person.send()


def code_now(secret: str) -> str:
    """What an authenticator app shows, never in the last seconds of its half minute."""
    left = 30 - time.time() % 30
    if left < 4:
        time.sleep(left)
    return f"{hotp_value(secret, int(time.time()) // 30):06d}"


def set_up_app(person: Person) -> tuple[str, list[str]]:
    """From the demanded set-up to the codes on paper; returns the secret and the codes."""
    assert person.path == "/account/2fa/"
    person.press('main a[href="/account/2fa/app/"]')
    secret = person.page.locator("main code").inner_text()
    person.page.fill('input[name="code"]', code_now(secret))
    person.send()
    person.go("/account/2fa/codes/")
    return secret, person.page.locator(".codes li").all_inner_texts()


def refused(person: Person) -> bool:
    """Whether the next click leads back to a step of signing in."""
    person.go("/me/")
    return person.path in {"/account/login/", "/account/2fa/authenticate/"}


def test_the_app_is_demanded_set_up_and_asked_for(strict: Stage, visitor: Visitor) -> None:
    manager = visitor()
    password(manager, strict.emails["manager"])
    manager.go("/agencies/")
    secret, codes = set_up_app(manager)
    assert len(set(codes)) == 10
    assert manager.go("/agencies/") == 200
    assert manager.path == "/agencies/"

    again = visitor()
    password(again, strict.emails["manager"])
    now = code_now(secret)
    second_step(again, f"{(int(now) + 1) % 1_000_000:06d}")
    assert refused(again)
    second_step(again, now)
    assert not refused(again)


def test_a_recovery_code_works_once(strict: Stage, visitor: Visitor, known: Known) -> None:
    officer = known("officer")
    officer.go("/account/2fa/codes/")
    code = officer.page.locator(".codes li").first.inner_text()
    first = visitor()
    password(first, strict.emails["officer"])
    second_step(first, code)
    assert not refused(first)
    second = visitor()
    password(second, strict.emails["officer"])
    second_step(second, code)
    assert refused(second)


def forget(person: Person) -> None:
    """Lose the session; first leave, lest an answer under way brings its cookie back."""
    person.go("/leave/")
    person.page.context.clear_cookies()


def test_a_passkey_is_registered_and_opens(strict: Stage, visitor: Visitor) -> None:
    overseer = visitor()
    link = overseer.page.context.new_cdp_session(overseer.page)
    link.send("WebAuthn.enable")
    link.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    password(overseer, strict.emails["overseer"])
    overseer.press('main a[href="/account/2fa/keys/new/"]')
    overseer.page.check('input[name="passwordless"]')
    overseer.press("#mfa_webauthn_add")
    assert not refused(overseer)

    forget(overseer)
    assert refused(overseer)
    with overseer.page.expect_navigation(url=re.compile("/(oversight/)?$")):
        overseer.page.locator("#passkey_login").click()
    assert not refused(overseer)

    forget(overseer)
    password(overseer, strict.emails["overseer"])
    overseer.press("#mfa_webauthn_authenticate")
    assert not refused(overseer)


def test_too_many_wrong_passwords_rest_the_address(strict: Stage, visitor: Visitor) -> None:
    stranger = visitor()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        password(stranger, strict.emails["ngo"], "not the password of anyone")
    assert stranger.page.locator("h1").inner_text() == "Wait a little"
    assert "15 minutes" in stranger.page.locator("main").inner_text()
    password(stranger, strict.emails["ngo"])
    assert stranger.page.locator("h1").inner_text() == "Wait a little"
    other = visitor()
    password(other, strict.emails["officer"])
    assert other.path.startswith("/account/2fa/")


def test_an_idle_session_ends_with_a_word(
    strict: Stage, known: Known, django_db_blocker: Any
) -> None:
    coordinator = known("coordinator")
    key = cookie_of(coordinator)
    with django_db_blocker.unblock(), connected_to(strict.database):
        session = SessionStore(key)
        session[LAST_ACT] = time.time() - settings.IDLE_MINUTES * 60 - 1
        session.save()
    coordinator.go("/persons/")
    assert coordinator.path == "/account/login/"
    assert "you were signed out" in coordinator.page.locator("main").inner_text()
    assert coordinator.page.url.endswith("next=/persons/")
    assert refused(coordinator)


def cookie_of(person: Person) -> str:
    cookies = person.page.context.cookies()
    return next(
        str(cookie.get("value"))
        for cookie in cookies
        if cookie.get("name") == settings.SESSION_COOKIE_NAME
    )


def test_another_session_is_seen_and_ended(known: Known) -> None:
    here, there = known("coordinator"), known("coordinator")
    here.go("/account/sessions/")
    assert here.page.locator("main tbody tr").count() >= 2
    assert here.page.get_by_text("this one").count() == 1
    here.send_form("/account/sessions/")
    assert refused(there)
    assert not refused(here)
    here.go("/account/sessions/")
    assert here.page.locator("main tbody tr").count() == 1


def test_a_suspended_colleague_is_out_at_the_next_click(
    strict: Stage, known: Known, django_db_blocker: Any
) -> None:
    manager, coordinator = known("manager"), known("coordinator")
    with django_db_blocker.unblock(), connected_to(strict.database):
        membership = Membership.objects.get(account__email=strict.emails["coordinator"])
    assert not refused(coordinator)
    manager.go(f"/agencies/people/{membership.pk}/")
    manager.page.locator('[data-opens="suspend"]').click()
    manager.page.fill('dialog textarea[name="reason"]', "Away for the month, by agreement")
    manager.send_form("/suspend/")
    assert refused(coordinator)
    manager.go(f"/agencies/people/{membership.pk}/")
    manager.send_form("/reinstate/")


def test_an_invitation_leads_to_the_first_page(
    strict: Stage, visitor: Visitor, known: Known
) -> None:
    manager = known("manager")
    manager.go(f"/agencies/{strict.ids['unit']}/invite/")
    manager.page.fill('input[name="name"]', "Newcomer Exemplescu")
    manager.page.fill('input[name="email"]', "newcomer@test.invalid")
    choose_role(manager, "coordinator")
    manager.send()
    link = manager.page.locator(".link-once").inner_text()
    newcomer = visitor()
    newcomer.go("/invitation/" + link.split("/invitation/")[1])
    assert link.rstrip("/").split("/")[-1] not in newcomer.page.url
    newcomer.page.fill('input[name="password"]', PASSWORD)
    newcomer.page.fill('input[name="again"]', PASSWORD)
    newcomer.send()
    password(newcomer, "newcomer@test.invalid")
    set_up_app(newcomer)
    newcomer.press(".card a.button")
    assert newcomer.path == "/"
    assert newcomer.page.locator(".who-name").first.inner_text() == "Newcomer Exemplescu"
    used = visitor()
    assert used.go("/invitation/" + link.split("/invitation/")[1]) in {404, 410}


def choose_role(manager: Person, role: str) -> None:
    field = manager.page.locator('[name="role"]')
    if field.first.evaluate("field => field.tagName") == "SELECT":
        field.select_option(role)
    else:
        manager.choose("role", role)


def test_a_page_that_the_browser_kept_asks_who_is_there(known: Known) -> None:
    """The library forbids the browser to keep pages, so they are told that they were kept."""
    coordinator = known("coordinator")
    coordinator.go("/persons/")
    tab = coordinator.page.context.new_page()
    tab.goto(coordinator.base + "/account/logout/")
    with tab.expect_response(re.compile("/account/logout/")) as answer:
        tab.locator('main form[action="/account/logout/"] button').first.click()
    assert answer.value.all_headers()["clear-site-data"] == '"cache"'
    tab.wait_for_url("**/account/login/**")
    coordinator.page.evaluate(KEPT.format("pagehide"))
    assert coordinator.page.locator("main").is_hidden()
    coordinator.page.evaluate(KEPT.format("pageshow"))
    coordinator.page.wait_for_url("**/account/login/?next=/persons/")
