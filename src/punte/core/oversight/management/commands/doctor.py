"""`python -m punte doctor`: what is wrong inside, and how to mend it. `./punte doctor` runs it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from punte.core.oversight import doctor


class Command(BaseCommand):
    """Looks as the owner of the database; exit code 1 when anything is wrong."""

    help = "Look at server, tables, rights, keys, worker and ledger; say how to mend what is wrong."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--without-server",
            action="store_true",
            help="leave out what the launcher has looked at: version, locale, roles, clock",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        parts = [doctor.tables, doctor.keys, doctor.running, doctor.administered]
        if not options["without_server"]:
            parts.insert(0, doctor.server)
        try:
            wrong = sum(self._tell(finding) for part in parts for finding in part())
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {error}", returncode=1) from error
        if wrong:
            raise CommandError(f"Wrong: {wrong}.", returncode=1)

    def _tell(self, finding: doctor.Finding) -> bool:
        self.stdout.write(f"{'ok   ' if finding.well else 'WRONG'} {finding.text}")
        if not finding.well:
            self.stdout.write(f"      To mend it: {finding.mend}")
        return not finding.well
