"""Invented files on their way in, carried through as the worker would."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from uuid import uuid4

from punte.core.access.door import Viewer, acting_as
from punte.protection.interchange import background
from punte.protection.interchange.actions.imports import (
    Choice,
    Upload,
    begin_import,
    choose_columns,
    start_import,
)
from punte.protection.interchange.models import ImportRun
from tests.support.database import as_role

HEAD = ["Case ID", "First name", "Surname", "Date of birth", "Gender", "Type of exploitation"]
ANA = ["7", "Ana-Test", "Inventata", "1990-05-07", "Feminine", "ForcedLabour"]


def as_csv(rows: Sequence[Sequence[str]], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def begin(by: Viewer, data: bytes, name: str = "cases.csv", source: str = "Partner") -> ImportRun:
    upload = Upload(name=name, head=data[:8], chunks=[data])
    with acting_as(by):
        run = begin_import(by=by, source=source, upload=upload, request_key=uuid4())
    return work(run, background.look_at)


def work(run: ImportRun, act: object) -> ImportRun:
    """A step as the worker's role does it."""
    with as_role("punte_worker"):
        act(run.id)  # type: ignore[operator]
        return ImportRun.objects.get(id=run.id)


def choices_of(run: ImportRun, **orders: str) -> list[Choice]:
    return [Choice(c["field"], orders.get(c["field"], c["order"])) for c in run.columns]


def check(by: Viewer, run: ImportRun, **orders: str) -> ImportRun:
    with acting_as(by):
        choose_columns(by=by, run=run.id, choices=choices_of(run, **orders))
    return work(run, background.check_all)


def bring(by: Viewer, run: ImportRun) -> ImportRun:
    with acting_as(by):
        start_import(by=by, run=run.id)
    return work(run, background.bring_all)


def bring_in(by: Viewer, data: bytes, name: str = "cases.csv", **orders: str) -> ImportRun:
    return bring(by, check(by, begin(by, data, name), **orders))
