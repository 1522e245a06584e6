"""Errors as `application/problem+json` (RFC 9457)."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from punte.core.errors import PunteError, Stale

KIND = "application/problem+json"
TITLES = {
    400: "Bad request",
    401: "No working token",
    403: "Refused",
    404: "Not here",
    405: "Method not allowed",
    409: "Conflict",
    412: "Precondition failed",
    415: "Unsupported media type",
    422: "Invalid",
}


class NoToken(Exception):
    """The request carries no token that works."""


def problem(status: int, detail: str = "", **more: Any) -> HttpResponse:
    """A problem document. `detail` is a sentence for people; `more` are further members."""
    body = {"type": "about:blank", "title": TITLES.get(status, "Error"), "status": status}
    body |= {key: value for key, value in {"detail": detail, **more}.items() if value}
    response = HttpResponse(json.dumps(body), content_type=KIND, status=status)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def add_problems(api: NinjaAPI) -> None:
    """Answer every error of the API as a problem; what failed is rolled back whole."""

    @api.exception_handler(PunteError)
    def expected(request: HttpRequest, error: PunteError) -> HttpResponse:
        request.punte_error = error  # type: ignore[attr-defined]  # the middleware rolls back
        return problem(412 if isinstance(error, Stale) else error.status, error.message)

    @api.exception_handler(NoToken)
    def no_token(_request: HttpRequest, _error: NoToken) -> HttpResponse:
        return problem(401, "Send a token that works as `Authorization: Bearer …`.")

    @api.exception_handler(ValidationError)
    def invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
        found = [
            {"where": "/".join(str(part) for part in one["loc"]), "what": one["msg"]}
            for one in error.errors
        ]
        return problem(422, "Some values are missing or wrong.", errors=found)

    @api.exception_handler(HttpError)
    def plain(_request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, str(error))
