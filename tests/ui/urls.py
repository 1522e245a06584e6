"""The addresses the gallery needs, without a database behind them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from punte.ui import views


def home(request: HttpRequest) -> HttpResponse:
    """A page of no person, as the idle cover asks for."""
    return render(request, "ui/layout.html")


def idle(request: HttpRequest) -> HttpResponse:
    """A page that covers itself after six seconds."""
    return render(request, "ui/layout.html", {"idle_minutes": "0.1"})


def ended(request: HttpRequest) -> HttpResponse:
    """The same, with a session that ended meanwhile: its home address answers 401."""
    return render(request, "ui/layout.html", {"idle_minutes": "0.1", "home_url": "/gone/"})


def gone(request: HttpRequest) -> HttpResponse:
    """What the server says once the session has ended."""
    return HttpResponse("sign in", status=401)


urlpatterns = [
    path("", home),
    path("gallery/", views.gallery),
    path("leave/", views.leave),
    path("idle/", idle),
    path("ended/", ended),
    path("gone/", gone),
    path("i18n/", include("django.conf.urls.i18n")),
]
