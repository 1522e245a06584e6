"""One after the other, where there is no row that all may hold."""

from __future__ import annotations

from django.db import connection


def take_turn(what: str, key: object) -> None:
    """Wait until nobody else has the turn for this key, and have it until the transaction ends.

    what: a name of its own for what is done, so that turns of one room never hold up another's.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"turn {what} {key}"]
        )
