"""Pages for errors that Django itself raises; those of Punte are made by the middleware."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def page(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, "ui/error.html", {"status": status}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """Drawn without the frame's context: after a failed query nothing may be asked again."""
    return HttpResponse(render_to_string("ui/error.html", {"status": 500}), status=500)
