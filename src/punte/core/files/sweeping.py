"""Removing what nothing points at any more. Runs as the worker, once a night."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from punte.core.files.models import StoredFile
from punte.core.files.stores import incoming, the_store
from punte.core.ledger.door import record

# Younger ones may belong to a transaction that has not ended yet.
GRACE = timedelta(days=1)
BATCH = 500

# Only what an erasure names: a missing key alone may be a restore that is not finished.
ERASED = """
DELETE FROM files_file f USING vault_erasure_request r
WHERE r.done_at IS NOT NULL
  AND (f.subject = ANY (r.subject || r.also) OR f.about = ANY (r.subject || r.also))
  AND NOT EXISTS (SELECT 1 FROM vault_key k WHERE k.subject = f.subject)
"""


@transaction.atomic
def sweep_files() -> dict[str, int]:
    """Remove files of erased persons, blobs without a row, and unfinished ones; says how many."""
    with connection.cursor() as cursor:
        cursor.execute(ERASED)
        swept = {"erased": cursor.rowcount, "orphans": _sweep_blobs(), "unfinished": _sweep_parts()}
    if any(swept.values()):
        record(action="file.sweep", by=None, detail=swept)
    return swept


@transaction.atomic
def forget_file(file_id: UUID) -> bool:
    """Remove one kept file that has done its service; whether it was there. The worker alone may.

    Its bytes go with the next sweep.
    """
    done, _of_each = StoredFile.objects.filter(id=file_id).delete()
    if done:
        record(action="file.forget", by=None, detail={"file": str(file_id)})
    return bool(done)


def _sweep_blobs() -> int:
    store, swept, before = the_store(), 0, timezone.now() - GRACE
    old = (name for name, kept_at in store.names() if kept_at < before)
    while names := list(islice(old, BATCH)):
        named = StoredFile.objects.filter(blob__in=names).values_list("blob", flat=True)
        for name in set(names) - set(named):
            store.delete(name)
            swept += 1
    return swept


def _sweep_parts() -> int:
    swept = 0
    for path in _old_parts():
        path.unlink(missing_ok=True)
        swept += 1
    return swept


def _old_parts() -> Iterator[Path]:
    before = timezone.now() - GRACE
    for path in incoming().glob("*.part"):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
            yield path
