"""The team of a case: who is in it, taking in, leaving, another lead."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.investigation.cases.actions.team import add_member, choose_lead, end_member
from punte.investigation.cases.forms.team import MemberForm
from punte.investigation.cases.queries.cases import get_case
from punte.investigation.cases.queries.team import (
    member_of,
    past_members,
    possible_members,
    team_of,
)
from punte.investigation.cases.reading import opened
from punte.investigation.cases.registry import case_frame
from punte.investigation.cases.words import Part
from punte.ui.acts import act_page
from punte.ui.forms import SureForm
from punte.ui.tables import Column, Table


@require_GET
@requires(Permission.SEE_CASES)
def team(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """Who sees the case, and who saw it before."""
    viewer = request.viewer
    case = opened(viewer, case_id, "team")
    leads = viewer.may(Permission.LEAD_CASES) and case.open
    rows = list(team_of(case))
    for row in rows:
        own = row.account_id == viewer.account_id
        not_lead = row.account_id != case.lead_id
        row.may_end = not_lead and case.open and (leads or own)  # type: ignore[attr-defined]
        fit = row.agency_id == case.agency_id and not row.account.program
        row.may_lead_it = not_lead and leads and fit  # type: ignore[attr-defined]
        row.acts = row.may_end or row.may_lead_it  # type: ignore[attr-defined]
    table = Table(
        name="team",
        columns=[
            Column(
                "name", _("Who"), value="account.name", template="cases/cells/name.html", head=True
            ),
            Column("agency", _("Agency"), value="agency.name"),
            Column("part", _("What they do"), value=lambda row: row.get_part_display()),
            Column("since", _("Since"), value="since"),
            Column("acts", _("Change"), value=lambda _row: "", template="cases/cells/member.html"),
        ],
        rows=rows,
        params=request.GET,
        caption=_("Team"),
    )
    context = case_frame(viewer, case, "team", table=table, past=past_members(case)[:50])
    return render(request, "cases/team.html", context)


@requires(Permission.LEAD_CASES)
def add(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """Take somebody into the team."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    form = MemberForm(
        request.POST or None,
        people=possible_members(viewer, case),
        initial={"version": case.version},
    )

    def act(values: dict[str, Any]) -> object:
        return add_member(
            by=viewer,
            case_id=case_id,
            membership=values["membership"].pk,
            part=Part(values["part"]),
            version=values["version"],
        )

    return act_page(
        request,
        form,
        act=act,
        back=reverse("investigation:case_team", args=[case_id]),
        title=_("Take somebody into the team"),
        done=_("They are in the team, and are told."),
        version=lambda: get_case(viewer, case_id).version,
        lead=_("From their next page on they see everything of this case."),
    )


@requires(Permission.SEE_CASES)
def end(request: ViewerRequest, case_id: UUID, member_id: UUID) -> HttpResponseBase:
    """Somebody, or oneself, leaves the team."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    member = member_of(viewer, case, member_id)
    own = member.account_id == viewer.account_id

    def act(values: dict[str, Any]) -> object:
        return end_member(
            by=viewer, case_id=case_id, member_id=member_id, version=values["version"]
        )

    back = reverse("investigation:case_team", args=[case_id])
    return act_page(
        request,
        SureForm(request.POST or None, initial={"version": case.version}),
        act=act,
        back=(lambda _made: reverse("investigation:cases")) if own else back,
        back_url=back,
        title=_("Leave the team") if own else _("End a place in the team"),
        done=_("The place in the team has ended."),
        version=lambda: get_case(viewer, case_id).version,
        lead=member.account.name,
        submit=_("End it"),
        danger=True,
    )


@requires(Permission.LEAD_CASES)
def lead(request: ViewerRequest, case_id: UUID, member_id: UUID) -> HttpResponseBase:
    """Another of the team leads from now on."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    member = member_of(viewer, case, member_id)

    def act(values: dict[str, Any]) -> object:
        return choose_lead(
            by=viewer, case_id=case_id, member_id=member_id, version=values["version"]
        )

    return act_page(
        request,
        SureForm(request.POST or None, initial={"version": case.version}),
        act=act,
        back=reverse("investigation:case_team", args=[case_id]),
        title=_("Another lead"),
        done=_("The case has another lead."),
        version=lambda: get_case(viewer, case_id).version,
        lead=member.account.name,
        submit=_("Make lead"),
    )
