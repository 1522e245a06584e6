"""Forgetting again what an old backup brought back."""

from __future__ import annotations

from uuid import UUID

from django.db import connection


def forget_again(subject: UUID) -> None:
    """Empty all texts about a person whose key is gone; runs as the owner, after a restore.

    A backup from before a decision does not know it; the keys do, which are kept apart. So texts
    go wherever the key went, also where two overseers had erased the identity alone.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT punte_forget_texts(%s, 'statistics')", [subject])
