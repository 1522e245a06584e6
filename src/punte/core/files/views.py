"""Giving a file out: always as a download, never shown within our pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from uuid import UUID

from asgiref.sync import sync_to_async
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.files.actions import open_file


@requires(Permission.SIGNED_IN)
@require_GET
def download(request: ViewerRequest, file_id: UUID) -> StreamingHttpResponse:
    """The file, streamed; who may have it is decided row by row."""
    opened = open_file(by=request.viewer, file_id=file_id)
    return StreamingHttpResponse(
        streamed(request, opened.chunks),
        content_type=opened.content_type,
        headers={
            "Content-Disposition": content_disposition_header(True, opened.name) or "attachment",
            "Content-Length": str(opened.size),
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def streamed(
    request: HttpRequest, chunks: Iterator[bytes]
) -> Iterator[bytes] | AsyncIterator[bytes]:
    """The chunks in the manner of the server: Django gathers a plain iterator whole under ASGI."""
    return _in_threads(chunks) if hasattr(request, "scope") else chunks


async def _in_threads(chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
    def following() -> bytes | None:
        return next(chunks, None)

    ask = sync_to_async(following, thread_sensitive=False)
    while (chunk := await ask()) is not None:
        yield chunk
