"""`python -m punte erase_ledger_payload`: lawful erasure from the log, by the owner's role."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from punte.core.errors import PunteError
from punte.core.ledger.erasures import erase_payload
from punte.core.ledger.models import Entry
from punte.core.ledger.sequencer import sequence_pending


class Command(BaseCommand):
    """Erases the content of entries; their places stay, and the log still verifies."""

    help = "Erase the content of log entries on a lawful ground. Needs PUNTE_ROLE=owner."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--entry", type=UUID, action="append", help="an entry; may be repeated")
        which.add_argument("--subject", type=UUID, help="all entries about one person")
        parser.add_argument("--ground", required=True, help="the legal ground, for the record")

    def handle(self, *args: Any, **options: Any) -> None:
        sequence_pending()
        wanted = options["entry"] or list(
            Entry.objects.filter(subject=options["subject"]).values_list("id", flat=True)
        )
        try:
            kept = erase_payload(entries=wanted, ground=options["ground"])
        except PunteError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"{len(wanted)} entries erased; recorded in {kept.id}.")
