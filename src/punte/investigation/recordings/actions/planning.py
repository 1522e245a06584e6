"""A folder is looked at: what each file is, when it was made, what would become of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.algorithms.audio import AudioError, kept_facts
from punte.core.access.door import DataClass, Permission, Viewer
from punte.core.errors import Invalid
from punte.core.files.door import about_of, keep_file, read_anywhere
from punte.core.once import made_once
from punte.investigation.authorisations.door import Docket
from punte.investigation.cases.door import Case, hold_case, note, of_case
from punte.investigation.recordings.judging import clock_of, facts_of, judge, timed
from punte.investigation.recordings.models import Intake, IntakeFile, Recording
from punte.investigation.recordings.words import WHY, Outcome
from punte.investigation.recordings.zips import Unpackable, entries

MOST_FILES = 3000


@dataclass(frozen=True)
class Upload:
    """A file of a form: its name, its bytes as a stream that seeks, its size."""

    name: str
    size: int
    stream: BinaryIO


@dataclass(frozen=True)
class Ground:
    """Under what, from where and how a folder is read; see Intake."""

    device: str
    place: str
    zone: str
    measure: str = ""
    target_kind: str = ""
    target: str = ""
    basis: str = ""
    basis_text: str = ""
    clock: list[tuple[datetime, datetime]] = field(default_factory=list)
    day_first: bool = False
    raw: str = ""
    rate: int = 8000
    start: datetime | None = None


@transaction.atomic
def plan_intake(
    *, by: Viewer, case_id: UUID, ground: Ground, uploads: Iterable[Upload], request_key: UUID
) -> Intake:
    """Look at a folder; its bytes wait, seen by nobody but the viewer, until it is taken in.

    Raises Invalid (a ground that is none, a clock that cannot be), Refused, NotHere, Conflict.
    """
    by.require(Permission.LISTEN)
    case = hold_case(by, case_id, permission=Permission.IMPORT_DATA)
    _check(ground)
    intake, new = made_once(
        Intake,
        by=by,
        request_key=request_key,
        same={"case_id": case.pk},
        make=lambda: _make(by, case, ground, request_key),
    )
    if new:
        rows = list(_rows(by, case, intake, uploads))
        _judge_all(by, case, intake, rows)
        IntakeFile.objects.bulk_create(rows)
        note(by, case, "intake.look", intake=str(intake.pk), files=len(rows))
    return intake


def _check(ground: Ground) -> None:
    if bool(ground.measure) == bool(ground.basis):
        raise Invalid(_("Name the measure, or say why no order is needed: one of the two."))
    if ground.measure and not (ground.target_kind and ground.target.strip()):
        raise Invalid(_("Say whose line, device or place was recorded."))
    if ground.basis and not ground.basis_text.strip():
        raise Invalid(_("Say in words what the recording rests on."))


def _make(by: Viewer, case: Case, ground: Ground, key: UUID) -> Intake:
    reading: dict[str, Any] = {"day_first": ground.day_first, "raw": ground.raw}
    reading |= {"rate": ground.rate, "start": ground.start.isoformat() if ground.start else ""}
    intake = Intake(
        **of_case(case),
        by_id=by.account_id,
        at=timezone.now(),
        measure=ground.measure,
        target_kind=ground.target_kind,
        target=ground.target,
        basis=ground.basis,
        basis_text=ground.basis_text,
        device=ground.device,
        place=ground.place,
        zone=ground.zone,
        clock=[[shown.isoformat(), true.isoformat()] for shown, true in ground.clock],
        reading=reading,
        request_key=key,
    )
    try:
        clock_of(intake)
    except AudioError as error:
        raise Invalid(_("No clock goes like this. Check the two readings.")) from error
    intake.save(force_insert=True)
    return intake


def _judge_all(by: Viewer, case: Case, intake: Intake, rows: list[IntakeFile]) -> None:
    docket = docket_of(by, case, intake)
    hashes = [row.sha256 for row in rows if row.sha256]
    known = set(
        Recording.objects.filter(case=case, sha256__in=hashes).values_list("sha256", flat=True)
    )
    for row in rows:
        if row.outcome != Outcome.REJECT and row.sha256 in known:
            reject(row, "twice")
        known.add(row.sha256)
        judge(intake, docket, row)


def docket_of(by: Viewer, case: Case, intake: Intake) -> Docket | None:
    """The orders for the measure of an intake; None where it rests on another basis."""
    if not intake.measure:
        return None
    return Docket(by, measure=intake.measure, jurisdiction=case.jurisdiction, case=case.pk)


def reject(row: IntakeFile, code: str) -> None:
    """The file is not taken, and why."""
    row.outcome, row.why_code, row.why = Outcome.REJECT, code, str(WHY[code])


def _rows(
    by: Viewer, case: Case, intake: Intake, uploads: Iterable[Upload]
) -> Iterator[IntakeFile]:
    for serial, (name, size, fault, chunks) in enumerate(_unfolded(uploads), start=1):
        row = IntakeFile(
            **of_case(case), intake=intake, serial=serial, name=name[:300], size=size,
            outcome=Outcome.TAKE,
        )  # fmt: skip
        if serial > MOST_FILES:
            raise Invalid(_("These are too many files at once: at most %d.") % MOST_FILES)
        if fault:
            reject(row, fault)
        else:
            _look(by, intake, row, chunks)
        yield row


def _unfolded(
    uploads: Iterable[Upload],
) -> Iterator[tuple[str, int, str, Iterable[bytes]]]:
    """Name, size, fault and bytes of each file; a packed folder gives those that lie in it."""
    most = settings.FILES_MAX_BYTES
    for upload in uploads:
        upload.stream.seek(0)
        if upload.stream.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
            upload.stream.seek(0)
            yield upload.name, upload.size, "", _blocks(upload.stream)
            continue
        try:
            for entry in entries(upload.stream, most_bytes=most):
                yield entry.name, entry.size, entry.fault, entry.chunks()
        except Unpackable as error:
            yield upload.name, upload.size, str(error), ()


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    while block := stream.read(256 * 1024):
        yield block


def _look(by: Viewer, intake: Intake, row: IntakeFile, chunks: Iterable[bytes]) -> None:
    """Keep the bytes, say what they are and when they were made; or reject them."""
    if not row.size:
        reject(row, "empty")
        return
    try:
        with transaction.atomic():
            kept = keep_file(
                by=by,
                subject=None,
                owner=by.account_audience,
                audiences=[by.account_audience],
                name=row.name,
                chunks=chunks,
                data_class=DataClass.RECORDING,
            )
            row.size, row.sha256 = kept.size, about_of(kept).sha256
            with read_anywhere(kept) as stream:
                facts = facts_of(intake, stream, size=kept.size, name=row.name)
    except AudioError as error:
        reject(row, str(error.reason))
        return
    except Unpackable as error:
        reject(row, str(error))
        return
    except Invalid as error:
        reject(row, "bad_name")
        row.why = error.message
        return
    when = timed(intake, facts, row.name)
    facts = facts.noting(*when.findings)
    row.stored, row.facts, row.seconds = kept.pk, kept_facts(facts), facts.seconds
    row.shown_at, row.clocked, row.start, row.end = when.shown, when.source, when.start, when.end
