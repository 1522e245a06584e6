"""`python -m punte forget_unkeyed`: after a restore, delete what no key opens any more."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

TABLES = ("vault_item", "vault_token")
# Whose key is gone, for `forget_again`: foreign keys, by which it finds texts, are not back yet.
REMEMBER = """
CREATE TABLE IF NOT EXISTS vault_unkeyed (subject uuid PRIMARY KEY);
REVOKE ALL ON vault_unkeyed FROM punte_web, punte_worker;
INSERT INTO vault_unkeyed SELECT DISTINCT subject FROM vault_item i
  WHERE NOT EXISTS (SELECT 1 FROM vault_key k WHERE k.subject = i.subject)
  ON CONFLICT DO NOTHING;
"""


class Command(BaseCommand):
    """Runs as the owner of the database, who alone may delete rows of the vault."""

    help = "Delete sealed values and index rows of persons whose key is gone (after a restore)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(REMEMBER)
            for table in TABLES:
                # Django wraps the name of a table of ours; nothing here comes from outside.
                name = connection.ops.quote_name(table)
                cursor.execute(
                    f"DELETE FROM {name} t WHERE NOT EXISTS "  # noqa: S608
                    "(SELECT 1 FROM vault_key k WHERE k.subject = t.subject)"
                )
                self.stdout.write(f"{table}: {cursor.rowcount} rows deleted")
