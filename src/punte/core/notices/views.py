"""The notices page, the bell, the live stream, and how one wants to be told."""

from __future__ import annotations

import functools
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.agencies.door import viewer_of
from punte.core.errors import Invalid
from punte.core.notices import actions, queries
from punte.core.notices.forms import PreferencesForm
from punte.core.notices.queries import zone_of
from punte.core.notices.recipients import colleagues
from punte.core.notices.stream import events
from punte.ui.tables import Column, Saved, Table

COLUMNS = (
    Column(
        "text",
        gettext_lazy("What happened"),
        template="notices/cells/notice.html",
        head=True,
    ),
    Column("sent_at", gettext_lazy("When"), template="notices/cells/sent.html"),
    Column("read_at", gettext_lazy("Read"), template="notices/cells/read.html"),
)


@requires(Permission.SIGNED_IN)
@require_GET
def notice_list(request: ViewerRequest) -> HttpResponse:
    unread = request.GET.get("show") != "all"
    waiting = queries.unread_count(request.viewer)
    table = Table(
        name="notices",
        columns=COLUMNS,
        rows=queries.my_notices(request.viewer, unread=unread),
        params=request.GET,
        caption=_("Notices"),
        saved=[Saved(_("Unread"), "", waiting), Saved(_("All"), "show=all")],
        empty_title=_("Nothing new"),
        empty_text=_("What others do for you, and what becomes due, is told here."),
        extra={"csrf_token": get_token(request)},
    )
    return render(request, "notices/list.html", {"table": table, "unread": waiting})


@requires(Permission.SIGNED_IN)
@require_POST
def open_notice(request: ViewerRequest, notice_id: UUID) -> HttpResponse:
    """Mark it read and go where it leads."""
    return redirect(actions.read_notice(by=request.viewer, notice_id=notice_id).url)


@requires(Permission.SIGNED_IN)
@require_POST
def mark_read(request: ViewerRequest, notice_id: UUID) -> HttpResponse:
    actions.read_notice(by=request.viewer, notice_id=notice_id)
    return redirect("notices:list")


@requires(Permission.SIGNED_IN)
@require_POST
def mark_all_read(request: ViewerRequest) -> HttpResponse:
    count = actions.read_all_notices(by=request.viewer)
    words = ngettext("%(count)d notice marked as read.", "%(count)d notices marked as read.", count)
    messages.success(request, words % {"count": count})
    return redirect("notices:list")


@requires(Permission.SIGNED_IN)
@require_GET
@never_cache
def bell(request: ViewerRequest) -> HttpResponse:
    """The bell's inside, fetched when the stream says so."""
    count = queries.unread_count(request.viewer)
    return render(request, "ui/parts/bell_count.html", {"notice_count": count})


@requires(Permission.SIGNED_IN)
def preferences(request: ViewerRequest) -> HttpResponse:
    wish = queries.my_preferences(request.viewer)
    viewer = request.viewer
    others = colleagues(viewer.agency_id, viewer.account_id)
    form = PreferencesForm.from_preferences(wish, others, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_preferences(by=viewer, wishes=form.wishes(zone_of(viewer.jurisdiction)))
            messages.success(request, _("Saved."))
            return redirect("notices:preferences")
        except Invalid as error:
            form.add_error(None, error.message)
    return render(request, "notices/preferences.html", {"form": form})


def finds_viewer(
    view: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """For the stream, which runs outside the transaction that finds the viewer elsewhere."""

    @functools.wraps(view)
    def found(request: HttpRequest) -> HttpResponseBase:
        try:
            request.viewer = viewer_of(request)  # type: ignore[attr-defined]
            return view(request)
        finally:
            connection.close()

    return found


@finds_viewer
@requires(Permission.SIGNED_IN)
@require_GET
def stream(request: ViewerRequest) -> HttpResponseBase:
    """Server-sent events; `count` in the query is what the page shows."""
    count = request.GET.get("count", "")
    shown = int(count) if count.isascii() and count.isdecimal() and len(count) < 9 else None
    response = StreamingHttpResponse(
        events(viewer=request.viewer, session_key=request.session.session_key or "", shown=shown),
        content_type="text/event-stream",
    )
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response
