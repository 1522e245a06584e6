"""How many were investigated, charged, sent to court, convicted."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.investigation.course.counting import CUTS, SMALL, SPANS, STEPS, Line, Sheet, counts
from punte.investigation.course.forms.court import CountsForm
from punte.ui.tables import Column, Table


@require_GET
@requires(Permission.SEE_COURSE_COUNTS)
def page(request: ViewerRequest) -> HttpResponseBase:
    """A chart of the steps, and the table behind it."""
    form, sheet, by = _asked(request)
    years = {"first": sheet.first_year, "last": sheet.last_year}
    context = {
        "form": form,
        "table": _table(request, sheet, by),
        "title": _("Accused in %(first)s–%(last)s, by the step that they reached") % years,
        "bars": _bars(sheet.total.accused),
        "cases_title": _("Cases in %(first)s–%(last)s, by the step that they reached") % years,
        "case_bars": _bars(sheet.total.cases),
        "small": SMALL,
    }
    return render(request, "course/counts.html", context)


@require_GET
@requires(Permission.SEE_COURSE_COUNTS)
def csv(request: ViewerRequest) -> HttpResponseBase:
    """The same table for a spreadsheet."""
    _form, sheet, by = _asked(request)
    return _table(request, sheet, by).csv_response("course-counts.csv")


def _asked(request: HttpRequest) -> tuple[CountsForm, Sheet, str]:
    spans = [(n, ngettext("Last year", "Last %(n)d years", n) % {"n": n}) for n in SPANS]
    data = {"by": "year", "span": "5", **request.GET.dict()}
    form = CountsForm(data, cuts=CUTS, spans=spans)
    valid = form.is_valid()
    by = (form.cleaned_data["by"] if valid else "") or "year"
    span = (form.cleaned_data["span"] if valid else 0) or 5
    return form, counts(request.viewer, by=by, span=span), by  # type: ignore[attr-defined]


def _bars(numbers: list[int | None]) -> list[tuple[str, int | None]]:
    return [(str(words), n) for (_key, words), n in zip(STEPS, numbers, strict=True)]


def _table(request: HttpRequest, sheet: Sheet, by: str) -> Table:
    columns = [Column("label", dict(CUTS)[by], head=True)]
    for kind, name in (("cases", _("%(step)s: cases")), ("accused", _("%(step)s: accused"))):
        for place, (key, words) in enumerate(STEPS):
            label = name % {"step": words}
            columns.append(Column(f"{kind}-{key}", label, value=_cell(kind, place), number=True))
    return Table(
        name="course-counts",
        columns=columns,
        rows=[*sheet.lines, sheet.total],
        params=request.GET,
        caption=_("Counts from investigation to conviction"),
        csv_url=f"{reverse('investigation:course_counts_csv')}?{request.GET.urlencode()}",
        page_size=200,
    )


def _cell(kind: str, place: int) -> Any:
    def read(line: Line) -> object:
        number: int | None = getattr(line, kind)[place]
        return _("hidden") if number is None else number

    return read
