"""`python -m punte verify_ledger`: is the log still what was signed?"""

from __future__ import annotations

import base64
import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection, transaction

from punte.core.errors import NotHere
from punte.core.ledger.keys import log_key
from punte.core.ledger.models import Entry
from punte.core.ledger.queries import inclusion_proof, newest_checkpoint
from punte.core.ledger.sequencer import sequence_pending
from punte.core.ledger.stamping import newest_stamp
from punte.core.ledger.verifier import verify


def see_snapshot(snapshot: str) -> None:
    """Let the rest of this transaction see what `pg_export_snapshot()` in another one saw."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SET TRANSACTION SNAPSHOT %s", [snapshot])
    except DatabaseError as error:
        raise CommandError(f"There is no snapshot {snapshot}.") from error


class Command(BaseCommand):
    """Verifies all entries; exit code 1 when something is not as it was signed."""

    help = "Verify the ledger, or print its head, key or a proof. Needs PUNTE_ROLE worker or owner."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--head-json", action="store_true", help="print size, root and note")
        parser.add_argument(
            "--stored", action="store_true", help="the head as it stands: seal nothing first"
        )
        parser.add_argument(
            "--snapshot", metavar="ID", help="the stored head as this exported snapshot sees it"
        )
        parser.add_argument("--key", action="store_true", help="print the key that checks the log")
        parser.add_argument("--proof", type=UUID, metavar="ENTRY_ID", help="write a .tlog-proof")
        parser.add_argument("--with-entry", action="store_true", help="put the entry into it")
        parser.add_argument(
            "--against",
            type=Path,
            action="append",
            default=[],
            metavar="NOTE",
            help="a checkpoint kept elsewhere, to compare with",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["key"]:
            self.stdout.write(log_key().vkey)
        elif options["head_json"]:
            if not (options["stored"] or options["snapshot"]):
                sequence_pending()
            self.stdout.write(json.dumps(self._head(options["snapshot"])))
        elif options["proof"]:
            self._write_proof(options["proof"], options["with_entry"])
        else:
            self._verify([self._read(path) for path in options["against"]])

    def _head(self, snapshot: str | None) -> dict[str, Any]:
        with transaction.atomic():
            if snapshot:
                see_snapshot(snapshot)
            head = newest_checkpoint()
        if head is None:
            return {"size": 0, "root": None, "note": None}
        root = base64.b64encode(bytes(head.root)).decode()
        return {"size": head.size, "root": root, "note": head.note}

    def _write_proof(self, entry_id: UUID, with_entry: bool) -> None:
        sequence_pending()
        entry = Entry.objects.filter(id=entry_id).first() if with_entry else None
        try:
            text = inclusion_proof(entry_id, entry=entry)
        except NotHere as error:
            raise CommandError(f"There is no entry {entry_id} in the tree.") from error
        path = Path(f"{entry_id}.tlog-proof")
        path.write_text(text, encoding="utf-8")
        self.stdout.write(str(path))

    def _read(self, path: Path) -> str:
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"The checkpoint {path} cannot be read: {error}.") from error

    def _verify(self, against: list[str]) -> None:
        sequence_pending()
        started = time.monotonic()
        report = verify(progress=self._progress, against=against)
        seconds = time.monotonic() - started
        self.stderr.write("")
        if report.finding:
            raise CommandError(report.finding.words, returncode=1)
        self.stdout.write(
            f"The ledger is as it was signed: {report.size:,} entries, {report.erased:,} of them "
            f"lawfully without content, {report.heads:,} checkpoints, {seconds:.1f} s."
        )
        if stamp := newest_stamp():
            self.stdout.write(
                f"Its first {stamp.size:,} entries were stamped by {stamp.authority} at "
                f"{stamp.at:%Y-%m-%d %H:%M:%S} UTC."
            )

    def _progress(self, done: int, size: int) -> None:
        share = 100 * done // size if size else 100
        self.stderr.write(f"\r{share:3d} % of {size:,} entries", ending="")
