"""Global search, by POST: names never stand in addresses, logs or the browser's history."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.ledger.door import record
from punte.protection.casework.queries.search import Found, search


@require_http_methods(["GET", "POST"])
@requires(Permission.SIGNED_IN)
def search_page(request: ViewerRequest) -> HttpResponse:
    """What was typed is not kept; that a search found so many is."""
    text = request.POST.get("q", "")
    found = search(request.viewer, text) if text else Found()
    if text:
        record(
            action="person.search",
            by=request.viewer,
            detail={"persons": len(found.persons), "referrals": len(found.referrals)},
        )
    response = render(
        request, "casework/search.html", {"found": found, "asked": bool(text.strip())}
    )
    response["Cache-Control"] = "no-store"
    return response
