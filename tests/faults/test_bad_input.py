"""NUL bytes, halves of characters, huge numbers and foreign ids in every address and form."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from punte.config import navigation
from punte.core.access.door import ROLES, Permission, Viewer, permission_of
from punte.core.agencies.door import Account
from tests.faults.cast import MARK, foreign, ours
from tests.faults.forms import Form, forms_of
from tests.support.cases import make_case
from tests.support.server import just_authenticated
from tests.support.worlds import World, viewer
from tests.test_routes import ENDLESS

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FORM = "application/x-www-form-urlencoded"
HUGE = 10**30
# These end the session that the walk needs; their own rooms test them.
LEAVE = ("/account/logout/", "/leave/")
HALF = "\ud800"
NASTY = [
    "\x00",
    "a\x00b",
    HALF,
    "x" * 10_000,
    str(HUGE),
    str(-HUGE),
    "-1",
    "²",
    "٣",
    "1e999",
    "NaN",
    "9999-99-99",
    "0000-00-00",
    "10000-01-01",
    str(uuid.UUID(int=7)),
    "'; DROP TABLE protection_person; --",
    "<script>alert(1)</script>",
    "%s%(x)s{0}",
    "\u202e\u0000\ufeff",
    "",
]
GARBAGE = [*NASTY, "Invented", "ţéçt🙂", "0", "1e400", "\u0000", "a" * 300]
COMMON = ["page", "sort", "q", "since", "until", "subject", "show", "kind", "columns", "next"]


@dataclass(frozen=True)
class Address:
    """A route as text with `<kind:name>` in it, its name, and what it asks of who comes."""

    text: str
    name: str
    declared: Permission | str | None
    parts: dict[str, str] = field(default_factory=dict)

    def filled(self, values: dict[str, Any]) -> str:
        path, values = self.text, {**values, **values.get(self.name.split(":")[0], {})}
        for name, kind in self.parts.items():
            value = str(values.get(name, uuid.UUID(int=7) if kind == "uuid" else 7))
            path = path.replace(f"<{kind}:{name}>", value)
        return path


def addresses() -> Iterator[Address]:
    yield from walk(get_resolver().url_patterns, "/", "", {})


def walk(patterns: list[Any], before: str, space: str, above: dict[str, str]) -> Iterator[Address]:
    for pattern in patterns:
        text = before + str(pattern.pattern)
        converters = pattern.pattern.converters.items()
        parts = above | {name: kind_of(converter) for name, converter in converters}
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern.url_patterns, text, inner, parts)
        elif isinstance(pattern, URLPattern):
            name = f"{space}{pattern.name}"
            yield Address(text, name, permission_of(pattern.callback), parts)


def kind_of(converter: object) -> str:
    """The converter's name as routes write it."""
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")


# What programs ask has tests of its own.
ADDRESSES = [
    each
    for each in addresses()
    if each.name not in ENDLESS | {"account_logout"} and not each.text.startswith("/api/")
]


@pytest.fixture(autouse=True)
def counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the rail counts depends on nothing but who looks, so once is enough for each."""
    monkeypatch.setattr(navigation, "counted", cache(navigation.counted))


@pytest.fixture
def people(world: World) -> dict[str, Client]:
    """One signed-in browser for each role that our side has work for."""
    viewers = {
        "officer": world.officer,
        "coordinator": world.coordinator,
        "supervisor": world.supervisor,
        "caseworker": world.caseworker,
        "investigator": world.investigator,
        "prosecutor": world.prosecutor,
        "evidence_keeper": world.evidence_keeper,
        "oversight": world.overseer,
        "manager": viewer(world.unit, "manager"),
        "administrator": viewer(world.unit, "administrator"),
    }
    return {role: signed_in(who) for role, who in viewers.items()}


def signed_in(who: Viewer) -> Client:
    """A browser that asks again for no password; a fault in a page is raised, not shown."""
    client = Client(raise_request_exception=True)
    account = Account.objects.get(pk=who.account_id)
    client.force_login(account, backend=BACKEND)
    just_authenticated(client.session, account)
    return client


def who_may(people: dict[str, Client], address: Address) -> list[tuple[str, Client]]:
    """Those whom the address lets in; one who is known, where it lets in everybody."""
    if not isinstance(address.declared, Permission) or address.declared is Permission.SIGNED_IN:
        cases = address.name.startswith("investigation:")
        roles = ("investigator", "prosecutor") if cases else ("coordinator", "caseworker")
        return [(role, people[role]) for role in roles]
    return [(r, c) for r, c in people.items() if address.declared in ROLES[r].permissions]


def judge(answer: HttpResponseBase, what: str) -> None:
    """No fault, and nothing of the other country's person."""
    assert answer.status_code < 500, f"{answer.status_code} {what}"
    if not answer.streaming:
        page = answer.content.decode(errors="replace")  # type: ignore[attr-defined]
        assert "Traceback" not in page, what
        assert MARK not in page, f"another's data: {what}"


def encoded(values: dict[str, str]) -> str:
    return urlencode(values, errors="surrogatepass")


