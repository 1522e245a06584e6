"""Stating hypotheses, changing them, judging how evidence goes with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import Invalid, Stale
from punte.core.once import made_once
from punte.investigation.cases.door import Case, Task, Wish, add_task, hold_case, note, of_case
from punte.investigation.evidence.door import get_exhibit
from punte.investigation.proof.models import Fitting, Hypothesis, Piece, Wording
from punte.investigation.proof.words import Fit, Standing, Weight
from punte.investigation.subjects.door import Source


def marks_of(by: Viewer) -> dict[str, Any]:
    return {"at": timezone.now(), "by_id": by.account_id}


@transaction.atomic
def state_hypothesis(
    *, by: Viewer, case_id: UUID, statement: str, disproof: str, key: UUID
) -> Hypothesis:
    """What might have happened, and what would disprove it. Raises Refused, NotHere, Conflict."""
    case = hold_case(by, case_id)
    row, new = made_once(
        Hypothesis,
        by=by,
        request_key=key,
        same={"case_id": case.pk},
        make=lambda: Hypothesis.objects.create(
            **of_case(case), **marks_of(by), statement=statement, disproof=disproof,
            request_key=key,
        ),
    )  # fmt: skip
    if new:
        _keep_wording(by, case, row)
        note(by, case, "hypothesis.state", hypothesis=str(row.pk))
    return row


def _keep_wording(by: Viewer, case: Case, row: Hypothesis) -> None:
    known = {name: getattr(row, name) for name in ("version", "statement", "disproof", "state")}
    Wording.objects.create(**of_case(case), **marks_of(by), **known, why=row.why, hypothesis=row)


@dataclass(frozen=True)
class Revision:
    """How a hypothesis stands from now on, and why."""

    statement: str
    disproof: str
    state: Standing
    why: str


@transaction.atomic
def revise_hypothesis(
    *, by: Viewer, case_id: UUID, hypothesis_id: UUID, what: Revision, version: int
) -> Hypothesis:
    """Another wording or state; every one before is kept. Raises Refused, NotHere, Conflict."""
    case = hold_case(by, case_id)
    row = get_visible(Hypothesis, viewer=by, lock=True, case=case, pk=hypothesis_id)
    if row.version != version:
        raise Stale
    for name, value in asdict(what).items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    _keep_wording(by, case, row)
    note(by, case, "hypothesis.revise", hypothesis=str(row.pk), state=str(row.state))
    return row


@dataclass(frozen=True)
class Evidence:
    """A piece for the matrix: of an exhibit, of a source, or in words alone."""

    words: str = ""
    exhibit: UUID | None = None
    source: UUID | None = None
    weight: Weight = Weight.MIDDLE
    note: str = ""


@transaction.atomic
def add_piece(*, by: Viewer, case_id: UUID, what: Evidence, key: UUID) -> Piece:
    """One more piece of evidence. What few may know is a piece that few see.

    Raises Refused, NotHere, Invalid (nothing, or two things at once).
    """
    case = hold_case(by, case_id)
    if (what.exhibit and what.source) or not (what.words.strip() or what.exhibit or what.source):
        raise Invalid(_("Choose an exhibit or a source, or say it in words."))
    values: dict[str, Any] = {**of_case(case), **marks_of(by), "request_key": key}
    values |= {"weight": what.weight, "note": what.note, "words": what.words.strip()}
    if what.exhibit:
        values["exhibit"] = get_exhibit(by, case, what.exhibit)
    if what.source:
        values["source"] = get_visible(Source, viewer=by, case=case, pk=what.source)
        values["audiences"] = values["source"].audiences
    values["words"] = (values["words"] or str(values.get("exhibit") or values.get("source")))[:500]
    row, new = made_once(
        Piece, by=by, request_key=key, same={"case_id": case.pk},
        make=lambda: Piece.objects.create(**values),
    )  # fmt: skip
    if new:
        note(by, case, "hypothesis.add_piece", piece=str(row.pk))
    return row


@transaction.atomic
def judge_piece(
    *, by: Viewer, case_id: UUID, piece_id: UUID, fits: Mapping[UUID, Fit], remark: str
) -> int:
    """How a piece goes with hypotheses; fits: by hypothesis. Returns how many judgements are new.

    What stands already is not said again. Raises Refused, NotHere, Conflict.
    """
    case = hold_case(by, case_id)
    piece = get_visible(Piece, viewer=by, lock=True, case=case, pk=piece_id)
    rows = Hypothesis.objects.visible_to(by).filter(case=case, pk__in=list(fits))
    stands = {
        row.hypothesis_id: (row.fit, row.note)
        for row in Fitting.objects.visible_to(by).filter(piece=piece).order_by("at", "pk")
    }
    made = [
        Fitting(
            case=case, owner=case.owner, audiences=piece.audiences, **marks_of(by), piece=piece,
            hypothesis=row, fit=fits[row.pk], note=remark,
        )
        for row in rows
        if stands.get(row.pk) != (fits[row.pk], remark)
    ]  # fmt: skip
    Fitting.objects.bulk_create(made)
    if made:
        note(by, case, "hypothesis.judge", piece=str(piece.pk), judged=len(made))
    return len(made)


@transaction.atomic
def task_to_disprove(*, by: Viewer, case_id: UUID, hypothesis_id: UUID, key: UUID) -> Task:
    """A task of the case: look for what would disprove a hypothesis."""
    by.require(Permission.WORK_CASES)
    row = get_visible(Hypothesis, viewer=by, case=case_id, pk=hypothesis_id)
    title = _("Try to disprove: %(what)s") % {"what": row.statement}
    return add_task(by=by, case_id=case_id, wish=Wish(title[:200], row.disproof), request_key=key)
