"""The addresses the gallery needs, without a database behind them."""

import threading
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import include, path

from punte.ui import views
from punte.ui.gallery import frame_specimen

closing = threading.Event()  # set when the server ends, so that open streams end too


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


def live(request: HttpRequest) -> HttpResponse:
    """A page that listens for notices."""
    frame = frame_specimen() | {"notices_stream_url": "/notices/stream/"}
    return render(request, "ui/layout.html", frame)


def stream(request: HttpRequest) -> StreamingHttpResponse:
    """One event, as the notices room sends it: there is something to look at."""

    def events() -> Iterator[str]:
        yield "event: notice\ndata: look\n\n"
        closing.wait(60)

    return StreamingHttpResponse(events(), content_type="text/event-stream")


def bell(request: HttpRequest) -> HttpResponse:
    """The bell as the notices room draws it."""
    return render(request, "ui/parts/bell_count.html", {"notice_count": 4})


urlpatterns = [
    path("notices/bell/", bell),
    path("", home),
    path("gallery/", views.gallery),
    path("leave/", views.leave),
    path("idle/", idle),
    path("ended/", ended),
    path("gone/", gone),
    path("live/", live),
    path("notices/stream/", stream),
    path("i18n/", include("django.conf.urls.i18n")),
]
