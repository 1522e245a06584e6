"""Reading files again against the digests of their intake. Runs as the worker."""

from __future__ import annotations

import time
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import Permission
from punte.core.files.door import StoredFile, about_of, check_file, forget_file
from punte.core.ledger.door import record
from punte.core.notices.door import send_notice
from punte.core.vault.door import Damaged
from punte.investigation.cases.door import accounts_with
from punte.investigation.evidence.actions.files import note_check
from punte.investigation.evidence.holders import accounts_behind
from punte.investigation.evidence.models import EvidenceFile, FileCheck
from punte.investigation.evidence.queries.files import GONE, is_gone, unchecked_since

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
    fault = fault_of(row)
    check = note_check(row, fault, why)
    if fault and (before is None or before.fault != fault):
        _tell(row, fault)
    return check


def fault_of(row: EvidenceFile) -> str:
    """ "missing", "altered", or "" when the bytes are what was taken in."""
    stored = StoredFile.objects.filter(id=row.stored).first()
    if stored is None:
        return "missing"
    fault = check_file(stored)
    if fault:
        return fault
    try:
        about = about_of(stored)
    except Damaged:
        return "altered"
    return "" if (about.sha256, about.sha512) == (row.sha256, row.sha512) else "altered"


@transaction.atomic
def destroy_files_of(exhibit_id: UUID) -> int:
    """Remove the bytes of a destroyed exhibit's files; their rows and digests stay."""
    done = 0
    for row in EvidenceFile.objects.filter(exhibit=exhibit_id, exhibit__state="destroyed"):
        if not is_gone(row):
            forget_file(row.stored)
            note_check(row, GONE, "destroyed")
            done += 1
    return done


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
