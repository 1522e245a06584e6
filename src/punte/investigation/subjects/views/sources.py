"""The sources of a case: what they are, how they are graded, what they state, who sees them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, get_visible, requires, seats_of
from punte.core.once import once_key_of
from punte.investigation.cases.door import Case, Member, case_frame, get_case, opened, team_of
from punte.investigation.subjects.actions.sources import (
    Grading,
    Origin,
    add_narrow_source,
    add_source,
    grade_source,
    seat_at_source,
    unseat_at_source,
)
from punte.investigation.subjects.catalogue import prop_of
from punte.investigation.subjects.exhibits import exhibits_of
from punte.investigation.subjects.forms.sources import GradeForm, SeatForm, SourceForm
from punte.investigation.subjects.models import Source
from punte.investigation.subjects.queries.entities import sources_of
from punte.investigation.subjects.queries.lists import stated_by, statements_under
from punte.investigation.subjects.reading import note_seen
from punte.investigation.subjects.words import Handling, InfoGrade, SourceGrade, SourceKind
from punte.ui.acts import act_page
from punte.ui.tables import Column, Table

SAID = ("title", "got_at", "handling_text", "note")


@require_GET
@requires(Permission.SEE_CASES)
def sources(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """All sources of a case that the viewer may see, with how much each states."""
    viewer = request.viewer
    case = opened(viewer, case_id, "subjects")
    table = Table(
        name="sources",
        columns=[
            Column(
                "title", _("Source"), head=True, sort="title",
                template="subjects/cells/source.html",
            ),
            Column("kind", _("Kind"), value=lambda row: row.get_kind_display(), sort="kind"),
            Column("grade", _("Grade"), value="mark", sort="source_grade"),
            Column("stated", _("Statements"), value=lambda row: row.stated, number=True),
            Column("got", _("Came"), value="got_at", sort="got_at"),
            Column("by", _("Entered by"), value="made_by.name"),
        ],
        rows=sources_of(viewer, case),
        params=request.GET,
        caption=_("Sources"),
        empty_title=_("No source yet"),
        empty_text=_("A document, a file of call records, what somebody said: all that is stated"
                     " in a case stands under one, with its grade."),
    )  # fmt: skip
    stated = stated_by(viewer, table.page_rows)
    for row in table.page_rows:
        row.stated = stated.get(row.pk, 0)
    return render(
        request, "subjects/sources.html", case_frame(viewer, case, "subjects", table=table)
    )


@require_GET
@requires(Permission.SEE_CASES)
def source(request: ViewerRequest, case_id: UUID, source_id: UUID) -> HttpResponse:
    """One source with all that it states."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_visible(Source, viewer=viewer, case=case, pk=source_id)
    note_seen(viewer, case, row, "source")
    table = Table(
        name="statements",
        columns=[
            Column(
                "entity", _("Subject"), value="entity", head=True,
                link=lambda one: one.entity.get_absolute_url(),
            ),
            Column("prop", _("What"), value=lambda one: prop_of(one.entity.schema, one.prop).label),
            Column("value", _("Value"), template="subjects/cells/value.html"),
            Column("grade", _("Grade"), value="mark"),
            Column("made", _("Written"), value="made_at"),
            Column("by", _("By whom"), value="made_by.name"),
        ],
        rows=statements_under(viewer, row),
        params=request.GET,
        caption=_("Statements"),
        count_to=1000,
        empty_title=_("It states nothing yet"),
    )  # fmt: skip
    context = case_frame(
        viewer, case, "subjects", source=row, table=table, facts=_facts(request, case, row),
        few=_few(case, row) if row.narrow else [],
    )  # fmt: skip
    return render(request, "subjects/source.html", context)


def _facts(request: ViewerRequest, case: Case, row: Source) -> list[tuple[str, object]]:
    exhibits = exhibits_of(request.viewer, case, [row.exhibit] if row.exhibit else [])
    return [
        (_("Kind"), row.get_kind_display()),
        (_("Grade of the source"), row.get_source_grade_display()),
        (_("Grade of the information"), row.get_info_grade_display()),
        (_("Handling"), row.get_handling_display()),
        (_("Restrictions"), row.handling_text),
        (_("Came"), row.got_at),
        (_("Exhibit"), ", ".join(one.words for one in exhibits)),
        (_("Entered by"), row.made_by.name),
        (_("Remark"), row.note),
    ]


