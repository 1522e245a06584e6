"""Reading hypotheses, and the matrix of them and the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from punte.core.access.door import Permission, Viewer, get_visible
from punte.investigation.cases.door import Case
from punte.investigation.proof.models import Fitting, Hypothesis, Piece, Wording
from punte.investigation.proof.weighing import against, telling_of
from punte.investigation.proof.words import Standing, Telling


@dataclass(frozen=True)
class Row:
    """A piece of evidence with its judgement for each hypothesis, None where there is none."""

    piece: Piece
    cells: list[Fitting | None]
    telling: Telling


@dataclass(frozen=True)
class Matrix:
    """Hypotheses that are not rejected first; rows by how much they tell, the most first."""

    hypotheses: list[Hypothesis]
    rows: list[Row]
    against: list[int]


_ORDER = [Telling.MUCH, Telling.SOME, Telling.OPEN, Telling.NOTHING]


def hypotheses_of(viewer: Viewer, case: Case) -> list[Hypothesis]:
    viewer.require(Permission.SEE_CASES)
    rows = Hypothesis.objects.visible_to(viewer).filter(case=case).order_by("at", "pk")
    return sorted(rows, key=lambda row: row.state == Standing.REJECTED)


def matrix_of(viewer: Viewer, case: Case) -> Matrix:
    """Everything of a case's hypotheses, in a number of queries that does not grow.

    Rejected hypotheses are shown but count no more in what evidence tells.
    """
    hypotheses = hypotheses_of(viewer, case)
    pieces = Piece.objects.visible_to(viewer).filter(case=case).select_related("by")
    fittings = Fitting.objects.visible_to(viewer).filter(case=case).select_related("by")
    newest: dict[tuple[UUID, UUID], Fitting] = {
        (row.piece_id, row.hypothesis_id): row for row in fittings.order_by("at", "pk")
    }
    alive = [one.state != Standing.REJECTED for one in hypotheses]
    rows = []
    for piece in pieces.order_by("at", "pk"):
        cells = [newest.get((piece.pk, one.pk)) for one in hypotheses]
        fits = [
            cell.fit if cell else None for cell, lives in zip(cells, alive, strict=True) if lives
        ]
        rows.append(Row(piece, cells, telling_of(fits)))
    rows.sort(key=lambda row: (_ORDER.index(row.telling), -row.piece.weight))
    return Matrix(hypotheses, rows, [_against(rows, n) for n in range(len(hypotheses))])


def _against(rows: list[Row], place: int) -> int:
    judged = ((row.piece.weight, row.cells[place]) for row in rows)
    return against((weight, cell.fit if cell else None) for weight, cell in judged)


def get_hypothesis(viewer: Viewer, case: Case, pk: UUID) -> Hypothesis:
    return get_visible(Hypothesis, viewer=viewer, case=case, pk=pk)


def get_piece(viewer: Viewer, case: Case, pk: UUID) -> Piece:
    return get_visible(Piece, viewer=viewer, case=case, pk=pk)


def wordings_of(viewer: Viewer, hypothesis: Hypothesis) -> Any:
    """As it stood at each version, the newest first."""
    rows = Wording.objects.visible_to(viewer).filter(hypothesis=hypothesis)
    return rows.select_related("by").order_by("-version")


def fittings_of(viewer: Viewer, hypothesis: Hypothesis) -> Any:
    """Who judged what of it, the newest first."""
    rows = Fitting.objects.visible_to(viewer).filter(hypothesis=hypothesis)
    return rows.select_related("by", "piece").order_by("-at", "pk")[:200]
