"""A folder that was looked at is taken in: recordings, their exhibit, and the quarantine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import DataClass, Permission, Viewer, get_visible
from punte.core.agencies.door import Account
from punte.core.errors import Conflict, Stale
from punte.core.files.door import keep_file, open_file
from punte.core.once import derived_key
from punte.investigation.authorisations.door import (
    Piece,
    Reason,
    measure_name,
    quarantine,
    take_product,
)
from punte.investigation.cases.door import Case, hold_case, note, of_case
from punte.investigation.evidence.door import (
    Category,
    ClockSource,
    Exhibit,
    Finding,
    Incoming,
    files_of,
    take_exhibit,
)
from punte.investigation.recordings.actions.planning import docket_of, reject
from punte.investigation.recordings.judging import judge
from punte.investigation.recordings.models import Analysis, Intake, IntakeFile, Recording
from punte.investigation.recordings.words import IntakeState, Outcome

KIND = "recording"


def get_intake(viewer: Viewer, case_id: UUID, intake_id: UUID, *, lock: bool = False) -> Intake:
    """One intake of a case, or NotHere."""
    viewer.require(Permission.SEE_CASES)
    return get_visible(Intake, viewer=viewer, lock=lock, case=case_id, pk=intake_id)


@transaction.atomic
def take_intake(*, by: Viewer, case_id: UUID, intake_id: UUID, version: int) -> Intake:
    """Take in what the orders of this moment cover, quarantine the rest, forget the waiting bytes.

    Raises Refused, NotHere, Conflict (closed, done before, of somebody else).
    """
    case, intake = _held(by, case_id, intake_id, version)
    docket = docket_of(by, case, intake)
    rows = list(intake.files.all())
    known = set(Recording.objects.filter(case=case).values_list("sha256", flat=True))
    for row in rows:
        if row.outcome != Outcome.REJECT and row.sha256 in known:
            reject(row, "twice")
        judge(intake, docket, row)
    taken = [row for row in rows if row.outcome == Outcome.TAKE]
    laid = [row for row in rows if row.outcome == Outcome.QUARANTINE]
    if taken:
        _take(by, case, intake, taken)
    if laid:
        _lay_aside(by, case, intake, laid)
    for row in rows:
        row.save()
    intake.state, intake.done_at = IntakeState.TAKEN, timezone.now()
    _end(by, case, intake, "intake.take", taken=len(taken), quarantined=len(laid),
         rejected=len(rows) - len(taken) - len(laid))  # fmt: skip
    return intake


@transaction.atomic
def drop_intake(*, by: Viewer, case_id: UUID, intake_id: UUID, version: int) -> Intake:
    """Nothing of a folder is taken in; its bytes are forgotten, the list of its files stays."""
    case, intake = _held(by, case_id, intake_id, version)
    intake.state, intake.done_at = IntakeState.DROPPED, timezone.now()
    _end(by, case, intake, "intake.drop")
    return intake


def _held(by: Viewer, case_id: UUID, intake_id: UUID, version: int) -> tuple[Case, Intake]:
    by.require(Permission.LISTEN)
    case = hold_case(by, case_id, permission=Permission.IMPORT_DATA)
    intake = get_intake(by, case_id, intake_id, lock=True)
    if intake.version != version:
        raise Stale
    if intake.state != IntakeState.PLANNED:
        raise Conflict(_("This folder was decided on before."))
    if intake.by_id != by.account_id:
        raise Conflict(_("Only whoever brought these files may take them in: they wait unseen."))
    return case, intake


def _end(by: Viewer, case: Case, intake: Intake, action: str, **counts: int) -> None:
    from punte.investigation.recordings.tasks import forget_waiting

    intake.version += 1
    intake.save()
    note(by, case, action, intake=str(intake.pk), **counts)
    forget_waiting.defer(intake_id=str(intake.pk))


def _take(by: Viewer, case: Case, intake: Intake, rows: list[IntakeFile]) -> None:
    from punte.investigation.recordings.tasks import analyse

    key = derived_key(intake.request_key, "exhibit")
    exhibit = new_exhibit(by, case, intake, rows, _incoming(by, rows), key)
    files = {file.sha256: file for file in files_of(by, exhibit)}
    pieces: dict[UUID, list[Piece]] = defaultdict(list)
    for row in rows:
        made = _record(by, case, intake, row, files[row.sha256].stored, exhibit.pk)
        if row.authorisation:
            pieces[row.authorisation].append(_piece(made))
        analyse.defer(recording_id=str(made.pk))
    for order, some in pieces.items():
        take_product(by=by, case=case.pk, authorisation=order, pieces=some)
    intake.exhibit = exhibit.pk


def new_exhibit(
    by: Viewer,
    case: Case,
    intake: Intake,
    rows: Sequence[IntakeFile] | Sequence[Recording],
    files: Iterable[Incoming],
    key: UUID,
) -> Exhibit:
    """One exhibit for a recorder's folder, each original one of its files."""
    orders = {row.authorisation for row in rows}
    # A clock that ran ahead says nothing of when the folder was found.
    starts = [row.start for row in rows if row.start and row.start <= intake.at]
    basis = intake.basis_text or str(measure_name(intake.measure))
    finding = Finding(
        what=_("Recordings of %(device)s") % {"device": intake.device},
        category=Category.RECORDING,
        found_place=intake.place,
        found_at=min(starts, default=intake.at),
        clock=ClockSource.DEVICE if starts else ClockSource.SYSTEM,
        finder=Account.objects.get(pk=by.account_id).name,
        legal_basis=basis[:300],
        authorisation=next(iter(orders)) if len(orders) == 1 else None,
    )
    return take_exhibit(
        by=by,
        case_id=case.pk,
        finding=finding,
        files=files,
        request_key=key,
    )


