"""My deadlines: what waits for me, soonest first."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.deadlines import queries
from punte.core.deadlines.about import tell_about
from punte.core.deadlines.forms import ClockFilter
from punte.core.deadlines.models import Clock
from punte.ui.tables import Column, Saved, Table


def _link(clock: Clock) -> str:
    return clock.url


COLUMNS = (
    Column("name", gettext_lazy("What"), sort="measure", link=_link, head=True),
    Column("person", gettext_lazy("Person or case"), template="deadlines/cells/about.html"),
    Column(
        "due",
        gettext_lazy("Due"),
        value="due_at",
        sort="due_at",
        template="deadlines/cells/due.html",
    ),
    Column("began", gettext_lazy("Began"), value="started_at", sort="started_at"),
    Column("rule", gettext_lazy("Rule"), value="term", template="deadlines/cells/term.html"),
)
WHEN = {"late": queries.late, "today": queries.today, "week": queries.this_week}


@requires(Permission.SEE_DEADLINES)
@require_GET
def clock_list(request: ViewerRequest) -> HttpResponse:
    """Mine, by due time; `when` narrows, `others` shows what others owe; `kind` one measure."""
    viewer, asked = request.viewer, request.GET.get("when", "")
    counts = queries.my_counts(viewer)
    rows = queries.waiting_clocks(viewer) if asked == "others" else queries.my_clocks(viewer)
    if asked in WHEN:
        rows = rows.filter(WHEN[asked](timezone.now()))
    filters = ClockFilter(request.GET)
    kind = filters.cleaned_data["kind"] if filters.is_valid() else ""
    if kind:
        rows = rows.filter(measure=kind)
    table = Table(
        name="deadlines",
        columns=COLUMNS,
        rows=rows.select_related("rule"),
        params=request.GET,
        caption=_("Deadlines"),
        default_sort="due",
        begin=None if asked == "others" else partial(queries.soonest, viewer),
        count_to=1000,
        filters=filters,
        saved=[
            Saved(_("All mine"), "", counts.open),
            Saved(_("Late"), "when=late", counts.late),
            Saved(_("Today"), "when=today", counts.today),
            Saved(_("This week"), "when=week", counts.week),
            Saved(_("Others owe"), "when=others"),
        ],
        empty_title=_("Nothing is due"),
        empty_text=_("When somebody waits for you, it stands here with its time."),
    )
    tell_about(viewer, table.page_rows)
    return render(request, "deadlines/list.html", {"table": table, "counts": counts})
