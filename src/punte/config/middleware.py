"""The outermost gate: input that no form or route of Punte can mean."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBadRequest
from django.http.response import HttpResponseBase

NUL = "\x00"


class RefuseBadInput:
    """Refuses NUL bytes in a path or query before anything looks at them."""

    async_capable = False
    sync_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        query = request.META.get("QUERY_STRING", "")
        if NUL in request.path or "%00" in query or NUL in query:
            return HttpResponseBadRequest(
                "The address holds a NUL byte.", content_type="text/plain; charset=utf-8"
            )
        return self.get_response(request)
