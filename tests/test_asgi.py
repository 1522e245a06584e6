"""What uvicorn serves: a request whole in one thread, and what stays out of the collector's way."""

from __future__ import annotations

import asyncio
import gc
import tempfile
import threading
from typing import Any

import pytest
from asgiref.sync import SyncToAsync
from asgiref.testing import ApplicationCommunicator
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

from punte.config.asgi import Application

MIDDLEWARE = [
    "punte.config.middleware.RefuseBadInput",
    "django.middleware.csrf.CsrfViewMiddleware",
    "punte.config.middleware.ProblemsForPrograms",
]
SCOPE: dict[str, Any] = {"type": "http", "method": "GET", "path": "/", "headers": []}


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(threading.get_ident()))


urlpatterns = [path("", view)]


async def ask(application: ASGIHandler) -> int:
    """The thread that answered."""
    talk: Any = ApplicationCommunicator(application, SCOPE)  # type: ignore[no-untyped-call]
    await talk.send_input({"type": "http.request"})
    assert (await talk.receive_output())["status"] == 200
    body = (await talk.receive_output())["body"]
    await talk.wait()
    return int(body)


@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=MIDDLEWARE, ALLOWED_HOSTS=["unknown"])
def test_a_request_goes_to_a_thread_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    call = SyncToAsync.__call__

    async def counted(self: SyncToAsync[..., Any], *args: Any, **kwargs: Any) -> Any:
        sent.append(str(self.func))
        return await call(self, *args, **kwargs)

    monkeypatch.setattr(SyncToAsync, "__call__", counted)
    assert asyncio.run(ask(Application())) != threading.get_ident()
    assert sum("get_response" in name for name in sent) == 1
    ours, sent[:] = len(sent), []
    asyncio.run(ask(ASGIHandler()))
    assert ours < len(sent)


async def send_large(*parts: bytes, declared: int | None = None) -> tuple[int, str]:
    """The answer to a body in parts; those the application never asked for are left unsent."""
    headers = [(b"host", b"unknown")]
    headers += [(b"content-length", str(declared).encode())] if declared is not None else []
    scope = SCOPE | {"method": "POST", "headers": headers}
    talk: Any = ApplicationCommunicator(Application(), scope)  # type: ignore[no-untyped-call]
    for number, part in enumerate(parts, start=1):
        more = number < len(parts)
        await talk.send_input({"type": "http.request", "body": part, "more_body": more})
    status = (await talk.receive_output())["status"]
    body = (await talk.receive_output())["body"].decode()
    await talk.wait()
    return status, body


@override_settings(
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["punte.config.middleware.RefuseTooMuch"],
    ALLOWED_HOSTS=["unknown"],
    REQUEST_MAX_BYTES=1000,
)
def test_a_body_that_is_too_long_is_never_laid_down(monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[bytes] = []
    write = tempfile.SpooledTemporaryFile.write

    def counted(self: Any, part: bytes) -> int:
        laid.append(part)
        return write(self, part)

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "write", counted)
    assert asyncio.run(send_large(b"x" * 1000, declared=1000))[0] == 200
    laid.clear()
    # Four gigabytes are announced: nothing is waited for, and the page says what was wrong.
    status, page = asyncio.run(send_large(declared=4 * 2**30))
    assert status == 413
    assert "too large" in page
    # One that does not say how long it is, is cut where it becomes too long.
    assert asyncio.run(send_large(b"x" * 900, b"y" * 101, b"z" * 900))[0] == 413
    assert b"".join(laid) == b"x" * 900


def test_what_is_loaded_at_the_start_is_not_collected_again() -> None:
    assert gc.get_freeze_count() > 100_000
    assert gc.get_threshold()[0] > 700
