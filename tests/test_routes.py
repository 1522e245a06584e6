"""Every address names its permission, and refuses without it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from ninja.operation import PathView

from punte.core.access.door import ROLES, Permission, permission_of
from punte.core.agencies.door import Account
from tests.support.worlds import World, member

WRONG_METHOD = 405
# Streams that end when the browser goes; their own room tests them.
ENDLESS = {"notices:stream"}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DUMMIES: dict[str, Any] = {
    "int": 999_999_999,
    "uuid": uuid.UUID(int=7),
    "uuidstr": uuid.UUID(int=7),
    "slug": "no-such-slug",
    "str": "no-such-thing",
    "path": "no/such/path",
}
# Open to everyone, on purpose: signing in and out, the invitation, language, leaving, health; and
# a calendar for a program that knows its secret address.
PUBLIC = {
    "account_login",
    "account_logout",
    "account_inactive",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "agencies:invitation",
    "agencies:invitation_link",
    "set_language",
    "leave",
    "healthz",
    "protection:calendar_feed",
    "api-openapi",
    "api-guide",
}


@dataclass(frozen=True)
class Route:
    """One address: its name, a path with made-up arguments, and what its view declares."""

    name: str
    path: str
    declared: Permission | str | None

    def __str__(self) -> str:
        return self.name or self.path


def routes() -> Iterator[Route]:
    yield from walk(get_resolver().url_patterns, "/", "")


def walk(patterns: list[URLPattern | URLResolver], before: str, space: str) -> Iterator[Route]:
    for pattern in patterns:
        path = before + filled(pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern.url_patterns, path, inner)
            continue
        for declared in declarations(pattern.callback):
            yield Route(f"{space}{pattern.name}" if pattern.name else "", path, declared)


def filled(pattern: URLPattern | URLResolver) -> str:
    """The pattern's part of the path, with an argument of each converter's kind."""
    assert isinstance(pattern.pattern, RoutePattern), f"{pattern} is no plain path"
    text = str(pattern.pattern)
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        made = {"string": "str"}.get(kind, kind)
        for written in (f"<{made}:{name}>", f"<{name}>"):
            text = text.replace(written, str(DUMMIES[made]))
    return text


def declarations(view: Any) -> list[Permission | str | None]:
    """What a view declares; a view of the API declares once for each of its operations."""
    kept = [cell.cell_contents for cell in getattr(view, "__closure__", None) or ()]
    owner = next((one for one in kept if isinstance(one, PathView)), None)
    if owner is not None:
        return [permission_of(operation.view_func) for operation in owner.operations]
    return [permission_of(view)]


ROUTES = list(routes())
# Programs carry a token and no session: tests/test_api.py tries each of their operations.
GUARDED = [
    route
    for route in ROUTES
    if isinstance(route.declared, Permission) and not route.path.startswith("/api/")
]
every = pytest.mark.parametrize("route", ROUTES, ids=str)
guarded = pytest.mark.parametrize("route", GUARDED, ids=str)


@every
def test_the_address_names_its_permission(route: Route) -> None:
    assert route.declared != "undeclared", f"{route} says neither permission nor public"
    if route.declared is None:
        assert route.name in PUBLIC, f"{route} is public, but stands not in the list of those"


def test_the_walk_finds_addresses() -> None:
    assert len(GUARDED) > 20
    assert {route.name for route in ROUTES} >= PUBLIC


def ask(client: Client, path: str, method: str) -> HttpResponseBase:
    return client.get(path) if method == "GET" else client.post(path)


@guarded
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_stranger_is_led_to_sign_in(client: Client, db: None, route: Route, method: str) -> None:
    answer = ask(client, route.path, method)
    assert answer.status_code in {302, 401, 403, 404, WRONG_METHOD}, answer.status_code
    if answer.status_code == 302:
        assert answer["Location"].startswith("/account/login/")


@guarded
def test_a_role_without_the_permission_is_refused(
    client: Client, world: World, route: Route
) -> None:
    lacking = next((r.key for r in ROLES.values() if route.declared not in r.permissions), None)
    if lacking is None:
        assert route.declared in everybodys()
        return
    account: Account = member(world.unit, lacking).account
    client.force_login(account, backend=BACKEND)
    answers = {ask(client, route.path, method).status_code for method in ("GET", "POST")}
    # A session opens nothing for programs; tests/test_api.py walks those with tokens.
    refusal = 401 if route.path.startswith("/api/") else 403
    assert answers <= {refusal, 404, WRONG_METHOD}
    assert answers != {WRONG_METHOD}


def everybodys() -> frozenset[Permission]:
    """Permissions that every role holds."""
    return frozenset.intersection(*(role.permissions for role in ROLES.values()))


@guarded
def test_a_made_up_key_is_no_fault_of_the_program(
    client: Client, world: World, route: Route
) -> None:
    if route.name in ENDLESS:
        assert route.declared is Permission.SIGNED_IN
        return
    holder = next(r.key for r in ROLES.values() if route.declared in r.permissions)
    client.force_login(member(world.unit, holder).account, backend=BACKEND)
    for method in ("GET", "POST"):
        assert ask(client, route.path, method).status_code < 500, method
