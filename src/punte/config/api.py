"""The interface for programs: joins the operations of all rooms under `/api/`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI

from punte.core.access.door import public
from punte.core.api.door import add_problems, with_token
from punte.protection.funnel.api import router as funnel
from punte.protection.identification.api import router as identification
from punte.protection.persons.api import router as persons
from punte.protection.referral.api import router as referral

VERSION = "1"

api = NinjaAPI(
    title="Punte",
    version=VERSION,
    description=(
        "For programs of agencies. Send a token as `Authorization: Bearer …`; a POST carries an "
        "`Idempotency-Key`; errors are problem documents (RFC 9457)."
    ),
    auth=with_token,
    urls_namespace="programs",
    docs_url=None,
    openapi_url=None,
)
add_problems(api)
for router in (persons, identification, referral, funnel):
    api.add_router("", router)


paths, _app, namespace = api.urls
# Ninja adds a page that lists nothing and asks nobody for a permission.
_asked_for = [path for path in paths if getattr(path, "name", "") != "api-root"]
operations = (_asked_for, "ninja", namespace)


@public
def openapi(_request: HttpRequest) -> HttpResponse:
    """The description of all operations. It holds no data, so everyone may read it."""
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/"))
