"""What the worker does with a list: look at it, check every row, bring it in, undo it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.utils import timezone

from punte.core.access.door import Permission, Viewer
from punte.core.agencies.door import Account, viewer_for, working_memberships
from punte.core.database.beat import Halted
from punte.core.errors import NotHere, PunteError
from punte.core.files.door import open_file
from punte.core.sheets.door import Table, Unreadable
from punte.investigation.exchange.actions.imports import go
from punte.investigation.exchange.graphs.passing import GraphPass, look_at_graph
from punte.investigation.exchange.lists.fields import GRAPH
from punte.investigation.exchange.lists.files import describe, read_table
from punte.investigation.exchange.models import ListImport
from punte.investigation.exchange.passing import Pass
from punte.investigation.exchange.specs import apply_spec
from punte.investigation.exchange.undoing import undo

log = logging.getLogger("punte.exchange")
State = ListImport.State


def look_at(run_id: UUID) -> None:
    """Find the columns of a new file, and wait for a person to say what they mean."""
    with _told(run_id, State.READING) as (run, viewer):
        if run.kind == GRAPH.key:
            _look_at_graph(run, viewer)
            return
        table = open_table(run, viewer)
        run.columns, run.rows = describe(table, run.kind)
        if not run.rows:
            raise Unreadable("no_rows")
        run.said = table.said
        apply_spec(run, viewer)
        run.state, run.moved_at = State.MAPPING, timezone.now()
        run.save(update_fields=["columns", "rows", "said", "options", "state", "moved_at"])


def _look_at_graph(run: ListImport, viewer: Viewer) -> None:
    """A graph has no columns to choose: it is checked at once."""
    look_at_graph(run, data_of(run, viewer))
    run.save(update_fields=["rows", "said"])
    go(run, State.CHECKING, "check", attempt=run.attempt + 1)


def _pass(run: ListImport, viewer: Viewer, *, keep: bool) -> None:
    if run.kind == GRAPH.key:
        GraphPass(run, viewer, keep=keep).go(data_of(run, viewer))
    else:
        Pass(run, viewer, keep=keep).go(open_table(run, viewer))


def check_all(run_id: UUID) -> None:
    """Read every row and write nothing but what is wrong: the dry run."""
    with _told(run_id, State.CHECKING) as (run, viewer):
        _pass(run, viewer, keep=False)


def bring_all(run_id: UUID) -> None:
    """Bring the good rows in: all of them, or none."""
    with _told(run_id, State.IMPORTING) as (run, viewer):
        _pass(run, viewer, keep=True)


def undo_all(run_id: UUID) -> None:
    """Withdraw what the list said, and hide what it made."""
    with _told(run_id, State.UNDOING) as (run, viewer):
        undo(run, viewer)


@contextmanager
def _told(run_id: UUID, state: str) -> Iterator[tuple[ListImport, Viewer]]:
    """Gives the run and its viewer; how it ended is left on the run when it went wrong."""
    run = ListImport.objects.select_related("case", "source").get(id=run_id)
    if run.state != state:
        raise Halted
    try:
        viewer = viewer_of(run)
    except NotHere:
        _fail(run, "gone")
        raise Halted from None
    try:
        yield run, viewer
    except Halted:
        raise
    except Unreadable as error:
        _fail(run, f"{error.code}:{error.row}" if error.row else error.code)
    except NotHere:
        _fail(run, "gone")
    except PunteError:
        _fail(run, "closed")
    except Exception:
        log.exception("list %s failed", run_id)
        _fail(run, "fault")
        raise


def _fail(run: ListImport, why: str) -> None:
    """A failed undoing leaves the list as it was: brought in."""
    ended = State.DONE if run.state == State.UNDOING else State.FAILED
    ListImport.objects.filter(id=run.id, state=run.state).update(
        state=ended, failure=why, moved_at=timezone.now()
    )


def viewer_of(run: ListImport) -> Viewer:
    """Whoever began the run, if they may still bring lists into this case. Raises NotHere."""
    account = Account.objects.filter(id=run.by_id).first()
    for membership in working_memberships(account) if account else []:
        viewer = viewer_for(membership)
        if viewer.may(Permission.IMPORT_DATA) and set(run.audiences) & set(viewer.audiences):
            return viewer
    raise NotHere(what="list.work")


def data_of(run: ListImport, viewer: Viewer) -> bytes:
    """The kept file; an entry says that it was read. Raises NotHere."""
    return b"".join(open_file(by=viewer, file_id=run.file_id).chunks)


def open_table(run: ListImport, viewer: Viewer) -> Table:
    """The kept file as a table. Raises Unreadable, NotHere."""
    return read_table(data_of(run, viewer))
