"""The outermost gates: input that nothing here can mean, and errors that programs understand."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBadRequest
from django.http.response import HttpResponseBase

from punte.core.api.door import KIND, problem

NUL = "\x00"


class ProblemsForPrograms:
    """Makes every error under /api/ a problem document, whoever raised it."""

    async_capable = False
    sync_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code < 400 or not request.path_info.startswith("/api/"):
            return response
        if response.headers.get("Content-Type") == KIND:
            return response
        said = problem(response.status_code)
        if "Allow" in response.headers:
            said["Allow"] = response.headers["Allow"]
        return said


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
