"""What a case is about: the list, its search, and a search in all one's cases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, Viewer, ViewerRequest, requires
from punte.investigation.cases.door import Case, case_frame, get_case, note_reading, opened
from punte.investigation.subjects.catalogue import SCHEMATA
from punte.investigation.subjects.forms.lists import ThingFilter
from punte.investigation.subjects.models import Entity
from punte.investigation.subjects.queries.entities import sources_of
from punte.investigation.subjects.queries.lists import (
    MOST_COUNTED,
    MOST_LINKS,
    Wanted,
    about_rows,
    counts_by_schema,
    things_like,
)
from punte.investigation.subjects.queries.search import Found, search_entities
from punte.investigation.subjects.reading import note_search
from punte.ui.tables import Column, Saved, Table


@require_GET
@requires(Permission.SEE_CASES)
def subjects(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """All things of a case, by kind, source, grade and handling."""
    viewer = request.viewer
    case = opened(viewer, case_id, "subjects")
    table = _table(request, case)
    about = about_rows(viewer, table.page_rows)
    for row in table.page_rows:
        row.about = about[row.group]
    context = case_frame(
        viewer, case, "subjects", table=table, may_import=viewer.may(Permission.IMPORT_DATA)
    )
    return render(request, "subjects/list.html", context)


@require_GET
@requires(Permission.EXPORT_DATA)
def table_file(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """The same list as CSV; taking it out is an entry of its own."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    note_reading(viewer, case, "subjects", action="subjects.export")
    columns = [
        Column("name", _("Subject"), value=str),
        Column("kind", _("Kind"), value="label"),
        Column("made", _("Written"), value=lambda row: row.made_at.isoformat(timespec="seconds")),
    ]
    return _table(request, case, columns).csv_response("subjects.csv")


def _table(request: ViewerRequest, case: Case, columns: list[Column] | None = None) -> Table:
    viewer = request.viewer
    form = ThingFilter(request.GET, sources=sources_of(viewer, case))
    wanted = Wanted(**form.cleaned_data) if form.is_valid() else Wanted()
    out = reverse("investigation:case_subjects_csv", args=[case.pk])
    asked = request.GET.urlencode()
    return Table(
        name="subjects",
        columns=columns or things_columns(),
        rows=things_like(viewer, case, wanted),
        params=request.GET,
        caption=_("Subjects"),
        count_to=MOST_COUNTED,
        filters=form,
        saved=_kinds(viewer, case),
        csv_url=f"{out}?{asked}" if viewer.may(Permission.EXPORT_DATA) else "",
        empty_title=_("Nobody and nothing yet"),
        empty_text=_(
            "Persons, phones, vehicles, accounts and places stand here as sources state them."
            " Name a source, then add what it says."
        ),
        empty_url=reverse("investigation:sources", args=[case.pk]),
        empty_action=_("Sources"),
    )


def _kinds(viewer: Viewer, case: Case) -> list[Saved]:
    counts = counts_by_schema(viewer, case)
    kinds = [Saved(SCHEMATA[key].plural, f"schema={key}", count) for key, count in counts.items()]
    return [Saved(_("All"), ""), *kinds] if kinds else []


def things_columns() -> list[Column]:
    return [
        Column(
            "name", _("Subject"), value=str, head=True, sort="caption",
            template="subjects/cells/name.html",
        ),
        Column("kind", _("Kind"), value="label", sort="schema"),
        Column("links", _("Links"), value=lambda row: _upto(row.about["links"]), number=True),
        Column(
            "statements", _("Statements"), value=lambda row: row.about["statements"], number=True
        ),
        Column("grade", _("Best grade"), value=lambda row: row.about["grade"]),
        Column("made", _("Written"), value="made_at", sort="made_at", shown=False),
    ]  # fmt: skip


def _upto(links: int) -> str:
    return f"{MOST_LINKS}+" if links > MOST_LINKS else str(links)


@require_POST
@requires(Permission.SEE_CASES)
def found(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """A search in one case, by any selector or by name; what was typed stands in no address."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    text = request.POST.get("q", "")
    result = search_entities(viewer, text, case=case.pk)
    note_search(viewer, result, case)
    context = case_frame(viewer, case, "subjects", text=text, **_shown(request, result))
    return render(request, "subjects/found.html", context)


@requires(Permission.SEE_CASES)
def everywhere(request: ViewerRequest) -> HttpResponse:
    """A search in all cases whose team one belongs to."""
    viewer = request.viewer
    text = request.POST.get("q", "")
    result = search_entities(viewer, text) if text.strip() else Found([], False)
    if text.strip():
        note_search(viewer, result)
    context = {"text": text, "asked": bool(text.strip()), **_shown(request, result, cases=True)}
    return render(request, "subjects/everywhere.html", context)


def _shown(request: ViewerRequest, result: Found, *, cases: bool = False) -> dict[str, Any]:
    about = about_rows(request.viewer, result.entities)
    for row in result.entities:
        row.about = about[row.group]  # type: ignore[attr-defined]
    case = Column("case", _("Case"), value="case", link=_case_page)
    columns = [replace(one, sort="") for one in things_columns() if one.key != "made"]
    table = Table(
        name="found",
        columns=[*columns[:2], case, *columns[2:]] if cases else columns,
        rows=result.entities,
        params=request.GET,
        page_size=len(result.entities) or 1,
        caption=_("Found"),
        empty_title=_("Nothing found"),
        empty_text=_(
            "Names are found in either script; numbers, plates and accounts however they are"
            " written. Of other teams' cases nothing is found here."
        ),
    )
    return {"table": table, "more": result.more}


def _case_page(row: Entity) -> str:
    return row.case.get_absolute_url()
