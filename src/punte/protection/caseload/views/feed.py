"""The address under which a calendar program reads one's dates."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, public, requires
from punte.core.errors import NotHere
from punte.protection.caseload.actions.feed import close_feed, open_feed
from punte.protection.caseload.feeds import as_calendar
from punte.protection.caseload.forms.work import FeedForm
from punte.protection.caseload.models.feed import Detail
from punte.protection.caseload.queries.agenda import Span, agenda
from punte.protection.caseload.queries.feed import owner_of, seen_feeds

BACK, AHEAD = timedelta(days=31), timedelta(days=366)


@never_cache
@requires(Permission.SEE_FILES)
def feed(request: ViewerRequest) -> HttpResponseBase:
    """Whether there is an address, and a form that makes one. It is shown once."""
    form = FeedForm(request.POST or None, initial={"detail": Detail.NEUTRAL})
    address = ""
    if request.method == "POST" and form.is_valid():
        token = open_feed(by=request.viewer, detail=form.cleaned_data["detail"])
        address = request.build_absolute_uri(reverse("protection:calendar_feed", args=[token]))
    context = {
        "form": form,
        "address": address,
        "running": seen_feeds(request.viewer).first(),
        "back_url": reverse("protection:calendar"),
    }
    return render(request, "caseload/feed.html", context)


@require_POST
@requires(Permission.SEE_FILES)
def close(request: ViewerRequest) -> HttpResponseBase:
    """End the address: programs that know it read nothing more."""
    close_feed(by=request.viewer)
    messages.success(request, _("The address has ended."))
    return redirect("protection:calendar_address")


@require_GET
@never_cache
@public
def read(request: HttpRequest, token: str) -> HttpResponse:
    """The dates of the address's owner, for a program: who knows the secret reads them.

    It works as its owner in the role it was made for; without that role there is nothing here.
    """
    if len(token) > 100:
        raise NotHere
    row, owner = owner_of(token)
    if not owner.may(Permission.SEE_FILES):
        raise NotHere
    owner.bind()
    today, now = timezone.localdate(), timezone.now()
    with translation.override(row.account.language):
        text = as_calendar(
            agenda(owner, Span(today - BACK, today + AHEAD)),
            detail=row.detail,
            salt=str(row.pk),
            now=now,
        )
    row.read_at = now
    row.save(update_fields=["read_at"])
    return HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="punte.ics"'},
    )
