"""Invented lists on their way into a case, carried through as the worker would."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Account
from punte.investigation.cases.models import Case
from punte.investigation.exchange import background
from punte.investigation.exchange.actions.imports import Upload, begin_import, start_import
from punte.investigation.exchange.actions.mapping import Choice, Options, choose_columns
from punte.investigation.exchange.models import ListImport, Reject
from tests.support.database import as_role

CALLS = ["Numar A", "Numar B", "Data apel", "Durata", "Celula", "IMEI"]
FIRST = ["+373 60 000 001", "060000002", "02.01.2026 10:00:00", "65", "MD-0001", "490154203237518"]
SECOND = ["060000002", "060000003", "13.01.2026 23:59:59", "00:01:05", "MD-0002", ""]


def as_csv(rows: Sequence[Sequence[str]], encoding: str = "utf-8", delimiter: str = ";") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def begin(
    by: Viewer, case: Case, data: bytes, kind: str = "calls", name: str = "list.csv", **more: Any
) -> ListImport:
    """A file is received and looked at."""
    upload = Upload(
        **{"kind": kind, "title": "Invented Telecom, January", "name": name, **more}, chunks=[data]
    )
    with acting_as(by):
        run = begin_import(by=by, case_id=case.pk, upload=upload, request_key=uuid4())
    return work(run.pk, background.look_at)


def work(run: UUID, act: Callable[[UUID], None]) -> ListImport:
    """A step as the worker's role does it."""
    with as_role("punte_worker"):
        act(run)
        return ListImport.objects.get(id=run)


def check(by: Viewer, run: ListImport, save_as: str = "", **options: Any) -> ListImport:
    """The columns as they were guessed, and the dry run."""
    if run.kind == "ftm":
        return work(run.pk, background.check_all)
    choices = [Choice(column["field"], column["order"]) for column in run.columns]
    known = {key: run.options[key] for key in ("zone", "region", "offset")}
    with acting_as(by):
        choose_columns(
            by=by, case_id=run.case_id, run_id=run.pk, choices=choices,
            options=Options(**{**known, **options}), save_as=save_as,
        )  # fmt: skip
    return work(run.pk, background.check_all)


def bring(by: Viewer, run: ListImport) -> ListImport:
    """What was checked comes in."""
    with acting_as(by):
        start_import(by=by, case_id=run.case_id, run_id=run.pk)
    return work(run.pk, background.bring_all)


def bring_in(by: Viewer, case: Case, rows: Sequence[Sequence[str]], **more: Any) -> ListImport:
    """The whole way, for rows of a CSV file."""
    return bring(by, check(by, begin(by, case, as_csv(rows), **more)))


def signed_in(by: Viewer) -> Client:
    """A browser of this person."""
    client = Client()
    client.force_login(
        Account.objects.get(pk=by.account_id),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


def reasons(by: Viewer, run: ListImport) -> list[tuple[int, str, str, str]]:
    """Row, column, code and cell of all that stays out."""
    with acting_as(by):
        rows = Reject.objects.visible_to(by).filter(run=run, attempt=run.attempt)
        return list(rows.order_by("row", "column").values_list("row", "column", "reason", "cell"))
