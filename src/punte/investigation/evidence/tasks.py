"""The room's work in the background."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from punte.investigation.evidence import checking
from punte.investigation.evidence.models import EvidenceFile


@app.periodic(cron="23 1,13 * * *")
@app.task(name="evidence.check_due", queue="default", queueing_lock="evidence.check_due")
def check_due(timestamp: int) -> int:
    """Twice a day: read again the files whose last check is too old; how many were read."""
    return checking.check_due()


@app.task(name="evidence.check_file", queue="default")
def check_file(file_id: str, why: str) -> str:
    """Read one file again, after it was opened; what was found."""
    row = EvidenceFile.objects.filter(pk=UUID(file_id)).first()
    return checking.check_one(row, why).fault if row else "missing"


@app.task(name="evidence.destroy_files", queue="default")
def destroy_files(exhibit_id: str) -> int:
    """Remove the bytes of a destroyed exhibit; how many files there were."""
    return checking.destroy_files_of(UUID(exhibit_id))
