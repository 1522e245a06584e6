"""All addresses. Each room brings its own `urls.py`."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from punte.config.api import guide, openapi, operations
from punte.core.access.door import public
from punte.core.agencies.sign_in.views import set_language
from punte.ui.views import gallery


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the process answers; touches nothing."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("language/", set_language, name="set_language"),
    path("account/", include("punte.core.agencies.sign_in.urls")),
    path("deadlines/", include("punte.core.deadlines.urls")),
    path("escalation/", include("punte.core.escalation.urls")),
    path("files/", include("punte.core.files.urls")),
    path("oversight/", include("punte.core.oversight.urls")),
    path("notices/", include("punte.core.notices.urls")),
    path("api/openapi.json", openapi, name="api-openapi"),
    path("api/guide.md", guide, name="api-guide"),
    path("api/", operations),
    path("", include("punte.core.api.urls")),
    path("", include("punte.core.agencies.urls")),
    path("", include("punte.ui.urls")),
    path("", include("punte.protection.urls")),
    path("", include("punte.investigation.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("gallery/", gallery, name="gallery"))

handler400 = "punte.config.errors.bad_request"
handler403 = "punte.config.errors.forbidden"
handler404 = "punte.config.errors.not_found"
handler500 = "punte.config.errors.failed"