def _few(case: Case, row: Source) -> list[Member]:
    """Who of the team sees a narrow source."""
    seated = set(seats_of(row.audiences).values_list("account_id", "agency_id"))
    return [one for one in team_of(case) if (one.account_id, one.agency_id) in seated]


def _grading(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "source_grade": SourceGrade(values["source_grade"]),
        "info_grade": InfoGrade(values["info_grade"]),
        "handling": Handling(values["handling"]),
    }


@requires(Permission.WORK_CASES)
def add(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """A new source; perhaps one that few of the team may see."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    others = team_of(case).exclude(account=viewer.account_id)

    def act(values: dict[str, Any]) -> Source:
        said = {key: values[key] for key in SAID}
        exhibit = UUID(values["exhibit"]) if values["exhibit"] else None
        kind = SourceKind(values["kind"])
        origin = Origin(**said, kind=kind, exhibit=exhibit, **_grading(values))
        same: dict[str, Any] = {
            "by": viewer, "case_id": case_id, "origin": origin,
            "request_key": once_key_of(request),
        }  # fmt: skip
        if not values["narrow"]:
            return add_source(**same)
        chosen = [member.pk for member in values["members"]]
        row, request.viewer = add_narrow_source(**same, members=chosen)
        return row

    return act_page(
        request,
        SourceForm(
            request.POST or None,
            team=others,
            exhibits=exhibits_of(viewer, case),
            initial={"got_at": timezone.now()},
        ),
        act=act,
        back=Source.get_absolute_url,
        back_url=reverse("investigation:sources", args=[case_id]),
        title=_("New source"),
        done=_("The source is kept."),
        lead=str(case),
    )


@requires(Permission.WORK_CASES)
def grade(request: ViewerRequest, case_id: UUID, source_id: UUID) -> HttpResponseBase:
    """Grade a source anew."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_visible(Source, viewer=viewer, case=case, pk=source_id)
    now = {key: getattr(row, key) for key in ("source_grade", "info_grade", "handling")}

    def act(values: dict[str, Any]) -> int:
        return grade_source(
            by=viewer,
            case_id=case_id,
            source_id=source_id,
            grading=Grading(**_grading(values), handling_text=values["handling_text"]),
            was=values["was"],
            statements=values["statements"],
        )

    return act_page(
        request,
        GradeForm(
            request.POST or None,
            initial={**now, "handling_text": row.handling_text, "was": row.mark},
        ),
        act=act,
        back=row.get_absolute_url(),
        title=_("Grade anew"),
        done=_("The grade is kept."),
        lead=row.title,
    )


@requires(Permission.WORK_CASES)
def seat(request: ViewerRequest, case_id: UUID, source_id: UUID) -> HttpResponseBase:
    """One more of the team sees a narrow source."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_visible(Source, viewer=viewer, case=case, pk=source_id, narrow=True)
    there = [member.pk for member in _few(case, row)]

    def act(values: dict[str, Any]) -> Source:
        member = values["member"].pk
        return seat_at_source(by=viewer, case_id=case_id, source_id=source_id, member_id=member)

    return act_page(
        request,
        SeatForm(request.POST or None, team=team_of(case).exclude(pk__in=there)),
        act=act,
        back=row.get_absolute_url(),
        title=_("Let somebody see it"),
        done=_("They see it from their next page on."),
        lead=row.title,
    )


@requires(Permission.WORK_CASES)
def unseat(
    request: ViewerRequest, case_id: UUID, source_id: UUID, member_id: UUID
) -> HttpResponseBase:
    """Somebody sees a narrow source no more."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_visible(Source, viewer=viewer, case=case, pk=source_id, narrow=True)
    member = get_visible(Member, viewer=viewer, case=case, pk=member_id, until=None)
    own = member.account_id == viewer.account_id

    def act(_values: dict[str, Any]) -> Source:
        return unseat_at_source(
            by=viewer, case_id=case_id, source_id=source_id, member_id=member_id
        )

    back = row.get_absolute_url()
    return act_page(
        request,
        forms.Form(request.POST or None),
        act=act,
        back=reverse("investigation:sources", args=[case_id]) if own else back,
        title=_("Hide it from somebody"),
        done=_("They see it no more."),
        lead=member.account.name,
        submit=_("Hide it"),
        danger=True,
    )
