"""Invented programs: a token of an agency, and a client that sends it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.test import Client

from punte.core.access.door import ROLES, Permission, Purpose, acting_as
from punte.core.agencies.door import Agency, Desk
from punte.core.api.door import make_token
from tests.support.worlds import viewer


def make_program(
    agency: Agency,
    role: str,
    *,
    scopes: frozenset[Permission] | None = None,
    desks: list[Desk] | None = None,
    purpose: Purpose | None = None,
) -> str:
    """A token of a new program of the agency, made by a manager; its role's scopes, or fewer,
    for its role's purpose, or another.
    """
    manager = viewer(agency, "manager")
    with acting_as(manager):
        token, _row = make_token(
            by=manager,
            name="Invented program",
            role=role,
            purpose=purpose or ROLES[role].purpose,
            scopes=ROLES[role].permissions if scopes is None else scopes,
            days=30,
            desk_ids=[desk.pk for desk in desks or []],
        )
    return token


class ProgramClient(Client):
    """Asks as a program: JSON, the token, a key for each act unless one is given."""

    def __init__(self, token: str) -> None:
        super().__init__(headers={"Authorization": f"Bearer {token}"})

    def send(self, path: str, body: Any, key: str = "", seen: int | None = None) -> Any:
        """seen: the version that the change was decided on."""
        return self.post(path, body, content_type="application/json", headers=_heads(key, seen))

    def change(self, path: str, body: Any, key: str = "", seen: int | None = None) -> Any:
        return self.patch(path, body, content_type="application/json", headers=_heads(key, seen))


def _heads(key: str, seen: int | None) -> dict[str, str]:
    heads = {"Idempotency-Key": key or uuid4().hex}
    return heads if seen is None else {**heads, "If-Match": f'"{seen}"'}
