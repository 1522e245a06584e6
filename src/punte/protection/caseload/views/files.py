"""The caseload, and its saved filters."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.deadlines.door import Clock
from punte.core.errors import Conflict, Invalid
from punte.protection.approvals.door import approvals_waiting
from punte.protection.assistance.door import AssistanceFile
from punte.protection.caseload.actions.saved import remove_filter, save_filter
from punte.protection.caseload.forms.files import CaseloadFilter, SaveFilter, act_choices
from punte.protection.caseload.queries import files as queries
from punte.protection.caseload.queries.saved import saved_filters
from punte.protection.persons.door import language_name
from punte.ui.tables import Column, Saved, Table


def table_columns(clocks: dict[UUID, Clock], pick: bool) -> list[Column]:
    """The columns; `pick` adds boxes for acts on many files."""
    boxes = [Column("pick", _("Choose"), value="id", template="caseload/cells/pick.html")]
    return [
        *(boxes if pick else []),
        Column("person", _("Person"), value=str, head=True, link=AssistanceFile.get_absolute_url),
        Column("risk", _("Risk"), value=lambda row: row.get_risk_display()),
        Column("age", _("Age"), value=lambda row: row.get_age_band_display()),
        Column(
            "caseworker",
            _("Caseworker"),
            value=lambda row: row.caseworker.name if row.caseworker else "",
        ),
        Column(
            "clock",
            _("Next deadline"),
            value=lambda row: clocks[row.id].due_at if row.id in clocks else None,
            template="ui/cells/clock.html",
        ),
        Column("state", _("State"), value=lambda row: row.get_state_display(), shown=False),
        Column(
            "language",
            _("Language"),
            value=lambda row: language_name(row.language) if row.language else "",
            shown=False,
        ),
        Column("opened", _("Opened"), value="opened_at", sort="opened_at", shown=False),
        Column("changed", _("Changed"), value="changed_at", sort="changed_at"),
    ]


@require_GET
@requires(Permission.SEE_FILES)
def caseload(request: ViewerRequest) -> HttpResponse:
    """Files of one's agency, the last changed first; filters that never hold a name."""
    viewer = request.viewer
    form = CaseloadFilter(request.GET, viewer=viewer)
    wanted = form.wanted()
    clocks: dict[UUID, Clock] = {}
    acts = act_choices(viewer)
    table = Table(
        name="caseload",
        columns=table_columns(clocks, bool(acts)),
        rows=queries.caseload(viewer, wanted),
        params=request.GET,
        caption=_("Caseload"),
        default_sort="-changed",
        begin=queries.begin if wanted.state == "all" else None,
        count_to=1000,
        filters=form,
        saved=tabs(request),
        empty_title=_("No file here yet"),
        empty_text=_("A file begins when you open it for a person in your care."),
    )
    clocks |= queries.next_clocks(viewer, table.page_rows)
    context = {
        "table": table,
        "acts": acts,
        "may_review": viewer.may(Permission.REVIEW_FILES),
        "to_approve": approvals_waiting(viewer),
        "save_url": f"{reverse('protection:save_filter')}?{form.query()}",
    }
    return render(request, "caseload/list.html", context)


def tabs(request: ViewerRequest) -> list[Saved]:
    """The usual filters with their counts, then the saved ones."""
    usual = [
        (_("Open files"), ""),
        (_("Mine"), "mine=on"),
        (_("Without a caseworker"), f"caseworker={queries.NOBODY}"),
        (_("High risk"), "risk=high"),
        (_("Overdue"), "overdue=on"),
    ]
    counts = queries.tab_counts(request.viewer)
    own = [Saved(row.name, row.query) for row in saved_filters(request.viewer)]
    return [
        *(Saved(label, query, n) for (label, query), n in zip(usual, counts, strict=True)),
        *own,
    ]


@requires(Permission.SEE_FILES)
def save(request: ViewerRequest) -> HttpResponseBase:
    """Give the filter of the address a name."""
    wanted = CaseloadFilter(request.GET, viewer=request.viewer)
    if not wanted.is_valid():
        raise Invalid(_("This filter cannot be read. Choose it anew."))
    query = wanted.query()
    form = SaveFilter(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            save_filter(
                by=request.viewer,
                name=form.cleaned_data["name"],
                query=query,
                shared=form.cleaned_data["shared"],
            )
            messages.success(request, _("The filter is saved; it stands above the list."))
            return redirect(f"{reverse('protection:caseload')}?{query}")
        except (Conflict, Invalid) as error:
            form.add_error("name", error.message)
    context = {
        "form": form,
        "title": _("Save this filter"),
        "back_url": f"{reverse('protection:caseload')}?{query}",
    }
    return render(request, "ui/form_page.html", context)


@require_GET
@requires(Permission.SEE_FILES)
def saved(request: ViewerRequest) -> HttpResponse:
    """One's filters and those of colleagues; one's own may be taken away."""
    rows = saved_filters(request.viewer)
    return render(request, "caseload/saved.html", {"rows": rows})


@require_POST
@requires(Permission.SEE_FILES)
def remove(request: ViewerRequest, saved_id: UUID) -> HttpResponseBase:
    """Take one's own filter away."""
    remove_filter(by=request.viewer, saved=saved_id)
    messages.success(request, _("The filter is gone."))
    return redirect("protection:saved_filters")
