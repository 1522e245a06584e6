"""The outermost gates: input that nothing here can mean, and errors that programs understand."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

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


class RefuseTooMuch:
    """Refuses a request that is longer than any may be; it was not read (see `config.asgi`)."""

    async_capable = False
    sync_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = str(request.META.get("CONTENT_LENGTH") or "0")[:20]
        declared = int(length) if length.isdigit() else 0
        too_much = "too_much" in getattr(request, "scope", {})
        if not too_much and declared <= settings.REQUEST_MAX_BYTES:
            return self.get_response(request)
        reason = _("What was sent is too large. One file may have at most %(limit)s.") % {
            "limit": filesizeformat(settings.FILES_MAX_BYTES)
        }
        # Drawn without the frame, which would look at what was sent.
        body = render_to_string("ui/error.html", {"status": 413, "reason": reason})
        return HttpResponse(body, status=413)
