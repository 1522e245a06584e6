"""Pages of merging: what may be one, why, and what two people decided."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, Viewer, ViewerRequest, get_visible, requires
from punte.core.errors import NotHere
from punte.investigation.cases.door import Case, case_frame, get_case, opened
from punte.investigation.subjects.actions.merging import (
    compared,
    decide_merge,
    propose_merge,
    split_merge,
    suggest_merges,
)
from punte.investigation.subjects.forms.merging import (
    DecideForm,
    ProposeForm,
    ProposeSuggestionForm,
    SplitForm,
)
from punte.investigation.subjects.models import Entity, Merge
from punte.investigation.subjects.queries.proposals import (
    get_merge,
    merges_of,
    open_merges,
    side_by_side,
)
from punte.investigation.subjects.shown import BANDS, both_scripts, labelled, waterfall
from punte.ui.acts import act_page
from punte.ui.tables import Column, Table

State = Merge.State
FIELDS = "merging"


@require_GET
@requires(Permission.SEE_CASES)
def merging(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """What waits for a second person, what the comparison suggests, and what was decided."""
    viewer = request.viewer
    case = opened(viewer, case_id, FIELDS)
    context = case_frame(
        viewer,
        case,
        "merging",
        waiting=list(open_merges(viewer, case, State.PROPOSED)[:100]),
        table=_suggestions(viewer, case, request),
        decided=merges_of(viewer, case, State.MERGED, State.REFUSED, State.SPLIT).order_by(
            "-decided_at"
        )[:50],
        bands=BANDS,
    )
    return render(request, "subjects/merging.html", context)


def _suggestions(viewer: Viewer, case: Case, request: ViewerRequest) -> Table:
    return Table(
        name="merges",
        columns=[
            Column(
                "pair",
                _("Two that may be one"),
                head=True,
                value=str,
                link=lambda row: reverse("investigation:merge", args=[row.case_id, row.pk]),
            ),
            Column("band", _("How much speaks for it"), template="subjects/cells/merge_band.html"),
            Column("score", _("Of 100"), value=lambda row: round((row.score or 0) / 10)),
        ],
        rows=open_merges(viewer, case, State.SUGGESTED),
        params=request.GET,
        caption=_("Suggested by comparing names, dates and numbers"),
        empty_title=_("No suggestion"),
        empty_text=_("Compare the persons of this case: pairs that may be one stand here then."),
    )


@require_POST
@requires(Permission.WORK_CASES)
def compare_persons(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """Compare all persons of the case that the viewer sees."""
    new = suggest_merges(by=request.viewer, case_id=case_id)
    if new is None:
        said = _("They are many: the worker compares them. Look again in some minutes.")
    elif new:
        said = ngettext("%(n)d new pair may be one.", "%(n)d new pairs may be one.", new)
        said %= {"n": new}
    else:
        said = _("Nothing new is alike.")
    messages.success(request, said)
    return redirect("investigation:merging", case_id)


@requires(Permission.SEE_CASES)
def merge(request: ViewerRequest, case_id: UUID, merge_id: UUID) -> HttpResponse:
    """One pair: the reasons one by one, and what both sides say."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_merge(viewer, case, merge_id)
    return _page(request, case, row)


def _page(request: ViewerRequest, case: Case, row: Merge) -> HttpResponse:
    viewer = request.viewer
    opened(viewer, case.pk, FIELDS)
    context = case_frame(
        viewer,
        case,
        "merging",
        row=row,
        band=BANDS.get(row.band),
        steps=waterfall(row.reasons),
        sides=[(side, both_scripts(side)) for side in (row.left, row.right)],
        lines=labelled(row.left.schema, side_by_side(viewer, row.left, row.right)),
        acts=_acts(viewer, case, row),
    )
    return render(request, "subjects/merge.html", context)


def _acts(viewer: Viewer, case: Case, row: Merge) -> list[dict[str, Any]]:
    """What the viewer may do with the pair now."""
    if not case.open or not viewer.may(Permission.WORK_CASES):
        return []
    mine = row.proposed_by_id == viewer.account_id
    decides = viewer.may(Permission.DECIDE_MERGE)
    offered = {
        State.SUGGESTED: [("merge_propose", _("Propose that they are one…"), True)]
        + ([("merge_decide", _("Not the same…"), False)] if decides else []),
        State.PROPOSED: [("merge_decide", _("Decide…"), True)] if decides and not mine else [],
        State.MERGED: [("merge_split", _("Split again…"), False)] if decides else [],
    }.get(State(row.state), [])
    return [
        {"url": reverse(f"investigation:{name}", args=[case.pk, row.pk]), "label": label, "main": m}
        for name, label, m in offered
    ]


