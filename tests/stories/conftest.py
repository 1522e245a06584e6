"""A served Punte with a worker, and people who use it in a real browser."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from punte.core.agencies.door import Account
from tests.support.browser import running_chromium
from tests.support.database import CopiedDatabase, cloned_database, connected_to
from tests.support.server import (
    SOURCE,
    Server,
    give_password,
    just_authenticated,
    session_of,
    start_server,
)
from tests.support.worlds import World, member

PASSWORD = "story-password-2026"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; ended with its module, for the library allows one at a time."""
    # The library runs a loop in this thread, in which Django would refuse to ask its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with running_chromium() as browser:
        yield browser
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass
class Stage:
    """The served corridor: its address, its database and its invented people by name."""

    server: Server
    database: CopiedDatabase
    emails: dict[str, str]
    ids: dict[str, int]


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
        # The node's name, under which the log is signed, is the server's.
        "PUNTE_DEMO": "1",
        "PYTHONPATH": str(SOURCE),
    }
    command = [sys.executable, "-m", "punte", "procrastinate", "--skip-checks", "worker"]
    return subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="package")
def long_stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """One server for the stories that need no worker and meet in no list of an agency."""
    with django_db_blocker.unblock(), cloned_database() as database:
        with connected_to(database):
            emails, ids = cast(World())
        server = start_server(database.environment, {"PUNTE_DEMO": "1"})
        try:
            yield Stage(server, database, emails, ids)
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

    def press(self, link: str) -> None:
        """Click the first thing found so, once it is there, and wait for the page it leads to."""
        found = self.page.locator(link).first
        found.wait_for()
        with self.page.expect_navigation():
            found.click()

    def send(self) -> None:
        """Press the form's main button and wait for the page that answers."""
        self.press("main form[method=post] button.button")

    def send_form(self, action: str) -> None:
        """Press the button of the form that goes to an address ending like this."""
        self.press(f'form[action$="{action}"] button')

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.base).split("?")[0]


SignIn = Callable[[str, str], Person]


@dataclass
class Arrivals:
    """People who come to the stage, each in a browser of their own; `trouble` is what broke."""

    chromium: Browser
    stage: Stage
    blocker: Any
    contexts: list[BrowserContext] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)

    def known(self, name: str, language: str, width: int = 1440) -> Person:
        """Someone who signed in a moment ago, in another tab."""
        person = self._come(name, language, width)
        with self.blocker.unblock(), connected_to(self.stage.database):
            account = Account.objects.get(email=self.stage.emails[name])
            cookie, value = session_of(account)["Cookie"].split("=", 1)
            just_authenticated(SessionStore(value), account)
        address = self.stage.server.url
        person.page.context.add_cookies([{"name": cookie, "value": value, "url": address}])
        person.go("/me/")
        return self._reading(person, language)

    def by_form(self, name: str, language: str) -> Person:
        """Someone who signs in through the real form."""
        person = self._come(name, language, 1440)
        person.go("/account/login/")
        person.page.fill('input[name="login"]', self.stage.emails[name])
        person.page.fill('input[name="password"]', PASSWORD)
        person.send_form("/account/login/")
        return self._reading(person, language)

    def speak(self, person: Person, language: str) -> Person:
        """Someone who is there already reads another language from now on."""
        self._wish(person.name, language)
        person.go("/me/")
        return self._reading(person, language)

    def _wish(self, name: str, language: str) -> None:
        with self.blocker.unblock(), connected_to(self.stage.database):
            Account.objects.filter(email=self.stage.emails[name]).update(language=language)

    def _come(self, name: str, language: str, width: int) -> Person:
        self._wish(name, language)
        size: ViewportSize = {"width": width, "height": 900}
        # What glides and fades would only be waited for.
        context = self.chromium.new_context(viewport=size, locale=language, reduced_motion="reduce")
        self.contexts.append(context)
        page = self.contexts[-1].new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: self.trouble.append(f"{page.url}: {error}"))
        return Person(name, page, self.stage.server.url)

    def _reading(self, person: Person, language: str) -> Person:
        assert person.page.locator("html").get_attribute("lang") == language
        return person

    def leave(self) -> None:
        for context in self.contexts:
            context.close()
        assert self.trouble == []


@pytest.fixture
def arrivals(chromium: Browser, stage: Stage, django_db_blocker: Any) -> Iterator[Arrivals]:
    people = Arrivals(chromium, stage, django_db_blocker)
    yield people
    people.leave()


@pytest.fixture
def sign_in(arrivals: Arrivals) -> SignIn:
    """`sign_in("ngo", "uk")`: who comes has signed in, for it is not what the stories tell."""
    return arrivals.known


def keep_picture(person: Person, name: str) -> None:
    """Keep a screenshot when PUNTE_PICTURES names a folder; the README's are made so."""
    folder = os.environ.get("PUNTE_PICTURES")
    if folder:
        person.page.screenshot(path=str(Path(folder) / f"{name}.png"))
