"""The funnel: the headline measure; any two cuts of it; where people fall out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, Viewer, ViewerRequest, requires
from punte.protection.funnel.crossing import Crossing, cross
from punte.protection.funnel.cuts import (
    DIMS,
    PERIODS,
    SMALL,
    STEPS,
    months_back,
    words_of,
)
from punte.protection.funnel.forms import CrossForm, FunnelFilter
from punte.protection.funnel.queries import (
    agency_names,
    crossed,
    last_run,
    outs,
    waits,
    waits_by,
)
from punte.protection.funnel.queries import funnel as read_funnel
from punte.protection.persons.door import COUNTRIES, NOT_KNOWN
from punte.protection.referral.door import LABELS, State, reason_name


@require_GET
@requires(Permission.SEE_FUNNEL)
def funnel(request: ViewerRequest) -> HttpResponse:
    """From notification to closed loop, by one or two cuts, with waiting times."""
    form = FunnelFilter(request.GET, viewer=request.viewer)
    cut = form.cut()
    found = read_funnel(request.viewer, cut)
    shown = (0, 2, 4)
    counted = last_run()
    context = {
        "form": form,
        "bars": [(str(step.label), step.value) for step in found.steps],
        "labels": [date_format(month, "YEAR_MONTH_FORMAT") for month, _values in found.months],
        "series": [
            (str(STEPS[i][1]), [values[i] for _month, values in found.months]) for i in shown
        ],
        "empty": not any(step.value != 0 for step in found.steps),
        "waits": [
            (wait.label, in_days(wait.median), in_days(wait.late))
            for wait in waits(request.viewer, cut)
        ],
        "open_url": persons_url(request.viewer, cut.period, cut.only),
        "small": SMALL,
        "counted_at": counted.at if counted else None,
        "title": _("From notification to safety"),
    }
    return render(request, "funnel/funnel.html", context)


def in_days(hours: float | None) -> str:
    """A wait in words: hours under two days, else days; a dash where too few waited."""
    if hours is None:
        return "–"
    if hours < 48:
        number = round(hours)
        return ngettext("%(count)s hour", "%(count)s hours", number) % {"count": number}
    number = round(hours / 24)
    return ngettext("%(count)s day", "%(count)s days", number) % {"count": number}


def persons_url(viewer: Viewer, period: int, only: Mapping[str, str], step: str = "") -> str:
    """The list of exactly those behind a number whom the viewer's agency answers for.

    only: values by dimension. step: counted are those who came to it. Empty for who may see no
    persons, for another agency's number, and where the list cannot narrow so far.
    """
    wanted = {dim: value or NOT_KNOWN for dim, value in only.items()}
    own = wanted.pop("agency", str(viewer.agency_id)) == str(viewer.agency_id)
    wanted |= {"since": months_back(period).isoformat()} | ({"reached": step} if step else {})
    listed = wanted.get("nationality", NOT_KNOWN) in {NOT_KNOWN, *COUNTRIES}
    if not own or not listed or not viewer.may(Permission.SEE_PERSONS):
        return ""
    return f"{reverse('protection:persons')}?{urlencode(wanted)}"


@require_GET
@requires(Permission.SEE_FUNNEL)
def funnel_cross(request: ViewerRequest) -> HttpResponse:
    """Any two cuts in one table, deeper colours for more."""
    form = CrossForm({**CrossForm.USUAL, **request.GET.dict()})
    values: dict[str, Any] = form.cleaned_data if form.is_valid() else CrossForm.USUAL
    rows, columns = values["rows"], values["columns"]
    context = {
        "form": form,
        "crossing": crossing(request.viewer, values),
        "row_name": DIMS[rows],
        "column_name": DIMS[columns],
        "links": request.viewer.may(Permission.SEE_PERSONS),
        "steps": [name for _key, name in STEPS[1:]],
        "waits": waits_table(request.viewer, values["period"], rows),
        "small": SMALL,
    }
    return render(request, "funnel/cross.html", context)


def crossing(viewer: Viewer, values: Mapping[str, Any]) -> Crossing:
    """The table of two dimensions for one step."""
    rows, columns = values["rows"], values["columns"]
    period, step = int(values["period"]), [key for key, _name in STEPS].index(values["step"])
    first, second = sorted((rows, columns), key=list(DIMS).index)
    pairs = crossed(viewer, period, (first, None), (second, None))
    counts = {
        (one, two) if first == rows else (two, one): shown[step]
        for (one, two), shown in pairs.items()
    }
    down, across = (
        {key[0]: shown[step] for key, shown in crossed(viewer, period, (dim, None)).items()}
        for dim in (rows, columns)
    )
    total = next(iter(crossed(viewer, period).values()), [0] * len(STEPS))[step]
    names = agency_names(viewer)

    def opens(only: Mapping[str, str]) -> str:
        return persons_url(viewer, period, only, values["step"])

    return cross(
        counts,
        down,
        across,
        total,
        row_words=words_of(rows, names),
        column_words=words_of(columns, names),
        opens=lambda row, column: opens(
            {rows: row} if column is None else {rows: row, columns: column}
        ),
    )


def waits_table(viewer: Viewer, period: int, dim: str) -> list[tuple[str, list[str]]]:
    """By value of the rows: half of all came to each step within this time."""
    names = words_of(dim, agency_names(viewer))
    found = waits_by(viewer, period, dim)
    steps = range(1, len(STEPS))
    return [
        (names(value), [in_days(found[value].get(n)) for n in steps]) for value in sorted(found)
    ]


@require_GET
@requires(Permission.SEE_FUNNEL)
def funnel_out(request: ViewerRequest) -> HttpResponse:
    """Where people stand still, and how referrals ended without help."""
    viewer = request.viewer
    period = request.GET.get("period", "")
    months = int(period) if period in dict(PERIODS) else 12
    stages = {key[0]: shown for key, shown in crossed(viewer, months, ("stage", None)).items()}
    may_open = viewer.may(Permission.SEND_REFERRAL)
    context = {
        "periods": PERIODS,
        "period": str(months),
        "stages": [
            (name, stages.get(key, [0])[0], persons_url(viewer, months, {"stage": key}))
            for key, name in STEPS
        ],
        "outs": [
            (
                LABELS[State(out.state)],
                reason_name(out.reason),
                out.count,
                f"{reverse('protection:referrals_out')}?view=list&state={out.state}"
                if may_open
                else "",
            )
            for out in outs(viewer, months)
        ],
        "small": SMALL,
    }
    return render(request, "funnel/out.html", context)
