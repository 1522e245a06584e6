"""All addresses. Each room brings its own `urls.py`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.i18n import set_language

from punte.core.access.door import public


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the process answers; touches nothing."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("language/", public(set_language), name="set_language"),
    path("account/", include("allauth.urls")),
]