def test_made_up_and_huge_keys_in_every_address(people: dict[str, Client], world: World) -> None:
    keys: list[dict[str, Any]] = [
        {"pk": HUGE, "year": HUGE},
        {"pk": 2**63, "year": 0, "jurisdiction": "x" * 3000, "name": "y" * 3000, "key": "-"},
        {"pk": 0, "year": 10_000, "jurisdiction": "MD", "token": "%ED%A0%80"},
        {"token": "%00", "pk": 1, "year": 1, "jurisdiction": "RO"},
    ]
    told_apart = {name for values in keys for name in values}
    case, _lead = make_case(world.investigator)
    asked = 0
    for address in ADDRESSES:
        # Where all keys are made up anew each time, once is as good as four times.
        tried = keys if told_apart & address.parts.keys() else keys[:1]
        for values in tried if address.parts else []:
            made_up = {name: uuid.uuid4() for name in address.parts if name.endswith("_id")}
            if len(address.parts) > 1 and "case_id" in made_up:
                made_up["case_id"] = case.pk
            path = address.filled({**made_up, **values})
            role, client = who_may(people, address)[0]
            for method in (client.get, client.post):
                judge(method(path), f"{role} {path[:200]}")
                asked += 1
    assert asked > 300


def test_another_countrys_keys_open_nothing(people: dict[str, Client], world: World) -> None:
    theirs = foreign(world)
    asked = 0
    for address in ADDRESSES:
        if not theirs.keys() & address.parts.keys():
            continue
        path = address.filled({**theirs, "name": "accept", "key": "labour"})
        for role, client in who_may(people, address):
            got, sent = client.get(path), client.post(path, {"once": str(uuid.uuid4())})
            for answer in (got, sent):
                # Oversight may read of the tries that its own country's people just made.
                tries = (role, address.name) == ("oversight", "oversight:person_readings")
                refused = {302, 401, 403, 404, 405, 422} | ({200} if tries else set())
                assert answer.status_code in refused, f"{role} {path}"
                judge(answer, f"{role} {path}")
                asked += 1
    assert asked > 40


@dataclass
class Met:
    """What walking all pages showed: names that a query may hold, forms, and what takes no GET."""

    names: dict[str, tuple[Client, list[str]]] = field(default_factory=dict)
    forms: dict[tuple[str, frozenset[str]], tuple[Client, Form]] = field(default_factory=dict)
    sent_only: dict[str, Client] = field(default_factory=dict)


def words_on(page: Any) -> str:
    """The page's markup; nothing for paper and other files."""
    html = page.headers.get("Content-Type", "").startswith("text/html")
    return str(page.content.decode()) if html else ""


def look(met: Met, path: str, client: Client) -> None:
    """One page as somebody sees it; the first to see it asks its queries."""
    page = client.get(path)
    judge(page, path)
    if page.status_code == 405:
        met.sent_only.setdefault(path, client)
    if page.streaming:
        return
    found = forms_of(path, words_on(page))
    names = [*COMMON, *(name for form in found for name in form.fields)]
    met.names.setdefault(path, (client, names))
    for form in found if page.status_code == 200 else ():
        key = (form.action, frozenset(form.fields))
        if form.method == "post" and not form.action.startswith(LEAVE):
            met.forms.setdefault(key, (client, form))


@pytest.fixture
def met(people: dict[str, Client], world: World) -> Met:
    """Every page that somebody of ours may see, with real keys in its address."""
    rows, found = ours(world), Met()
    assert foreign(world)
    for address in ADDRESSES:
        for _role, client in who_may(people, address):
            look(found, address.filled(rows), client)
    return found


def test_nasty_words_in_every_query_and_form(met: Met) -> None:
    """One walk for all: to see every page takes longest."""
    ask_nasty_queries(met)
    send_nasty_bodies(met)
    for number in range(3):
        send_garbage(met, number)


def ask_nasty_queries(met: Met) -> None:
    for place, (path, (client, names)) in enumerate(met.names.items()):
        for value in (NASTY[0], *(NASTY[(place * 2 + n) % len(NASTY)] for n in range(2))):
            query = encoded(dict.fromkeys(names, value))
            answer = client.get(f"{path}?{query}")
            judge(answer, f"{path} with {value[:20]!r}")
            assert answer.status_code == 400 or "\x00" not in value, path
    assert len(met.names) > 350


def send_nasty_bodies(met: Met) -> None:
    """What takes no GET, with bodies that are no form of ours."""
    for place, (path, client) in enumerate(met.sent_only.items()):
        value = NASTY[place % len(NASTY)]
        judge(client.post(path, encoded(dict.fromkeys(COMMON, value)), content_type=FORM), path)
        for body in ("[]", '{"a": ' * 50, json.dumps({"ids": [value], "nodes": value})):
            judge(client.post(path, body, content_type="application/json"), f"{path} {body[:20]}")
    assert len(met.sent_only) > 60


def send_garbage(met: Met, number: int) -> None:
    """First all of a form is garbage; then each other field keeps what the page put there, so that
    the garbage gets past the first check.
    """
    assert len(met.forms) > 100
    for place, (client, form) in enumerate(met.forms.values()):
        values = dict(form.fields)
        for at, name in enumerate(form.fields):
            if number == 0 or at % 2 == number - 1:
                values[name] = GARBAGE[(at + place * 7 + number) % len(GARBAGE)]
        answer = client.post(form.action, encoded(values), content_type=FORM)
        judge(answer, f"{form.action} with {values!r}"[:600])


def test_a_path_of_bytes_that_are_no_text(people: dict[str, Client]) -> None:
    client = people["coordinator"]
    for path in ("/persons/%00/", "/persons/%ED%A0%80/", "/%FF%FE/", "/persons/%2e%2e%2f/"):
        assert client.get(path).status_code in {400, 404}, path
    assert client.get(f"/search/?q={'x' * 100_000}").status_code < 500
