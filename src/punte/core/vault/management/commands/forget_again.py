"""`python -m punte forget_again`: after a restore, empty what was written about those erased."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from punte.core.vault.holds import forget_with


class Command(BaseCommand):
    """Runs as the owner of the database, after `forget_unkeyed` and with all constraints back."""

    help = "Empty the texts about persons whose key is gone (after a restore)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('vault_unkeyed')")
            if cursor.fetchone()[0] is None:
                return
            cursor.execute("SELECT subject FROM vault_unkeyed ORDER BY subject")
            subjects = [subject for (subject,) in cursor.fetchall()]
            for subject in subjects:
                forget_with(subject)
            cursor.execute("DROP TABLE vault_unkeyed")
        self.stdout.write(f"{len(subjects)} forgotten again")
