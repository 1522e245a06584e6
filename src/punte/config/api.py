"""The interface for programs: joins the operations of all rooms under `/api/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI

from punte.core.access.door import public
from punte.core.api.door import add_problems, tag_of, with_token
from punte.investigation.cases.api import router as cases
from punte.investigation.evidence.api import router as exhibits
from punte.investigation.subjects.api import router as subjects
from punte.protection.approvals.api import router as approvals
from punte.protection.assistance.api import ROUTERS as ASSISTANCE
from punte.protection.caseload.api import router as caseload
from punte.protection.catalogue.api import router as catalogue
from punte.protection.delivery.api import ROUTERS as DELIVERY
from punte.protection.duplicates.api import router as duplicates
from punte.protection.funnel.api import router as funnel
from punte.protection.identification.api import router as identification
from punte.protection.interchange.api import router as webhooks
from punte.protection.persons.api import router as persons
from punte.protection.plans.api import ROUTERS as PLANS
from punte.protection.referral.api import router as referral

VERSION = "1"
GUIDE = Path(__file__).parents[3] / "docs" / "api.md"


class Programs(NinjaAPI):
    """Answers that tell the version of a row carry it as their ETag too."""

    def create_response(self, request: HttpRequest, data: Any, **more: Any) -> HttpResponse:
        response = super().create_response(request, data, **more)
        if tag := tag_of(data):
            response["ETag"] = tag
        return response


api = Programs(
    title="Punte",
    version=VERSION,
    description=(
        "For programs of agencies. Send a token as `Authorization: Bearer …`; a write carries an "
        "`Idempotency-Key`; a change of a row carries the row's `ETag` as `If-Match` and is "
        "answered 412 if the row has changed since; errors are problem documents (RFC 9457). An "
        "act that wants a second person answers 202 with its request."
    ),
    auth=with_token,
    urls_namespace="programs",
    docs_url=None,
    openapi_url=None,
)
add_problems(api)
ROUTERS = (
    *(persons, duplicates, identification, referral, catalogue),
    *(*ASSISTANCE, *PLANS, *DELIVERY),
    *(caseload, approvals, funnel, webhooks),
    *(cases, subjects, exhibits),
)
for router in ROUTERS:
    api.add_router("", router)


paths, _app, namespace = api.urls
# Ninja adds a page that lists nothing and asks nobody for a permission.
_asked_for = [path for path in paths if getattr(path, "name", "") != "api-root"]
operations = (_asked_for, "ninja", namespace)


@public
def openapi(_request: HttpRequest) -> HttpResponse:
    """The description of all operations. It holds no data, so everyone may read it."""
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/"))


@public
def guide(_request: HttpRequest) -> HttpResponse:
    """How to use it, for programmers. It holds no data, so everyone may read it."""
    return HttpResponse(GUIDE.read_bytes(), content_type="text/plain; charset=utf-8")
