"""The live stream of one signed-in page: it says when to fetch the bell, never what is in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import HttpRequest

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Account, working_memberships
from punte.core.notices.hub import hub
from punte.core.notices.queries import unread_count

HELLO = "retry: 3000\n\n"
LOOK = "event: notice\ndata: look\n\n"
BEAT = ": here\n\n"
GONE = "event: signed-out\ndata: gone\n\n"
T = TypeVar("T")


async def events(*, viewer: Viewer, session_key: str, shown: int | None) -> AsyncIterator[str]:
    """Server-sent events for one page.

    shown: how many unread notices the page shows; when that is not true any more it is told at
    once. The session is looked at with each heartbeat; when it has ended so does the stream.
    No database connection is held between looks.
    """
    central = hub()
    beat = asyncio.get_running_loop().time
    with central.watch(viewer.account_id) as bell:
        yield HELLO
        if await _ask(lambda: _unread(viewer)) != shown:
            bell.set()
        due = beat() + settings.HEARTBEAT_SECONDS
        while not central.closing:
            rung = await _wait(bell, due - beat())
            if central.closing:
                return
            if beat() >= due:
                if not await _ask(lambda: is_signed_in(session_key, viewer.account_id)):
                    yield GONE
                    return
                due = beat() + settings.HEARTBEAT_SECONDS
            yield LOOK if rung else BEAT


async def _wait(bell: asyncio.Event, seconds: float) -> bool:
    """True when the bell rang, False when the time passed."""
    try:
        async with asyncio.timeout(max(0, seconds)):
            await bell.wait()
    except TimeoutError:
        return False
    bell.clear()
    return True


async def _ask(question: Callable[[], T]) -> T:
    """Ask the database in the request's own thread, and give the connection back at once."""

    def asked() -> T:
        try:
            return question()
        finally:
            connection.close()

    return await sync_to_async(asked)()


def _unread(viewer: Viewer) -> int:
    with acting_as(viewer):
        return unread_count(viewer)


def is_signed_in(session_key: str, account_id: int) -> bool:
    """True while the session lives, still belongs to the account, and it has a role to work in."""
    request = HttpRequest()
    request.session = SessionStore(session_key)
    account = get_user(request)
    return (
        isinstance(account, Account)
        and account.pk == account_id
        and bool(working_memberships(account))
    )