def _incoming(by: Viewer, rows: list[IntakeFile]) -> Iterator[Incoming]:
    for row in rows:
        assert row.stored is not None
        yield Incoming(
            name=row.name,
            chunks=open_file(by=by, file_id=row.stored).chunks,
            expected=row.size,
            data_class=DataClass.RECORDING,
        )


def _lay_aside(by: Viewer, case: Case, intake: Intake, rows: list[IntakeFile]) -> None:
    """Product outside its order lies unread until the prosecutor decides, who is told."""
    groups: dict[tuple[Reason, UUID | None], list[Piece]] = defaultdict(list)
    for row in rows:
        assert row.stored is not None
        kept = keep_file(
            by=by,
            subject=None,
            owner=case.owner,
            audiences=[case.owner],
            name=row.name,
            chunks=open_file(by=by, file_id=row.stored).chunks,
            expected=row.size,
            data_class=DataClass.RECORDING,
        )
        made = _record(by, case, intake, row, kept.pk, None)
        why = Reason.OUTSIDE_TIME if row.why_code == "no_time" else Reason(row.why_code)
        groups[why, row.authorisation].append(_piece(made))
    for (why, order), pieces in groups.items():
        quarantine(by=by, case=case.pk, why=why, pieces=pieces, authorisation=order)


def _record(
    by: Viewer, case: Case, intake: Intake, row: IntakeFile, stored: UUID, exhibit: UUID | None
) -> Recording:
    last = Recording.objects.filter(case=case).order_by("-number").first()
    made: Recording = Recording.objects.create(
        **of_case(case),
        number=last.number + 1 if last else 1,
        intake=intake,
        name=row.name[:200],
        stored=stored,
        exhibit=exhibit,
        authorisation=row.authorisation if exhibit else None,
        basis=intake.basis,
        taken_at=timezone.now(),
        taken_by_id=by.account_id,
        **_same(row),
    )
    if exhibit:
        Analysis.objects.create(**of_case(case), recording=made)
    row.recording = made.pk
    return made


def _same(row: IntakeFile) -> dict[str, Any]:
    names = ("size", "sha256", "facts", "seconds", "shown_at", "clocked", "start", "end")
    return {name: getattr(row, name) for name in names}


def _piece(made: Recording) -> Piece:
    return Piece(KIND, made.pk, [made.stored], made.start, made.end, round(made.seconds or 0))
