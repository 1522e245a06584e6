"""From the token of a request to a viewer."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace

from django.http import HttpRequest
from django.utils import timezone

from punte.core.access.door import Purpose, Viewer
from punte.core.agencies.door import viewer_for, working_memberships
from punte.core.api.models import ApiToken

PREFIX = "punte_"
LONGEST = 200


def new_token() -> str:
    """A fresh token: 256 random bits, with a prefix by which a leak is found in files."""
    return PREFIX + secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """What is kept of a token. It is random, so a plain SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def viewer_of_token(request: HttpRequest) -> Viewer | None:
    """The program's viewer, cut to the token's scopes and purpose; None without a working token.

    Follows the role: who suspends the program or closes its agency stops the token too.
    """
    token = bearer_of(request)
    if token is None:
        return None
    row = (
        ApiToken.objects.select_related("membership__account")
        .filter(token_hash=hash_token(token))
        .first()
    )
    if row is None or not row.works:
        return None
    working = working_memberships(row.membership.account)
    membership = next((m for m in working if m.pk == row.membership_id), None)
    if membership is None:
        return None
    note_use(row)
    request.api_token = row  # type: ignore[attr-defined]
    return replace(viewer_for(membership, Purpose(row.purpose)), scopes=row.permissions)


def bearer_of(request: HttpRequest) -> str | None:
    """The token of `Authorization: Bearer …`; None when there is none that could be ours."""
    kind, _space, token = request.headers.get("Authorization", "").partition(" ")
    token = token.strip()
    fits = kind.lower() == "bearer" and token.startswith(PREFIX) and len(token) <= LONGEST
    return token if fits and token.isascii() else None


def note_use(row: ApiToken) -> None:
    today = timezone.localdate()
    if row.used_on != today:
        ApiToken.objects.filter(pk=row.pk).update(used_on=today)
