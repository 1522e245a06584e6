"""What the worker does with a file: look at it, check every row, bring the good ones in.

Each batch is one transaction with its place in the file: a run that breaks goes on from there,
and a row that is in already does not come in again.
"""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

from django.utils import timezone

from punte.core.access.door import Permission, Viewer
from punte.core.agencies.door import Account, viewer_for, working_memberships
from punte.core.errors import NotHere
from punte.core.files.door import open_file
from punte.core.notices.door import send_notice
from punte.core.sheets.door import Table, Unreadable
from punte.protection.assistance.door import colleagues
from punte.protection.interchange.models import ImportRun
from punte.protection.interchange.passing import Halted, Pass
from punte.protection.interchange.sources.reading import describe, read_table
from punte.protection.interchange.specs import apply_spec

log = logging.getLogger("punte.interchange")
State = ImportRun.State


def look_at(run_id: UUID) -> None:
    """Find the columns of a new file, and wait for a person to say what they mean."""
    with _told(run_id, State.READING) as (run, viewer):
        table = open_table(run, viewer)
        run.columns, run.rows = describe(table)
        run.said = table.said
        apply_spec(run)
        run.state, run.moved_at = State.MAPPING, timezone.now()
        run.save(update_fields=["columns", "rows", "said", "state", "moved_at"])


def check_all(run_id: UUID) -> None:
    """Read every row and write nothing but what is wrong: the dry run."""
    with _told(run_id, State.CHECKING) as (run, viewer):
        _begin(run, attempt=run.attempt + 1)
        Pass(run, viewer, keep=False).go(open_table(run, viewer))


def bring_all(run_id: UUID) -> None:
    """Bring the good rows in, from where the last try ended."""
    with _told(run_id, State.IMPORTING) as (run, viewer):
        if run.position == 0:
            _begin(run, attempt=run.attempt + 1)
        _look_at_caseworker(run, viewer)
        Pass(run, viewer, keep=True).go(open_table(run, viewer))
        _tell_caseworker(run, viewer)


def _look_at_caseworker(run: ImportRun, viewer: Viewer) -> None:
    """Whoever left the work meanwhile gets no files: they have no caseworker yet."""
    if run.caseworker_id and not colleagues(viewer).filter(pk=run.caseworker_id).exists():
        run.caseworker = None
        run.save(update_fields=["caseworker"])


def _tell_caseworker(run: ImportRun, viewer: Viewer) -> None:
    """One notice for all of the files."""
    if run.caseworker_id:
        send_notice(
            kind="hand_over", url="/caseload/?mine=on", to_accounts=[run.caseworker_id], by=viewer
        )


def _begin(run: ImportRun, *, attempt: int) -> None:
    run.attempt, run.position = attempt, 0
    run.good = run.bad = run.known = run.alike = 0
    run.save(update_fields=["attempt", "position", "good", "bad", "known", "alike"])


class _told:  # noqa: N801  (reads as a word of the functions above)
    """Gives the run and its viewer, and leaves on the run how it ended when it went wrong."""

    def __init__(self, run_id: UUID, state: str):
        self.run_id, self.state = run_id, state

    def __enter__(self) -> tuple[ImportRun, Viewer]:
        self.run = ImportRun.objects.get(id=self.run_id)
        if self.run.state != self.state:
            raise Halted
        viewer = viewer_of_run(self.run)
        if viewer is None:
            self._fail("no_role")
            raise Halted
        return self.run, viewer

    def __exit__(self, kind: type[BaseException] | None, error: Any, trace: Any) -> bool:
        if isinstance(error, Unreadable):
            self._fail(f"{error.code}:{error.row}" if error.row else error.code)
            return True
        if isinstance(error, NotHere):
            self._fail("file_gone")
            return True
        if isinstance(error, Exception) and not isinstance(error, Halted):
            log.exception("import %s failed", self.run_id)
            self._fail("fault")
        return False

    def _fail(self, why: str) -> None:
        ImportRun.objects.filter(id=self.run_id).update(
            state=State.FAILED, failure=why, moved_at=timezone.now()
        )


def viewer_of_run(run: ImportRun) -> Viewer | None:
    """Whoever began the run, if they may still bring cases into this agency."""
    account = Account.objects.filter(id=run.by_id).first()
    for membership in working_memberships(account) if account else []:
        viewer = viewer_for(membership)
        if viewer.agency_id == run.agency_id and viewer.may(Permission.IMPORT_CASES):
            return viewer
    return None


def open_table(run: ImportRun, viewer: Viewer) -> Table:
    """The kept file as a table; an entry says that it was read. Raises Unreadable, NotHere."""
    if run.file_id is None:
        raise Unreadable("file_gone")
    opened = open_file(by=viewer, file_id=run.file_id)
    return read_table(b"".join(opened.chunks), run.form)
