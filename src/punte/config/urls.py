"""All addresses. Each room brings its own `urls.py`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from punte.core.access.door import public
from punte.core.agencies.sign_in.views import set_language


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the process answers; touches nothing."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("language/", set_language, name="set_language"),
    path("account/", include("punte.core.agencies.sign_in.urls")),
    path("", include("punte.core.agencies.urls")),
]
