"""Reading files again against the digests of their intake. Runs as the worker."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import Permission
from punte.core.files.door import Reading, StoredFile, forget_file, read_whole
from punte.core.ledger.door import record
from punte.core.notices.door import send_notice
from punte.investigation.cases.door import accounts_with, lock_case
from punte.investigation.evidence.actions.files import note_check
from punte.investigation.evidence.holders import accounts_behind
from punte.investigation.evidence.models import EvidenceFile, Exhibit, FileCheck
from punte.investigation.evidence.queries.files import (
    GONE,
    is_gone,
    packed_in,
    rows_saying,
    unchecked_since,
)

PIECE = 50


def check_due(seconds: float = 900) -> int:
    """Check the files whose last check is too old, as many as fit; how many were checked."""
    begun, done = time.monotonic(), 0
    before = timezone.now() - timedelta(days=settings.EVIDENCE_CHECK_DAYS)
    while time.monotonic() - begun < seconds:
        due = list(unchecked_since(before, PIECE))
        for row in due:
            check_one(row, "schedule")
        done += len(due)
        if len(due) < PIECE:
            break
    return done


@transaction.atomic
def check_one(row: EvidenceFile, why: str) -> FileCheck:
    """Read one file whole; a fault that was not there before is told to team and keeper."""
    before = row.checks.order_by("-at", "-pk").first()
    read = reading_of(row)
    fault, found = str(read.fault), {}
    if fault and read.size:
        found = {"found": read.sha256, "found_size": read.size}
    check = note_check(row, fault, why, **found)
    if fault and (before is None or before.fault != fault):
        _tell(row, fault)
    return check


def reading_of(row: EvidenceFile) -> Reading:
    """What the kept bytes are now; altered too when they are whole, yet not what was taken in."""
    stored = StoredFile.objects.filter(id=row.stored).first()
    if stored is None:
        return Reading("missing", 0, "", "")
    read = read_whole(stored)
    same = (read.sha256, read.sha512) == (row.sha256, row.sha512)
    return read if read.fault or same else replace(read, fault="altered")


@transaction.atomic
def destroy_files_of(exhibit_id: UUID) -> int:
    """Remove the bytes of a destroyed exhibit's files, wherever they are packed too; their rows
    and digests stay.
    """
    done = 0
    # Whoever packs or adds a file holds the case while they look whether it may be.
    lock_case(Exhibit.objects.values_list("case", flat=True).get(pk=exhibit_id))
    for row in EvidenceFile.objects.filter(exhibit=exhibit_id, exhibit__state="destroyed"):
        if not is_gone(row):
            for key in {row.stored, *packed_in([row.stored])}:
                forget_file(key)
            note_check(row, GONE, "destroyed")
            done += 1
    return done


def note_destroyed(case_id: UUID, *, sha256: str, stored: Collection[UUID]) -> int:
    """For the worker: another room destroyed files (see `rows_saying`); they are not missing."""
    rows = rows_saying(case_id, sha256=sha256, stored=stored)
    there = set(
        StoredFile.objects.filter(pk__in=[row.stored for row in rows]).values_list("pk", flat=True)
    )
    gone = [row for row in rows if row.stored not in there]
    for row in gone:
        note_check(row, GONE, "destroyed")
    return len(gone)


def _tell(row: EvidenceFile, fault: str) -> None:
    detail = {"file": str(row.pk), "exhibit": str(row.exhibit_id), "fault": fault}
    record(
        action="exhibit.file_fault", by=None, subject=row.case_id, owners=[row.owner], detail=detail
    )
    accounts = {
        *accounts_with(row.case, Permission.KEEP_EVIDENCE),
        *accounts_behind(row.exhibit.holder),
    }
    url = reverse("investigation:exhibit", args=[row.case_id, row.exhibit_id])
    send_notice(kind="exhibit_fault", url=url, to_accounts=accounts, urgent=True)
