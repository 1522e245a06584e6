"""What uvicorn serves: a request whole in one thread, and what stays out of the collector's way."""

from __future__ import annotations

import asyncio
import gc
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


def test_what_is_loaded_at_the_start_is_not_collected_again() -> None:
    assert gc.get_freeze_count() > 100_000
    assert gc.get_threshold()[0] > 700
