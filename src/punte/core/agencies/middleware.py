"""One request, one transaction, one viewer."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.apps import apps
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import resolve

from punte.core.access.door import Guarded, Viewer
from punte.core.agencies.viewers import viewer_of
from punte.core.database.context import RequireContext
from punte.core.errors import PunteError
from punte.core.ledger.door import record

log = logging.getLogger("punte")


def guarded_tables() -> list[str]:
    """Names of the tables that must not be read without a viewer."""
    return [m._meta.db_table for m in apps.get_models() if issubclass(m, Guarded)]


class ViewerMiddleware:
    """Finds the viewer, opens the transaction, tells the policies; turns errors into pages.

    What fails is rolled back whole; a denied try is then written to the ledger by itself.
    """

    async_capable = False
    sync_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response
        self.tables = guarded_tables()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_streaming(request):
            return self.get_response(request)
        viewer = viewer_of(request)
        request.viewer = viewer  # type: ignore[attr-defined]
        with connection.execute_wrapper(RequireContext(self.tables)):
            with transaction.atomic():
                if viewer is not None:
                    viewer.bind()
                response = self.get_response(request)
                failure: PunteError | None = getattr(request, "punte_error", None)
                if failure is not None or response.status_code >= 500:
                    transaction.set_rollback(True)
            if failure is not None and failure.logged and viewer is not None:
                log_denied(request, viewer, failure)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, PunteError) or error.status >= 500:
            return None
        request.punte_error = error  # type: ignore[attr-defined]
        return error_page(request, error)


def is_streaming(request: HttpRequest) -> bool:
    """Long-lived streams bind their own short transactions instead."""
    return request.path.startswith("/notices/stream")


def log_denied(request: HttpRequest, viewer: Viewer, failure: PunteError) -> None:
    """Keep the try: who, what, on whom; in a transaction of its own."""
    with transaction.atomic():
        viewer.bind()
        record(
            action="access.denied",
            by=viewer,
            subject=failure.subject,
            detail={
                "what": failure.what,
                "route": resolve(request.path_info).route,
                "status": failure.status,
            },
        )


def error_page(request: HttpRequest, error: PunteError) -> HttpResponse:
    """The page for an expected error; one without any role is offered the way out."""
    signed_in = request.user.is_authenticated
    page = "ui/error.html"
    if signed_in and getattr(request, "viewer", None) is None and error.status == 403:
        page = "agencies/no_role.html"
    context = {"status": error.status, "reason": error.message}
    return render(request, page, context, status=error.status)
