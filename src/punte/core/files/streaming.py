"""A long answer that reads the database while it is sent: one thread, one transaction, one viewer.

The request's own transaction has ended by then, and a connection belongs to one thread.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from asgiref.sync import sync_to_async
from django.db import connection
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header

from punte.core.access.door import Viewer, acting_as

T = TypeVar("T")
Make = Callable[[], Iterator[bytes]]


def streamed(
    request: HttpRequest, viewer: Viewer, make: Make
) -> Iterator[bytes] | AsyncIterator[bytes]:
    """The pieces of `make`, made within a transaction bound to the viewer."""
    return _in_one_thread(viewer, make) if hasattr(request, "scope") else _bound(viewer, make)


def _bound(viewer: Viewer, make: Make) -> Iterator[bytes]:
    with acting_as(viewer):
        yield from make()


async def _in_one_thread(viewer: Viewer, make: Make) -> AsyncIterator[bytes]:
    pieces = _bound(viewer, make)
    thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="export")

    def following() -> bytes | None:
        return next(pieces, None)

    def end() -> None:
        # Closes the generator and so its transaction, also when the reader went away.
        pieces.close()  # type: ignore[attr-defined]
        connection.close()

    try:
        while (piece := await _run(thread, following)) is not None:
            yield piece
    finally:
        await _run(thread, end)
        thread.shutdown(wait=False)


async def _run(thread: ThreadPoolExecutor, act: Callable[[], T]) -> T:
    return await sync_to_async(act, thread_sensitive=False, executor=thread)()


def streamed_file(
    request: HttpRequest, viewer: Viewer, make: Make, name: str, content_type: str
) -> StreamingHttpResponse:
    """A download that is made while it is sent, kept by nobody on the way."""
    return StreamingHttpResponse(
        streamed(request, viewer, make),
        content_type=content_type,
        headers={
            "Content-Disposition": content_disposition_header(True, name) or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
