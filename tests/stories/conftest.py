"""A served Punte with a worker, and people who use it in a real browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from punte.core.agencies.door import Account
from tests.support.database import CopiedDatabase, cloned_database, connected_to
from tests.support.server import SOURCE, Server, give_password, session_of, start_server
from tests.support.worlds import World, member

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "story-password-2026"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; ended with its module, for the library allows one at a time."""
    path = os.environ.get("PUNTE_CHROMIUM") or shutil.which("chromium")
    assert path, "no Chromium: set PUNTE_CHROMIUM"
    # The library runs a loop in this thread, in which Django would refuse to ask its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass
class Stage:
    """The served corridor: its address, its database and its invented people by name.

    quick: people have signed in already when they come, for it is not what the stories tell.
    """

    server: Server
    database: CopiedDatabase
    emails: dict[str, str]
    ids: dict[str, int]
    quick: bool = False


def cast(world: World) -> tuple[dict[str, str], dict[str, int]]:
    """The people of the story, each with a password; and numbers that forms need."""
    from tests.support.worlds import AgencyFactory

    overseers = AgencyFactory(jurisdiction=world.md, kind="oversight")
    people = {
        "officer": member(world.border, "officer"),
        "coordinator": member(world.unit, "coordinator"),
        "ngo": member(world.ngo, "caseworker", [world.desk]),
        "overseer": member(overseers, "oversight"),
        "manager": member(world.unit, "manager"),
    }
    for membership in people.values():
        give_password(membership.account, PASSWORD)
    emails = {name: membership.account.email for name, membership in people.items()}
    return emails, {"ngo": world.ngo.pk, "desk": world.desk.pk, "unit": world.unit.pk}


def start_worker(database: CopiedDatabase) -> subprocess.Popen[bytes]:
    """The real worker on the copied database."""
    env = {
        **os.environ,
        **database.environment,
        "DJANGO_SETTINGS_MODULE": "punte.config.settings",
        "PUNTE_ROLE": "worker",
        "PYTHONPATH": str(SOURCE),
    }
    command = [sys.executable, "-m", "punte", "procrastinate", "worker"]
    return subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="package")
def long_stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """One server for the long stories, which need no worker and meet in no agency's list."""
    with django_db_blocker.unblock(), cloned_database() as database:
        with connected_to(database):
            emails, ids = cast(World())
        server = start_server(database.environment, {"PUNTE_DEMO": "1"})
        try:
            yield Stage(server, database, emails, ids, quick=True)
        finally:
            server.stop()
            server.log_path.unlink(missing_ok=True)


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """One server and one worker for all stories of a module."""
    with django_db_blocker.unblock(), cloned_database() as database:
        with connected_to(database):
            emails, ids = cast(World())
        server = start_server(database.environment, {"PUNTE_DEMO": "1"})
        worker = start_worker(database)
        try:
            yield Stage(server, database, emails, ids)
        finally:
            worker.terminate()
            worker.wait(15)
            server.stop()
            server.log_path.unlink(missing_ok=True)


@dataclass(eq=False)
class Person:
    """Someone at a browser, signed in, reading one language."""

    name: str
    page: Page
    base: str

    def go(self, path: str) -> int:
        """Open a page; returns its HTTP status."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        return answer.status

    def choose(self, name: str, value: str) -> None:
        """Tick a radio or checkbox by its field's name and value."""
        self.page.locator(f'input[name="{name}"][value="{value}"]').check()

    def send(self) -> None:
        """Press the form's main button and wait for the page that answers."""
        with self.page.expect_navigation():
            self.page.locator("main form[method=post] button.button").first.click()

    def send_form(self, action: str) -> None:
        """Press the button of the form that goes to an address ending like this."""
        with self.page.expect_navigation():
            self.page.locator(f'form[action$="{action}"] button').first.click()

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.base).split("?")[0]


def carry_session(context: BrowserContext, stage: Stage, account: Account) -> None:
    """Let a browser hold a session that has begun."""
    name, value = session_of(account)["Cookie"].split("=", 1)
    context.add_cookies([{"name": name, "value": value, "url": stage.server.url}])


SignIn = Callable[[str, str], Person]


@pytest.fixture
def sign_in(chromium: Browser, stage: Stage, django_db_blocker: Any) -> Iterator[SignIn]:
    """`sign_in("ngo", "uk")`: through the real form, in a browser of their own."""
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def enter(name: str, language: str, width: int = 1440) -> Person:
        with django_db_blocker.unblock(), connected_to(stage.database):
            Account.objects.filter(email=stage.emails[name]).update(language=language)
        context = chromium.new_context(viewport={"width": width, "height": 900}, locale=language)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: trouble.append(f"{page.url}: {error}"))
        person = Person(name, page, stage.server.url)
        if stage.quick:
            with django_db_blocker.unblock(), connected_to(stage.database):
                carry_session(context, stage, Account.objects.get(email=stage.emails[name]))
            person.go("/me/")
        else:
            person.go("/account/login/")
            page.fill('input[name="login"]', stage.emails[name])
            page.fill('input[name="password"]', PASSWORD)
            person.send_form("/account/login/")
        assert page.locator("html").get_attribute("lang") == language
        return person

    yield enter
    for context in contexts:
        context.close()
    assert trouble == []


def keep_picture(person: Person, name: str) -> None:
    """Keep a screenshot when PUNTE_PICTURES names a folder; the README's are made so."""
    folder = os.environ.get("PUNTE_PICTURES")
    if folder:
        person.page.screenshot(path=str(Path(folder) / f"{name}.png"))
