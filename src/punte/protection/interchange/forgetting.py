"""A file that came in holds names outside the vault: it goes as soon as it has done its service."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from punte.core.files.door import forget_file
from punte.protection.interchange.models import ImportRun

AFTER_END, UNTOUCHED = timedelta(days=7), timedelta(days=30)


def forget_files(now: datetime) -> int:
    """Remove the files of runs done a week ago, or left alone for a month; returns how many."""
    ended = Q(state=ImportRun.State.DONE, moved_at__lt=now - AFTER_END)
    left = Q(moved_at__lt=now - UNTOUCHED)
    forgotten = 0
    for run in ImportRun.objects.filter(ended | left, file_id__isnull=False):
        assert run.file_id is not None
        with transaction.atomic():
            forget_file(run.file_id)
            run.file_id = None
            run.save(update_fields=["file_id"])
        forgotten += 1
    return forgotten
