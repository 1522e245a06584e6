"""Two people at one moment, in an order that a test chooses: on connections of their own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections, transaction

from punte.core.access.door import Viewer, acting_as
from tests.support.database import as_role


def meanwhile(by: Viewer | None, act: Callable[..., Any]) -> Future[Any]:
    """Let somebody else act (None: the worker), and go on once they are through or wait for the
    transaction that is open here. Ask for the result once that has ended.

    It wants a database of its own (`copied`), where other connections see what is written.
    """
    known: list[int] = []
    pool = ThreadPoolExecutor(1)
    future = pool.submit(_act, by, act, known)
    pool.shutdown(wait=False)
    while not future.done() and not _waits(known):
        time.sleep(0.002)
    return future


def _act(by: Viewer | None, act: Callable[..., Any], known: list[int]) -> Any:
    try:
        with acting_as(by) if by else worker():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                known.append(int(cursor.fetchone()[0]))
            return act(by) if by else act()
    finally:
        connections.close_all()


@contextmanager
def worker() -> Iterator[None]:
    """A transaction of the worker's role."""
    with transaction.atomic(), as_role("punte_worker"):
        yield


def _waits(known: list[int]) -> bool:
    """Whether they wait for somebody's lock."""
    if not known:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", known)
        return bool(cursor.fetchone()[0])
