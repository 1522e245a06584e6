"""A list comes in: its file is kept, all rows are checked, and then it is brought in, or undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.agencies.door import Jurisdiction
from punte.core.errors import Conflict, Invalid
from punte.core.once import derived_key, made_once
from punte.investigation.cases.door import Case, hold_case, of_case
from punte.investigation.evidence.door import get_exhibit
from punte.investigation.exchange.actions.keeping import keep_as_exhibit, keep_beside
from punte.investigation.exchange.lists.fields import kind_of
from punte.investigation.exchange.models import ListImport
from punte.investigation.exchange.queries import get_run, same_file
from punte.investigation.subjects.door import (
    Handling,
    InfoGrade,
    Origin,
    SourceGrade,
    add_source,
    note_row,
    open_narrow,
)

State = ListImport.State
SAID = (
    "kind", "source_grade", "info_grade", "handling", "handling_text", "again", "exhibit", "keep",
    "ground",
)  # fmt: skip


@dataclass(frozen=True)
class Upload:
    """A file as it arrives, and what is said of it. again: wanted though it is in already.
    exhibit: of this case, from which it was read. keep: the file becomes an exhibit itself, got on
    this ground; where the viewer takes none, somebody of the team does. few: the members of the
    team who alone see the list besides the viewer; None: all of the team.
    """

    kind: str
    title: str
    name: str
    chunks: Iterable[bytes]
    source_grade: SourceGrade = SourceGrade.X
    info_grade: InfoGrade = InfoGrade.UNKNOWN
    handling: Handling = Handling.H0
    handling_text: str = ""
    got_at: datetime | None = None
    again: bool = False
    exhibit: UUID | None = None
    keep: bool = False
    ground: str = ""
    few: tuple[UUID, ...] | None = None


@transaction.atomic
def begin_import(*, by: Viewer, case_id: UUID, upload: Upload, request_key: UUID) -> ListImport:
    """Keep the file as it came, and let the worker look at it.

    Raises Refused, NotHere, Conflict (closed, or in already), Invalid.
    """
    case = hold_case(by, case_id, permission=Permission.IMPORT_DATA)
    if not upload.title.strip():
        raise Invalid(_("Say what the list is and whose."))
    _known_kind(upload.kind)
    if upload.handling == Handling.H3 and not upload.handling_text.strip():
        raise Invalid(_("H3 wants its restrictions said."))
    _check_keeping(by, case, upload)
    if upload.got_at and upload.got_at > timezone.now():
        raise Invalid(_("A source cannot have come in the future."))
    run, new = made_once(
        ListImport,
        by=by,
        request_key=request_key,
        same={"case_id": case.pk},
        make=lambda: _make(by, case, upload, request_key),
    )
    if new:
        note_row(by, case, run, "list.begin", list=str(run.pk), kind=run.kind)
        send(run, "look")
    return run


def _known_kind(kind: str) -> None:
    try:
        kind_of(kind)
    except KeyError as error:
        raise Invalid(_("Choose one of the kinds of lists.")) from error


def _check_keeping(by: Viewer, case: Case, upload: Upload) -> None:
    if upload.exhibit is not None:
        get_exhibit(by, case, upload.exhibit)
    if upload.keep and upload.exhibit is not None:
        raise Invalid(_("What was read from an exhibit is not made another one."))
    if upload.keep and upload.few is not None:
        raise Invalid(_("All of the team see an exhibit. A list for few stays beside its source."))
    if upload.keep and not upload.ground.strip():
        raise Invalid(_("Say by which order or request the list was got: an exhibit names it."))


def _make(by: Viewer, case: Case, upload: Upload, key: UUID) -> ListImport:
    now = timezone.now()
    said = {name: getattr(upload, name) for name in SAID}
    home = Jurisdiction.objects.get(code=by.jurisdiction)
    run = ListImport(
        **of_case(case), **said, title=upload.title.strip()[:200], got_at=upload.got_at or now,
        by_id=by.account_id, agency_id=by.agency_id,
        options={"zone": home.time_zone, "region": by.jurisdiction, "offset": 0},
        created_at=now, moved_at=now, request_key=key,
    )  # fmt: skip
    if upload.few is not None:
        circle, by = open_narrow(by, case, upload.few)
        run.audiences = [circle]
    taken = run.keep and by.may(Permission.KEEP_EVIDENCE)
    (keep_as_exhibit if taken else keep_beside)(by, run, upload.name, upload.chunks)
    _refuse_twice(by, case, run)
    run.save(force_insert=True)
    return run


def _refuse_twice(by: Viewer, case: Case, run: ListImport) -> None:
    before = same_file(by, case, run.sha256).first()
    if before is not None and not run.again:
        raise Conflict(
            _("This very file is in the case already, as “%(title)s”. Nothing was kept.")
            % {"title": before.title}
        )


def send(run: ListImport, act: str) -> None:
    """Queue a step for the worker."""
    from punte.investigation.exchange.tasks import step

    step.configure(lock=f"list:{run.id}").defer(run_id=str(run.id), act=act)


def work_off(run: ListImport) -> ListImport:
    """Take the step that the worker would take, here and now; the run as it is then."""
    from punte.investigation.exchange.tasks import STEPS

    waits = {State.READING: "look", State.CHECKING: "check", State.IMPORTING: "bring"}
    STEPS[waits[State(run.state)]](run.pk)
    run.refresh_from_db()
    return run


def go(run: ListImport, state: str, act: str, **values: Any) -> None:
    """Set the next step in motion."""
    values = {"state": state, "position": 0, "failure": "", "moved_at": timezone.now(), **values}
    for name, value in values.items():
        setattr(run, name, value)
    run.save(update_fields=list(values))
    send(run, act)


@transaction.atomic
def start_import(*, by: Viewer, case_id: UUID, run_id: UUID) -> ListImport:
    """Name the file as a source of the case, and bring its good rows in. Twice is once.

    Raises Refused, NotHere, Conflict (not checked, closed, or the same file came in meanwhile).
    """
    case = hold_case(by, case_id, permission=Permission.IMPORT_DATA)
    run = get_run(by, case_id, run_id, lock=True)
    if run.state == State.IMPORTING:
        return run
    if not run.may_start:
        raise Conflict(what="list.start")
    if not run.again and same_file(by, case, run.sha256).exists():
        raise Conflict(_("This very file came into the case meanwhile."))
    source = run.source or add_source(
        by=by, case_id=case_id, origin=_origin(run), request_key=derived_key(run.pk, "source"),
        narrow_to=run.audiences[0] if run.narrow else None,
    )  # fmt: skip
    go(run, State.IMPORTING, "bring", source=source)
    note_row(by, case, run, "list.start", list=str(run.pk), rows=run.rows)
    return run


def _origin(run: ListImport) -> Origin:
    source = kind_of(run.kind).source
    return Origin(
        title=run.title, kind=source, got_at=run.got_at,
        source_grade=SourceGrade(run.source_grade), info_grade=InfoGrade(run.info_grade),
        handling=Handling(run.handling), handling_text=run.handling_text,
        note=f"SHA-256 {run.sha256}", exhibit=run.exhibit,
    )  # fmt: skip


@transaction.atomic
def stop_import(*, by: Viewer, case_id: UUID, run_id: UUID) -> ListImport:
    """Stop what is under way; nothing of it stays."""
    case = hold_case(by, case_id, permission=Permission.IMPORT_DATA)
    run = get_run(by, case_id, run_id, lock=True)
    if not run.busy or run.state == State.UNDOING:
        raise Conflict(what="list.stop")
    run.state, run.moved_at = State.STOPPED, timezone.now()
    run.save(update_fields=["state", "moved_at"])
    note_row(by, case, run, "list.stop", list=str(run.pk))
    return run


@transaction.atomic
def undo_import(*, by: Viewer, case_id: UUID, run_id: UUID, reason: str) -> ListImport:
    """Take a whole list back: its statements are withdrawn, what it alone made is hidden.

    Raises Refused, NotHere, Conflict (not in), Invalid (no reason).
    """
    case = hold_case(by, case_id, permission=Permission.IMPORT_DATA)
    run = get_run(by, case_id, run_id, lock=True)
    if run.state == State.UNDOING:
        return run
    if run.state != State.DONE:
        raise Conflict(what="list.undo")
    if len(reason.strip()) < 5:
        raise Invalid(_("Say why the list is undone."))
    go(run, State.UNDOING, "undo", undone_why=reason.strip()[:500])
    note_row(by, case, run, "list.undo", list=str(run.pk))
    return run


def zone_of(text: str) -> ZoneInfo:
    """A time zone by its name. Raises Invalid."""
    try:
        return ZoneInfo(text)
    except (ValueError, OSError, KeyError) as error:
        raise Invalid(_("Choose a time zone.")) from error
