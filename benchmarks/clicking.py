"""One signed-in person after another clicking through Punte: what each opens, and how often."""

from __future__ import annotations

import http.client
import random
import secrets
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.urls import reverse

from benchmarks.help_pages import NEEDS, last_files
from benchmarks.processes import cookie_of
from punte.core.access.door import Permission, Viewer
from punte.core.agencies.door import Account, Membership, viewer_for

ROLES = (
    "coordinator", "caseworker", "supervisor", "shelter_manager", "health_worker", "officer",
    "analyst", "manager",
)  # fmt: skip
OK, MOVED = 200, 302
FILES = 12
P = Permission


@dataclass(frozen=True)
class Click:
    """One thing a person does: its address (with a file's id where `of_file`), its weight in the
    mix, and what is posted if it is a form.
    """

    name: str
    route: str
    weight: int
    needs: Permission
    query: str = ""
    of_file: bool = False
    form: dict[str, str] | None = None
    due: int = OK


MIX = (
    Click("Today", "protection:today", 12, P.SIGNED_IN),
    Click("notices", "notices:list", 4, P.SIGNED_IN),
    Click("deadlines", "deadlines:mine", 4, P.SEE_DEADLINES),
    Click("caseload", "protection:caseload", 10, P.SEE_FILES),
    Click("caseload, mine", "protection:caseload", 6, P.SEE_FILES, "?mine=on"),
    Click("caseload, filtered", "protection:caseload", 4, P.SEE_FILES, "?risk=high"),
    Click("file", "protection:file", 12, P.SEE_FILES, of_file=True),
    Click("file, plan", "protection:plan", 8, P.SEE_FILES, of_file=True),
    Click("file, services", "protection:services", 6, P.SEE_FILES, of_file=True),
    Click("file, needs", "protection:assessments", 3, P.SEE_FILES, of_file=True),
    Click("file, on paper", "protection:file_summary", 1, P.SEE_FILES, of_file=True),
    Click("my tasks", "protection:tasks", 6, P.SEE_FILES),
    Click("calendar", "protection:calendar", 3, P.SEE_FILES),
    Click("persons", "protection:persons", 6, P.SEE_PERSONS),
    Click("search", "protection:search", 4, P.SEE_PERSONS, form={"q": "Ana Luncașu"}),
    Click("referrals in", "protection:referrals_in", 6, P.ANSWER_REFERRAL),
    Click("referrals out", "protection:referrals_out", 5, P.SEND_REFERRAL),
    Click("notifications", "protection:notifications", 4, P.TAKE_UP),
    Click("notifications sent", "protection:notifications_sent", 6, P.NOTIFY),
    Click("catalogue", "protection:catalogue", 4, P.SEE_DIRECTORY),
    Click("who can take", "protection:who_can_take", 3, P.SEE_DIRECTORY, form=NEEDS),
    Click("funnel", "protection:funnel", 3, P.SEE_FUNNEL),
    Click("funnel crossed", "protection:funnel_cross", 4, P.SEE_FUNNEL,
          "?period=12&rows=district&columns=exploitation"),
    Click("writes a task", "protection:new_task", 4, P.WORK_FILES,
          form={"words": "Sună la birou", "due_on": ""}, due=MOVED),
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Somebody signed in, with what they may click."""

    account: int
    role: str
    cookie: str
    clicks: tuple[Click, ...]
    files: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What one click got: after how many seconds since the start, how long it took, and what was
    wrong with it; empty when nothing.
    """

    name: str
    at: float
    seconds: float
    wrong: str = ""


def people(count: int) -> list[Person]:
    """So many sessions of demo accounts, the roles in turns; some work at two desks at once."""
    by_role: dict[str, list[Membership]] = {role: [] for role in ROLES}
    known = Membership.objects.filter(account__email__endswith="@punte.demo", state="active")
    for membership in known.select_related("account").order_by("account_id"):
        by_role.get(membership.role, []).append(membership)
    turns = [found for found in by_role.values() if found]
    # Half of all who sign in work with persons and their files.
    order = [turns[n // 2 % 2] if n % 2 else turns[n // 2 % len(turns)] for n in range(count)]
    taken: dict[int, int] = {}
    found = []
    for rows in order:
        place = taken[id(rows)] = taken.get(id(rows), -1) + 1
        found.append(signed_in(rows[place % len(rows)]))
    return found


def signed_in(membership: Membership) -> Person:
    account: Account = membership.account
    viewer: Viewer = viewer_for(membership)
    files = tuple(str(pk) for pk in last_files(viewer, FILES)) if viewer.may(P.SEE_FILES) else ()
    clicks = tuple(c for c in MIX if viewer.may(c.needs) and (files or not c.of_file))
    return Person(account.pk, membership.role, cookie_of(account), clicks, files)


class Clicker(threading.Thread):
    """Clicks until told to stop; its answers go into the list that all share."""

    def __init__(self, person: Person, port: int, think: float, answers: list[Answer],
                 stop: threading.Event):  # fmt: skip
        super().__init__(daemon=True)
        self.person, self.port, self.think = person, port, think
        self.answers, self.stopped = answers, stop
        self.rng = random.Random(hash((person.account, len(person.clicks), id(self))))
        self.token = secrets.token_hex(16)
        self.started = 0.0
        self.link = http.client.HTTPConnection("localhost", port, timeout=60)

    def begin(self, started: float) -> None:
        self.started = started
        self.start()

    def run(self) -> None:
        # Not all at the same moment.
        self.stopped.wait(self.rng.uniform(0, max(self.think, 0.5)))
        weights = [click.weight for click in self.person.clicks]
        while not self.stopped.is_set():
            click = self.rng.choices(self.person.clicks, weights)[0]
            begun = time.perf_counter()
            wrong = self.ask(click)
            took = time.perf_counter() - begun
            self.answers.append(Answer(click.name, time.monotonic() - self.started, took, wrong))
            if self.think:
                self.stopped.wait(min(self.rng.expovariate(1 / self.think), self.think * 5))

    def ask(self, click: Click) -> str:
        """Send one click and read its answer whole; what was wrong, or nothing."""
        ids = [self.rng.choice(self.person.files)] if click.of_file else []
        url = reverse(click.route, args=ids) + click.query
        cookies = f"{self.person.cookie}; {settings.CSRF_COOKIE_NAME}={self.token}"
        headers = {"Cookie": cookies}
        body = None
        if click.form is not None:
            values = {**click.form, "once": str(uuid4()), "account": str(self.person.account)}
            body = urlencode(values)
            headers["X-CSRFToken"] = self.token
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            try:
                status = self.send(url, body, headers)
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                # The server closed a connection that lay idle: a browser opens another, too.
                self.link.close()
                status = self.send(url, body, headers)
        except (OSError, http.client.HTTPException) as error:
            self.link.close()
            return type(error).__name__
        # Some roles begin on another page than Today.
        sent_on = click.route == "protection:today" and status == MOVED
        return "" if status == click.due or sent_on else f"answered {status}"

    def send(self, url: str, body: str | None, headers: dict[str, str]) -> int:
        self.link.request("POST" if body else "GET", url, body, headers)
        response = self.link.getresponse()
        response.read()
        return response.status
