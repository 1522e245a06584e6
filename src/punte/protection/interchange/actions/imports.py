"""Bringing a file in: each step that a person takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.algorithms.htcds import Order, fields
from punte.core.access.door import DataClass, Permission, Viewer, get_visible
from punte.core.errors import Conflict, Invalid
from punte.core.files.door import keep_file
from punte.core.ledger.door import record
from punte.core.once import made_once
from punte.protection.approvals.door import allow_act
from punte.protection.assistance.door import colleagues
from punte.protection.interchange.models import ImportRun, MappingSpec
from punte.protection.interchange.sources.reading import form_of, takes_dates
from punte.protection.interchange.specs import spec_columns

State = ImportRun.State
GOING = ("state", "position", "failure", "columns", "caseworker", "begun", "moved_at")


@dataclass(frozen=True)
class Upload:
    """A file as it arrives: its name, its first bytes, all of its chunks."""

    name: str
    head: bytes
    chunks: Iterable[bytes]


@transaction.atomic
def begin_import(
    *, by: Viewer, source: str, upload: Upload, request_key: UUID, synthetic: bool = False
) -> ImportRun:
    """Keep the file, sealed, and let the worker look at it. source: whose numbers stand in it."""
    by.require(Permission.IMPORT_CASES)
    name = source.strip()
    if not name:
        raise Invalid(_("Say where the file comes from."))
    run, new = made_once(
        ImportRun,
        by=by,
        request_key=request_key,
        same={"by_id": by.account_id},
        make=lambda: _make(by, name, upload, request_key, synthetic),
    )
    if new:
        _note(by, run, "import.begin", {"form": run.form})
        _send(run, "look")
    return run


def _make(by: Viewer, source: str, upload: Upload, key: UUID, synthetic: bool) -> ImportRun:
    kept = keep_file(
        by=by,
        subject=None,
        owner=by.agency_audience,
        audiences=[by.agency_audience],
        name=upload.name,
        chunks=upload.chunks,
        data_class=DataClass.IDENTITY,
    )
    now = timezone.now()
    return ImportRun.objects.create(
        agency_id=by.agency_id,
        by_id=by.account_id,
        source=source[:80],
        file_id=kept.id,
        form=form_of(upload.head, upload.name),
        created_at=now,
        moved_at=now,
        synthetic=synthetic,
        request_key=key,
        owner=by.agency_audience,
        audiences=[by.agency_audience],
    )


def _send(run: ImportRun, act: str) -> None:
    from punte.protection.interchange.tasks import step

    step.configure(lock=f"import:{run.id}").defer(run_id=str(run.id), act=act)


def _note(by: Viewer, run: ImportRun, action: str, detail: dict[str, Any] | None = None) -> None:
    told = {"import": str(run.id), **(detail or {})}
    record(action=action, by=by, owners=[run.owner], detail=told)


def get_run(viewer: Viewer, run: UUID, *, lock: bool = False) -> ImportRun:
    """One import of the agency, or NotHere."""
    viewer.require(Permission.IMPORT_CASES)
    return get_visible(ImportRun, viewer=viewer, lock=lock, pk=run)


@dataclass(frozen=True)
class Choice:
    """What a column means: a field's key or nothing, and in which order it writes dates."""

    field: str
    order: str = ""


@transaction.atomic
def choose_columns(
    *,
    by: Viewer,
    run: UUID,
    choices: list[Choice],
    save_as: str = "",
    caseworker: int | None = None,
) -> ImportRun:
    """Say what each column means and who gets the files; let the worker check all rows.

    save_as: keep the choice for the next file of this partner. caseworker: None while nobody
    has them. Raises Invalid naming the column or for somebody who works on no files, Conflict
    while something runs or after anything is in.
    """
    row = get_run(by, run, lock=True)
    if not row.may_map:
        raise Conflict(what="import.choose")
    if len(choices) != len(row.columns):
        raise Invalid(_("The columns have changed. Open the page again."))
    for column, choice in zip(row.columns, choices, strict=True):
        column.update(_checked(column, choice))
    _refuse_twice(row.columns)
    if caseworker is not None and not colleagues(by).filter(pk=caseworker).exists():
        raise Invalid(_("Choose a colleague who works on files."))
    row.caseworker_id = caseworker
    if save_as.strip():
        save_spec(by, row, save_as.strip()[:80])
    _go(row, State.CHECKING, "check", position=0)
    _note(by, row, "import.check")
    return row


def _checked(column: dict[str, Any], choice: Choice) -> dict[str, str]:
    if choice.field and (choice.field not in fields() or choice.field == "pun_Pseudonym"):
        raise Invalid(_("%(column)s: there is no such field.") % {"column": column["name"]})
    if choice.order not in set(Order):
        raise Invalid(_("%(column)s: choose one of the orders.") % {"column": column["name"]})
    order = choice.order if takes_dates(choice.field) else ""
    if takes_dates(choice.field) and column["ask"] and not order:
        raise Invalid(
            _("%(column)s: say whether the day or the month comes first.")
            % {"column": column["name"]}
        )
    return {"field": choice.field, "order": order}


def _refuse_twice(columns: list[dict[str, Any]]) -> None:
    known, seen = fields(), set()
    for column in columns:
        key = column["field"]
        if key in seen and not known[key].several:
            raise Invalid(
                _("Two columns are chosen for one field: %(field)s.") % {"field": known[key].label}
            )
        seen.update({key} - {""})
    if not seen:
        raise Invalid(_("Choose at least one column."))


def save_spec(by: Viewer, run: ImportRun, name: str) -> MappingSpec:
    """Keep how this file is read, under a name; the same name is written over."""
    spec, _new = MappingSpec.objects.update_or_create(
        owner=by.agency_audience,
        name=name,
        defaults={
            "columns": spec_columns(run.columns),
            "saved_at": timezone.now(),
            "saved_by_id": by.account_id,
            "audiences": [by.agency_audience],
        },
    )
    return spec


@transaction.atomic
def start_import(*, by: Viewer, run: UUID) -> ImportRun:
    """Bring the good rows in, or go on where it stopped. Twice is once."""
    row = get_run(by, run, lock=True)
    if row.state == State.IMPORTING:
        return row
    if row.state != State.CHECKED and not row.may_go_on:
        raise Conflict(what="import.start")
    if not row.begun:
        allow_act(by=by, act="cases.import", about=row.id)
    position = row.position if row.begun else 0
    row.begun = True
    _go(row, State.IMPORTING, "bring", position=position)
    _note(by, row, "import.start", {"rows": row.rows})
    return row


@transaction.atomic
def stop_import(*, by: Viewer, run: UUID) -> ImportRun:
    """Stop after the batch that is being written. What is in stays in."""
    row = get_run(by, run, lock=True)
    if not row.busy:
        raise Conflict(what="import.stop")
    row.state = State.STOPPED
    row.moved_at = timezone.now()
    row.save(update_fields=["state", "moved_at"])
    _note(by, row, "import.stop", {"rows": row.position})
    return row


def _go(row: ImportRun, state: str, act: str, *, position: int) -> None:
    row.state, row.position, row.failure = state, position, ""
    row.moved_at = timezone.now()
    row.save(update_fields=GOING)
    _send(row, act)