@requires(Permission.WORK_CASES)
def pair(request: ViewerRequest, case_id: UUID, left: UUID, right: UUID) -> HttpResponseBase:
    """Propose any two things of the case, by hand."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    known = Merge.objects.visible_to(viewer).filter(case=case, state__in=Merge.LIVE)
    one, other = sorted((left, right))
    row = known.filter(left=one, right=other).first()
    if row is not None:
        return redirect("investigation:merge", case_id, row.pk)
    sides = [get_visible(Entity, viewer=viewer, case=case, pk=key) for key in (one, other)]
    if any(side.is_link for side in sides):
        raise NotHere(what="read entity", subject=case.pk)

    def act(values: dict[str, Any]) -> Merge:
        return propose_merge(by=viewer, case_id=case_id, left=one, right=other, **values)

    said = compared(case, *sides)
    return act_page(
        request,
        ProposeForm(request.POST or None),
        act=act,
        back=lambda row: reverse("investigation:merge", args=[case_id, row.pk]),
        back_url=reverse("investigation:merging", args=[case_id]),
        title=_("Propose that two are one"),
        done=_("Proposed. Somebody else of the team decides."),
        template="subjects/merge_pair.html",
        steps=waterfall(said.get("reasons", [])),
        band=BANDS.get(said.get("band", "")),
        sides=[(side, both_scripts(side)) for side in sides],
        lines=labelled(sides[0].schema, side_by_side(viewer, *sides)),
    )


def _held(request: ViewerRequest, case_id: UUID, merge_id: UUID) -> tuple[Merge, str]:
    case = get_case(request.viewer, case_id)
    row = get_merge(request.viewer, case, merge_id)
    return row, reverse("investigation:merge", args=[case_id, merge_id])


@requires(Permission.WORK_CASES)
def propose(request: ViewerRequest, case_id: UUID, merge_id: UUID) -> HttpResponseBase:
    """Take up a suggestion of the program."""
    row, back = _held(request, case_id, merge_id)

    def act(values: dict[str, Any]) -> Merge:
        return propose_merge(
            by=request.viewer,
            case_id=case_id,
            left=row.left_id,
            right=row.right_id,
            why=values["why"],
        )

    return act_page(
        request,
        ProposeSuggestionForm(request.POST or None, initial={"version": row.version}),
        act=act,
        back=back,
        title=_("Propose that two are one"),
        done=_("Proposed. Somebody else of the team decides."),
        lead=str(row),
    )


@requires(Permission.DECIDE_MERGE)
def decide(request: ViewerRequest, case_id: UUID, merge_id: UUID) -> HttpResponseBase:
    """A second person's word."""
    row, back = _held(request, case_id, merge_id)

    def act(values: dict[str, Any]) -> Merge:
        values["same"] = values["same"] == "yes"
        return decide_merge(by=request.viewer, case_id=case_id, merge_id=merge_id, **values)

    form = DecideForm(request.POST or None, initial={"version": row.version})
    if row.state == State.SUGGESTED:
        form.fields["same"].choices = form.fields["same"].choices[1:]  # type: ignore[attr-defined]
    return act_page(
        request,
        form,
        act=act,
        back=back,
        title=_("Are they one?"),
        done=_("Your decision is kept."),
        lead=str(row),
    )


@requires(Permission.DECIDE_MERGE)
def split(request: ViewerRequest, case_id: UUID, merge_id: UUID) -> HttpResponseBase:
    """Take a merged pair apart again."""
    row, back = _held(request, case_id, merge_id)

    def act(values: dict[str, Any]) -> Merge:
        return split_merge(by=request.viewer, case_id=case_id, merge_id=merge_id, **values)

    return act_page(
        request,
        SplitForm(request.POST or None, initial={"version": row.version}),
        act=act,
        back=back,
        title=_("Split again"),
        done=_("They are two again, as they were stated."),
        lead=str(row),
    )
