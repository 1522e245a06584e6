"""The few pages that belong to no room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from punte.core.access.door import public
from punte.ui.gallery import specimens


@public
@require_safe
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """A harmless page for one who must leave quickly; it empties the cache behind them."""
    response = render(request, "ui/leave.html")
    response["Clear-Site-Data"] = '"cache"'
    return response


@public
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every piece of the interface with invented data. Only a demo links here."""
    return render(request, "ui/gallery.html", specimens(request))
