"""One LISTEN connection for the whole process; it wakes the streams of the accounts it names."""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from psycopg import AsyncConnection, OperationalError, sql

from punte.core.notices.actions import CHANNEL

log = logging.getLogger("punte.notices")
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
ALIVE = {"keepalives": 1, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}


class Hub:
    """Fans notifications out to the streams of one event loop.

    A stream holds a bell (an event): several notices before it looks ring once.
    """

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.bells: dict[int, set[asyncio.Event]] = {}
        self.closing = False
        self.listener = self.loop.create_task(self._listen())
        self._close_with_the_process()

    @contextmanager
    def watch(self, account_id: int) -> Iterator[asyncio.Event]:
        """A bell that rings for this account, and when the hub closes."""
        bell = asyncio.Event()
        self.bells.setdefault(account_id, set()).add(bell)
        try:
            yield bell
        finally:
            self.bells[account_id].discard(bell)
            if not self.bells[account_id]:
                del self.bells[account_id]

    def ring(self, payload: str) -> None:
        """Ring for a payload `account:notice`; one that is none rings nobody."""
        account, _, _ = payload.partition(":")
        if account.isdecimal():
            for bell in self.bells.get(int(account), ()):
                bell.set()

    def ring_all(self) -> None:
        for bells in self.bells.values():
            for bell in bells:
                bell.set()

    def close(self) -> None:
        """End all streams."""
        self.closing = True
        self.listener.cancel()
        self.ring_all()

    async def _listen(self) -> None:
        wait = FIRST_WAIT
        while not self.closing:
            try:
                async with await AsyncConnection.connect(**_parameters()) as link:
                    await link.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
                    wait = FIRST_WAIT
                    self.ring_all()  # what came while nobody listened
                    async for heard in link.notifies():
                        self.ring(heard.payload)
            except OperationalError as error:
                log.warning("The database does not notify; trying again in %.0f s: %s", wait, error)
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)

    def _close_with_the_process(self) -> None:
        """A server waits for its open streams before it stops, so they must hear of it first."""
        if threading.current_thread() is not threading.main_thread():
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            before = signal.getsignal(number)

            def on_signal(got: int, frame: Any, before: Any = before) -> None:
                self.loop.call_soon_threadsafe(self.close)
                if callable(before):
                    before(got, frame)

            if callable(before):
                signal.signal(number, on_signal)


_hub: Hub | None = None


def hub() -> Hub:
    """The hub of the running event loop, started when first asked for."""
    global _hub
    if _hub is None or _hub.loop is not asyncio.get_running_loop():
        _hub = Hub()
    return _hub


def _parameters() -> dict[str, Any]:
    """How Django connects, without what is Django's own and without its pool."""
    wanted = connection.get_connection_params()
    own = {"cursor_factory", "context", "prepare_threshold"}
    return {**ALIVE, **{k: v for k, v in wanted.items() if k not in own}, "autocommit": True}
