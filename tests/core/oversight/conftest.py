from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from punte.core.access.door import Viewer
from punte.core.agencies.door import Account

SignIn = Callable[[Viewer], Client]


@pytest.fixture
def sign_in(db: None) -> SignIn:
    """A browser of a viewer who has signed in."""

    def make(viewer: Viewer) -> Client:
        client = Client(raise_request_exception=True)
        client.force_login(
            Account.objects.get(pk=viewer.account_id),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        return client

    return make
