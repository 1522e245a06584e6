"""What uvicorn serves."""

import gc
import os
from collections.abc import Awaitable, Callable
from typing import Any

import django
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "punte.config.settings")

YOUNG = 20_000
Receive = Callable[[], Awaitable[dict[str, Any]]]


class Application(ASGIHandler):
    """Each request runs whole in one thread. Django's own way hops between thread and loop at
    every step of it, and waits for the interpreter each time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.whole = BaseHandler()
        self.whole.load_middleware()

    async def handle(self, scope: Any, receive: Any, send: Any) -> None:
        await super().handle(scope, Bounded(scope, receive), send)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        return await sync_to_async(self.whole.get_response)(request)


class Bounded:
    """What is received, as long as it is not more than a request may hold.

    Django lays a body on the disk before anything looks at it. Of one that says it is too long, or
    turns out to be, nothing more is laid down; `scope["too_much"]` tells the middleware.
    """

    def __init__(self, scope: dict[str, Any], receive: Receive):
        self.scope, self.receive, self.ended = scope, receive, False
        self.left = settings.REQUEST_MAX_BYTES
        declared = dict(scope.get("headers") or ()).get(b"content-length", b"")
        self.declared = int(declared[:20]) if declared.isdigit() else 0

    async def __call__(self) -> dict[str, Any]:
        if not self.ended and self.declared > settings.REQUEST_MAX_BYTES:
            return self._end()
        message = await self.receive()
        while self.ended and message["type"] == "http.request":
            message = await self.receive()
        self.left -= len(message.get("body", b""))
        return self._end() if self.left < 0 and not self.ended else message

    def _end(self) -> dict[str, Any]:
        self.scope["too_much"] = self.ended = True
        return {"type": "http.request", "body": b"", "more_body": False}


def keep_what_stays() -> None:
    """Load every page's code, and tell the garbage collector to look at it no more: looking
    through all of it stops every request for a tenth of a second.
    """
    reverse("healthz")
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 10)


django.setup(set_prefix=False)
application = Application()
keep_what_stays()
