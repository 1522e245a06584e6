"""The calendar: a month or a week of everything that has a day."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.protection.caseload.agenda import cut_short, span, step_from, weeks
from punte.protection.caseload.queries.agenda import Span, agenda

SHOWN = 5  # of a day in a month; its week shows all
FIRST, LAST = date(2000, 2, 1), date(2100, 11, 30)


@require_GET
@requires(Permission.SEE_FILES)
def calendar(request: ViewerRequest) -> HttpResponse:
    """One's own dates; a supervisor may look at the whole agency's."""
    view = "week" if request.GET.get("view") == "week" else "month"
    whose = "agency" if request.GET.get("whose") == "agency" else "mine"
    if not request.viewer.may(Permission.REVIEW_FILES):
        whose = "mine"
    day = day_of(request.GET.get("day", ""))
    first, last = span(view, day)
    asked = Span(first, last, mine=whose == "mine")
    entries = agenda(request.viewer, asked)
    month = (day.month, SHOWN) if view == "month" else (None, None)
    context = {
        "weeks": weeks(first, last, entries, *month),
        "cut_short": cut_short(entries, asked.most),
        "most": asked.most,
        "view": view,
        "whose": whose,
        "day": day,
        "title": title(view, day, first, last),
        "before": step_from(view, day, forward=False),
        "after": step_from(view, day, forward=True),
        "may_review": request.viewer.may(Permission.REVIEW_FILES),
        "names": week_names(first),
    }
    return render(request, "caseload/calendar.html", context)


def day_of(text: str) -> date:
    """A day of the address; anything else, or far away, is today."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()
    return day if FIRST <= day <= LAST else timezone.localdate()


def title(view: str, day: date, first: date, last: date) -> str:
    if view == "month":
        return capfirst(date_format(day, "F Y"))
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, "DATE_FORMAT"),
        "last": date_format(last, "DATE_FORMAT"),
    }


def week_names(first: date) -> list[str]:
    return [date_format(date.fromordinal(first.toordinal() + n), "D") for n in range(7)]
