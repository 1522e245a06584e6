"""The tab "Hypotheses": the matrix, one hypothesis, judging evidence."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.once import once_key_of
from punte.investigation.cases.door import case_frame, get_case, opened
from punte.investigation.evidence.door import exhibits_of
from punte.investigation.proof.actions.hypotheses import (
    Evidence,
    Revision,
    add_piece,
    judge_piece,
    revise_hypothesis,
    state_hypothesis,
    task_to_disprove,
)
from punte.investigation.proof.forms.hypotheses import (
    HypothesisForm,
    JudgeForm,
    PieceForm,
    ReviseForm,
)
from punte.investigation.proof.models import Hypothesis, Piece
from punte.investigation.proof.queries.hypotheses import (
    fittings_of,
    get_hypothesis,
    get_piece,
    hypotheses_of,
    matrix_of,
    wordings_of,
)
from punte.investigation.proof.words import Standing, Weight
from punte.investigation.subjects.door import sources_of
from punte.ui.acts import act_page

MOST_CHOICES = 500


def hypotheses_url(case_id: UUID) -> str:
    return reverse("investigation:hypotheses", args=[case_id])


@require_GET
@requires(Permission.SEE_CASES)
def hypotheses(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """Hypotheses beside each other, and what each piece of evidence says of them."""
    case = opened(request.viewer, case_id, "hypotheses")
    matrix = matrix_of(request.viewer, case)
    columns = list(zip(matrix.hypotheses, matrix.against, strict=True))
    context = case_frame(
        request.viewer, case, "hypotheses", matrix=matrix, hypothesis_columns=columns
    )
    return render(request, "proof/hypotheses.html", context)


@require_GET
@requires(Permission.SEE_CASES)
def hypothesis(request: ViewerRequest, case_id: UUID, hypothesis_id: UUID) -> HttpResponse:
    """One hypothesis: its wordings, and who judged what of it."""
    viewer = request.viewer
    case = opened(viewer, case_id, "hypotheses")
    row = get_hypothesis(viewer, case, hypothesis_id)
    wordings = [
        {"when": one.at, "title": one.statement, "text": one.why, "who": one.by.name,
         "chip": one.get_state_display()}
        for one in wordings_of(viewer, row)
    ]  # fmt: skip
    judged = [
        {"when": one.at, "title": str(one.piece), "text": one.note, "who": one.by.name,
         "chip": one.get_fit_display()}
        for one in fittings_of(viewer, row)
    ]  # fmt: skip
    context = case_frame(
        viewer, case, "hypotheses", hypothesis=row, wordings=wordings, judged=judged
    )
    return render(request, "proof/hypothesis.html", context)


@requires(Permission.WORK_CASES)
def add(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """A new hypothesis."""
    viewer = request.viewer
    case = get_case(viewer, case_id)

    def act(values: dict[str, Any]) -> Hypothesis:
        return state_hypothesis(by=viewer, case_id=case_id, key=once_key_of(request), **values)

    return act_page(
        request, HypothesisForm(request.POST or None), act=act, back=hypotheses_url(case_id),
        title=_("New hypothesis"), done=_("The hypothesis is kept."), lead=str(case),
    )  # fmt: skip


@requires(Permission.WORK_CASES)
def revise(request: ViewerRequest, case_id: UUID, hypothesis_id: UUID) -> HttpResponseBase:
    """Another wording, or another standing."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_hypothesis(viewer, case, hypothesis_id)
    start = {name: getattr(row, name) for name in ("statement", "disproof", "state", "version")}

    def act(values: dict[str, Any]) -> Hypothesis:
        version = values.pop("version")
        what = Revision(**{**values, "state": Standing(values["state"])})
        return revise_hypothesis(
            by=viewer, case_id=case_id, hypothesis_id=hypothesis_id, what=what, version=version
        )

    return act_page(
        request, ReviseForm(request.POST or None, initial=start), act=act,
        back=reverse("investigation:hypothesis", args=[case_id, hypothesis_id]),
        title=_("Where the hypothesis stands"), done=_("It is kept; what was before stays."),
        version=lambda: get_hypothesis(viewer, case, hypothesis_id).version, lead=str(row),
    )  # fmt: skip


@require_POST
@requires(Permission.WORK_CASES)
def disprove(request: ViewerRequest, case_id: UUID, hypothesis_id: UUID) -> HttpResponseBase:
    """Make a task of what would disprove it."""
    task_to_disprove(
        by=request.viewer, case_id=case_id, hypothesis_id=hypothesis_id, key=once_key_of(request)
    )
    messages.success(request, _("The task stands among the tasks of the case."))
    return redirect("investigation:hypothesis", case_id, hypothesis_id)


@requires(Permission.WORK_CASES)
def add_evidence(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """One more piece of evidence for the matrix."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    form = PieceForm(
        request.POST or None,
        exhibits=[(str(row.pk), str(row)) for row in exhibits_of(viewer, case)[:MOST_CHOICES]],
        sources=[(str(row.pk), row.title) for row in sources_of(viewer, case)[:MOST_CHOICES]],
    )

    def act(values: dict[str, Any]) -> Piece:
        what = Evidence(**{**values, "weight": Weight(values["weight"])})
        return add_piece(by=viewer, case_id=case_id, what=what, key=once_key_of(request))

    def judge_url(made: Piece) -> str:
        return reverse("investigation:piece_judge", args=[case_id, made.pk])

    return act_page(
        request, form, act=act, back=judge_url, back_url=hypotheses_url(case_id),
        title=_("Add evidence"), done=_("It is kept. Judge it for each hypothesis."),
        lead=str(case),
    )  # fmt: skip


@requires(Permission.WORK_CASES)
def judge(request: ViewerRequest, case_id: UUID, piece_id: UUID) -> HttpResponseBase:
    """How a piece of evidence goes with each hypothesis."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    piece = get_piece(viewer, case, piece_id)
    matrix = matrix_of(viewer, case)
    row = next(one for one in matrix.rows if one.piece.pk == piece.pk)
    stands = zip(matrix.hypotheses, row.cells, strict=True)
    start = {f"fit_{one.pk.hex}": cell.fit for one, cell in stands if cell}
    form = JudgeForm(request.POST or None, hypotheses=hypotheses_of(viewer, case), initial=start)

    def act(values: dict[str, Any]) -> int:
        return judge_piece(
            by=viewer, case_id=case_id, piece_id=piece_id, fits=form.fits(),
            remark=values["remark"],
        )  # fmt: skip

    return act_page(
        request, form, act=act, back=hypotheses_url(case_id), title=_("Judge evidence"),
        done=_("Your judgement is kept."), lead=str(piece),
    )  # fmt: skip
