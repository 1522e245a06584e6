"""People at their browsers, as far as a fault can tell: forms sent over HTTP, answers noted."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID, uuid4

TOKEN = "c" * 32
PLACE = "/notifications/quick/"
LETTERS = str.maketrans("0123456789", "ghijklmnop")


@dataclass(frozen=True)
class Browser:
    """A signed-in browser. Raises OSError or HTTPException when nobody answers."""

    host: str
    port: int
    cookie: str

    def post(self, path: str, values: Mapping[str, str]) -> tuple[int, str, str]:
        """Status, where it leads to, and the page."""
        headers = {
            "Cookie": f"{self.cookie}; csrftoken={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": TOKEN,
        }
        return self._ask("POST", path, urlencode(values), headers)

    def get(self, path: str) -> tuple[int, str, str]:
        return self._ask("GET", path, None, {"Cookie": self.cookie})

    def _ask(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, str, str]:
        link = http.client.HTTPConnection(self.host, self.port, timeout=15)
        try:
            link.request(method, path, body, headers)
            answer = link.getresponse()
            page = answer.read().decode()
            return answer.status, answer.headers.get("Location", ""), page
        finally:
            link.close()


def family_name(key: UUID) -> str:
    """The invented name that goes with a key, so that each can be told from all others."""
    return "Inventat" + key.hex.translate(LETTERS)


def sign(key: UUID, unit: int) -> dict[str, str]:
    """A quick notification of an invented person, named, to a unit."""
    return {
        "once": str(key),
        "age_band": "adult",
        "sex": "female",
        "name_place": "named",
        "given_name": "Proba",
        "family_name": family_name(key),
        "place": "Invented crossing",
        "to_agency": str(unit),
    }


@dataclass
class Writer:
    """Sends one notification after another and notes what was acknowledged, until told to stop."""

    browser: Browser
    unit: int
    acknowledged: dict[UUID, str] = field(default_factory=dict)
    unsure: dict[UUID, str] = field(default_factory=dict)
    _enough: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        self._thread = threading.Thread(target=self._write)
        self._thread.start()

    def stop(self) -> None:
        self._enough.set()
        self._thread.join()

    def _write(self) -> None:
        while not self._enough.is_set():
            key = uuid4()
            answer, leads_to = self.send(key)
            if answer == "302":
                self.acknowledged[key] = leads_to
            else:
                self.unsure[key] = answer
            time.sleep(0.02 if leads_to else 1)

    def send(self, key: UUID) -> tuple[str, str]:
        """The status, or the name of the fault; and where the answer leads to."""
        try:
            status, leads_to, _page = self.browser.post(PLACE, sign(key, self.unit))
        except (OSError, http.client.HTTPException) as error:
            return type(error).__name__, ""
        return str(status), leads_to
