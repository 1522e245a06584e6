"""`python -m punte forget_unkeyed`: after a restore, delete what no key opens any more."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from punte.core.vault.holds import forget_with

TABLES = ("vault_item", "vault_token")


class Command(BaseCommand):
    """Runs as the owner of the database, who alone may delete rows of the vault."""

    help = "Delete sealed values and index rows of persons whose key is gone (after a restore)."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT subject FROM vault_item i WHERE NOT EXISTS "
                "(SELECT 1 FROM vault_key k WHERE k.subject = i.subject)"
            )
            for (subject,) in cursor.fetchall():
                forget_with(subject)
            for table in TABLES:
                # Django wraps the name of a table of ours; nothing here comes from outside.
                name = connection.ops.quote_name(table)
                cursor.execute(
                    f"DELETE FROM {name} t WHERE NOT EXISTS "  # noqa: S608
                    "(SELECT 1 FROM vault_key k WHERE k.subject = t.subject)"
                )
                self.stdout.write(f"{table}: {cursor.rowcount} rows deleted")
