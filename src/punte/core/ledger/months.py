"""Partitions of the entries, one a month (UTC)."""

from __future__ import annotations

from datetime import date

from django.db import connection


def make_months(first: date, last: date) -> int:
    """Make the missing partitions from the month of `first` to that of `last`; returns how many.

    The worker does it months ahead; whoever loads old entries in bulk calls it before. Needs
    the worker's or owner's role.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_make_months(%s, %s)", [first, last])
        return int(cursor.fetchone()[0])
