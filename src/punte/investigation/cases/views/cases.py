"""The list of cases, a case's first page, opening, changing and moving it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.once import once_key_of
from punte.investigation.cases.actions.opening import Facts, edit_facts, move_case, open_case
from punte.investigation.cases.forms.case import CaseFilter, EditForm, FactsForm, MoveForm
from punte.investigation.cases.models import Case
from punte.investigation.cases.queries.cases import (
    followed_from,
    get_case,
    offences_of,
)
from punte.investigation.cases.queries.lists import (
    Wanted,
    cases_like,
    countries_met,
    counts_of,
    offences_met,
    with_more,
)
from punte.investigation.cases.queries.tasks import tasks_of
from punte.investigation.cases.queries.team import team_of
from punte.investigation.cases.reading import opened
from punte.investigation.cases.registry import case_frame, figures_of, timeline_of
from punte.investigation.cases.words import Closing, Hits, Origin, Part, Stage
from punte.ui.acts import act_page
from punte.ui.tables import Column, Saved, Table

FACTS = ("name", "origin", "origin_on", "origin_reference", "court_number", "summary", "hits")


@require_GET
@requires(Permission.SEE_CASES)
def cases(request: ViewerRequest) -> HttpResponse:
    """The cases whose team one belongs to."""
    viewer = request.viewer
    form = CaseFilter(request.GET, offences=offences_met(viewer), countries=countries_met(viewer))
    wanted = Wanted(**form.cleaned_data) if form.is_valid() else Wanted()
    counts = counts_of(viewer)
    may_open = viewer.may(Permission.OPEN_CASES)
    table = Table(
        name="cases",
        columns=columns(),
        rows=with_more(viewer, cases_like(viewer, wanted)),
        params=request.GET,
        caption=_("Cases"),
        count_to=1000,
        filters=form,
        saved=[
            Saved(_("All"), "", counts["all"]),
            Saved(pgettext("cases", "Open"), "open=on", counts["open"]),
            Saved(_("I lead"), "part=lead&open=on", counts["lead"]),
            Saved(_("Something waits for me"), "waiting=on"),
        ],
        empty_title=_("No case here"),
        empty_text=_("A case appears when you open one, or when a team takes you in."),
        empty_url=reverse("investigation:case_new") if may_open else "",
        empty_action=_("Open a case") if may_open else "",
    )
    return render(request, "cases/list.html", {"table": table, "may_open": may_open})


def columns() -> list[Column]:
    return [
        Column(
            "name",
            pgettext("investigation", "Case"),
            value=str,
            head=True,
            link=Case.get_absolute_url,
            sort="name",
        ),
        Column("stage", _("Stage"), value=lambda row: row.get_stage_display(), sort="place"),
        Column("offences", _("Offences"), value=lambda row: ", ".join(row.articles)),
        Column("part", _("My part"), value=my_part, sort="part"),
        Column("lead", _("Lead"), value="lead.name", sort="lead__name"),
        Column("agency", _("Agency"), value="agency.name", sort="agency__name"),
        Column("origin", _("Opened from"), value=lambda row: row.get_origin_display(), shown=False),
        Column("opened", _("Opened"), value="opened_at", sort="opened_at"),
        Column("changed", _("Changed"), value="changed_at", sort="changed_at"),
    ]


def my_part(row: Any) -> str:
    return str(Part(row.part).label) if row.part else ""


@require_GET
@requires(Permission.SEE_CASES)
def overview(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """Where the case stands, what is next, what happened."""
    viewer = request.viewer
    case = opened(viewer, case_id, "case")
    figures, offences = figures_of(viewer, case), offences_of(viewer, case)
    team = team_of(case)
    context = case_frame(
        viewer,
        case,
        "overview",
        facts=facts_of(case),
        figures=figures,
        steps=steps_of(case),
        offences=offences,
        team=team,
        tasks=[task for task in tasks_of(viewer, case)[:6] if task.state == task.State.OPEN],
        events=timeline_of(viewer, case, most=25),
        begin=first_steps(case, bool(offences), len(team), figures),
        may_move=viewer.may(Permission.LEAD_CASES),
    )
    return render(request, "cases/overview.html", context)


def first_steps(
    case: Case, offences: bool, members: int, figures: list[dict[str, Any]]
) -> list[tuple[object, str]]:
    """What a new case wants first, and where that is done; empty once all of it is there."""
    if not case.open:
        return []
    wanted = [
        (not offences, _("Name the offences"), "investigation:case_offence_add"),
        (
            members < 2,
            _("Take a prosecutor and colleagues into the team"),
            "investigation:case_team",
        ),
    ]
    steps = [(words, reverse(route, args=[case.pk])) for missing, words, route in wanted if missing]
    return steps + [
        (one["begin"], one["url"]) for one in figures if one["begin"] and not one["value"]
    ]


def facts_of(case: Case) -> list[tuple[str, object]]:
    return [
        (pgettext("identifier", "Number"), case.number),
        (_("Opened from"), case.get_origin_display()),
        (_("Reference"), case.origin_reference),
        (_("Day of the sign"), case.origin_on),
        (_("Number of the criminal case"), case.court_number),
        (_("Lead"), case.lead.name),
        (_("Hits in other cases"), case.get_hits_display()),
    ]


def steps_of(case: Case) -> list[dict[str, Any]]:
    """The stages as a ladder: those behind, the one now, those to come."""
    order = [stage for stage in Stage if stage != Stage.CLOSED or not case.open]
    now = order.index(Stage(case.stage))
    states = {True: "done", False: "todo"}
    return [
        {"label": stage.label, "state": "current" if number == now else states[number < now]}
        for number, stage in enumerate(order)
    ]


def _facts(values: dict[str, Any]) -> Facts:
    known = {key: values[key] for key in (*FACTS, "complex")}
    return Facts(**{**known, "origin": Origin(values["origin"]), "hits": Hits(values["hits"])})


@requires(Permission.OPEN_CASES)
def new(request: ViewerRequest) -> HttpResponseBase:
    """Open a case."""
    form = FactsForm(request.POST or None)

    def act(values: dict[str, Any]) -> Case:
        case, request.viewer = open_case(
            by=request.viewer, facts=_facts(values), request_key=once_key_of(request)
        )
        return case

    return act_page(
        request,
        form,
        act=act,
        back=Case.get_absolute_url,
        back_url=reverse("investigation:cases"),
        title=_("Open a case"),
        done=_("The case is open; nobody but you sees it yet."),
        submit=pgettext("case", "Open"),
    )


@requires(Permission.WORK_CASES)
def edit(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """Change what the case is called and where it came from."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    start = {key: getattr(case, key) for key in (*FACTS, "complex", "version")}
    form = EditForm(request.POST or None, initial=start)

    def act(values: dict[str, Any]) -> Case:
        return edit_facts(
            by=viewer, case_id=case_id, facts=_facts(values), version=values["version"]
        )

    return act_page(
        request,
        form,
        act=act,
        back=case.get_absolute_url(),
        title=_("Facts of the case"),
        done=_("The facts are kept."),
        version=lambda: get_case(viewer, case_id).version,
        lead=str(case),
    )


@requires(Permission.LEAD_CASES)
def move(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """Take the case to its next stage, close it or open it again."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    form = MoveForm(
        request.POST or None,
        stage=case.stage,
        back=followed_from(viewer, case),
        initial={"version": case.version},
    )

    def act(values: dict[str, Any]) -> Case:
        closing = values.get("closing")
        return move_case(
            by=viewer,
            case_id=case_id,
            to=Stage(values["to"]),
            reason=values["reason"],
            version=values["version"],
            request_key=once_key_of(request),
            closing=Closing(closing) if closing else None,
        )

    return act_page(
        request,
        form,
        act=act,
        back=case.get_absolute_url(),
        title=_("Next stage"),
        done=_("The case is at another stage."),
        version=lambda: get_case(viewer, case_id).version,
        lead=str(case),
    )
