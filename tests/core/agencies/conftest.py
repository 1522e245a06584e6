"""Managers and a signed-in browser for the tests of agencies."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from punte.core.access.door import Viewer
from punte.core.agencies.door import Account, Membership, viewer_for
from tests.support.worlds import World, member

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def manager(world: World) -> Viewer:
    """Manages the people of the NGO."""
    return viewer_for(member(world.ngo, "manager"))


@pytest.fixture
def administrator(world: World) -> Viewer:
    """Administers the jurisdiction of the NGO, from another agency."""
    return viewer_for(member(world.other_unit, "administrator"))


@pytest.fixture
def foreign_administrator(world: World) -> Viewer:
    """Administers the other jurisdiction."""
    return viewer_for(member(world.unit, "administrator"))


@pytest.fixture
def colleague(world: World) -> Membership:
    """A caseworker of the NGO."""
    return member(world.ngo, "caseworker", [world.desk])


@pytest.fixture
def signed_in(client: Client) -> Callable[[Viewer | Account], Client]:
    """Sign a viewer's account in and return the browser."""

    def sign_in(who: Viewer | Account) -> Client:
        account = who if isinstance(who, Account) else Account.objects.get(pk=who.account_id)
        client.force_login(account, backend=BACKEND)
        return client

    return sign_in
