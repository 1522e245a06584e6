"""The worker's counting: every cut and pair of cuts at once, and only what may be shown is kept.

The database adds up persons (they never leave it); here the counts of the periods are made from
those of their parts, small values are hidden, and waits become their middle and nine tenths.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from punte.algorithms.release import Counts, Hidden, hide, hide_line, small
from punte.core.database.staging import write_rows
from punte.protection.funnel.cuts import DIMS, STEPS
from punte.protection.funnel.models import FunnelRun

# Months; each period holds those before it.
PERIODS = [3, 12, 24, 60]
# Hours at which the buckets of waiting begin.
EDGES = [
    0, 1, 2, 4, 8, 12, 24, 48, 72, 120, 168, 240, 336, 504, 720, 1080, 1440, 2160, 4320, 8760,
]  # fmt: skip
FEWEST_FOR_MEDIAN, FEWEST_FOR_LATE = 5, 10
_LOCK = 724_601

Names = tuple[str, ...]
# By the values of one cut or two: periods × steps.
Values = dict[Names, Counts]
# By the names of the cuts.
Tables = dict[Names, Values]
Rows = Iterable[tuple[Any, ...]]


def count_again() -> int:
    """Count all from the persons; returns how many rows there are to show. For the worker."""
    began = time.monotonic()
    with transaction.atomic():
        _ask("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        made = _rewrite("protection_funnel_cross", "a va b vb shown", _crosses())
        _rewrite("protection_funnel_wait", "a va step median late", _waits())
        _rewrite("protection_funnel_out", "state reason shown", _outs())
        FunnelRun.objects.update_or_create(
            pk=1, defaults={"at": timezone.now(), "seconds": time.monotonic() - began}
        )
    return made


def _ask(query: str, values: list[Any]) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _rewrite(table: str, columns: str, rows: Rows) -> int:
    made = list(rows)  # before the connection is busy with writing them
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608 (our own tables)
    write_rows(table, ["period", "jurisdiction", *columns.split()], made)
    return len(made)


def _cut_of(dims: list[str], uncut: int, values: list[str | None]) -> tuple[Names, Names]:
    """The dimensions of a row, and its values. uncut: GROUPING's bits, the first dimension's the
    highest, set where the row is not cut by it.
    """
    cut = [n for n in range(len(dims)) if not uncut >> (len(dims) - 1 - n) & 1]
    return tuple(dims[n] for n in cut), tuple(values[n] or "" for n in cut)


def _crosses() -> Iterator[tuple[Any, ...]]:
    countries: dict[str, Tables] = defaultdict(lambda: defaultdict(dict))
    dims = list(DIMS)
    for country, band, uncut, values, steps in _ask(
        "SELECT * FROM protection_funnel_counts(%s)", [PERIODS]
    ):
        names, vals = _cut_of(dims, uncut, values)
        table = countries[country][names]
        counts = table.setdefault(vals, np.zeros((len(PERIODS), len(STEPS)), dtype=np.int64))
        counts[band:] += np.array(steps)
    for country, tables in countries.items():
        for place, period in enumerate(PERIODS):
            for cut, vals, shown in _shown(tables, place):
                a, b = (*cut, "", "")[:2]
                va, vb = (*vals, "", "")[:2]
                yield period, country, a, va, b, vb, shown


def _shown(tables: Tables, place: int) -> Iterator[tuple[Names, Names, list[int | None]]]:
    """What may be shown of one country in one period: the sums, then each cut, then each pair."""
    total = tables[()][()][place]
    if not total.any():
        return
    yield (), (), _values(total, small(total))
    of_one: dict[str, tuple[list[str], Hidden]] = {}
    for (dim,), table in ((cut, table) for cut, table in tables.items() if len(cut) == 1):
        names = sorted(vals[0] for vals in table)
        counts = np.array([table[name,][place] for name in names])
        hidden = hide_line(counts.T, small(total)).T
        of_one[dim] = names, hidden
        for name, row, hides in zip(names, counts, hidden, strict=True):
            if row.any():
                yield (dim,), (name,), _values(row, hides)
    for (a, b), table in ((cut, table) for cut, table in tables.items() if len(cut) == 2):
        (rows, rows_hidden), (columns, columns_hidden) = of_one[a], of_one[b]
        counts = np.zeros((len(STEPS), len(rows), len(columns)), dtype=np.int64)
        at_row, at_column = _places(rows), _places(columns)
        for (va, vb), values in table.items():
            counts[:, at_row[va], at_column[vb]] = values[place]
        hidden = hide(counts, rows_hidden.T, columns_hidden.T)
        for va, vb in table:
            here = (slice(None), at_row[va], at_column[vb])
            if counts[here].any():
                yield (a, b), (va, vb), _values(counts[here], hidden[here])


def _places(names: list[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def _values(counts: Counts, hidden: Hidden) -> list[int | None]:
    return [None if hides else n for n, hides in zip(counts.tolist(), hidden.tolist(), strict=True)]


def _waits() -> Iterator[tuple[Any, ...]]:
    dims = list(DIMS)[:-1]
    found: dict[tuple[Any, ...], Counts] = {}
    for country, band, uncut, values, step, bucket, n in _ask(
        "SELECT * FROM protection_funnel_wait_counts(%s, %s)",
        [PERIODS, [timedelta(hours=hours) for hours in EDGES]],
    ):
        names, vals = _cut_of(dims, uncut, values)
        key = (country, (*names, "")[0], (*vals, "")[0], step)
        counts = found.setdefault(key, np.zeros((len(PERIODS), len(EDGES)), dtype=np.int64))
        counts[band:, bucket - 1] += n
    for (country, dim, value, step), counts in found.items():
        for period, buckets in zip(PERIODS, counts, strict=True):
            if many := buckets.sum():
                median = hours_below(buckets, 0.5) if many >= FEWEST_FOR_MEDIAN else None
                late = hours_below(buckets, 0.9) if many >= FEWEST_FOR_LATE else None
                yield period, country, dim, value, step, median, late


def hours_below(buckets: Counts, share: float) -> float:
    """The hours below which a share of all waits lies, as far as the buckets of EDGES tell."""
    wanted = share * buckets.sum()
    reached = buckets.cumsum()
    place = int(np.searchsorted(reached, wanted))
    low = EDGES[place]
    high = EDGES[place + 1] if place + 1 < len(EDGES) else 2 * low
    before = reached[place] - buckets[place]
    return float(low + (high - low) * (wanted - before) / buckets[place])


def _outs() -> Iterator[tuple[Any, ...]]:
    found: dict[tuple[str, str, str], Counts] = {}
    for country, band, state, reason, n in _ask(
        "SELECT * FROM protection_funnel_out_counts(%s)", [PERIODS]
    ):
        counts = found.setdefault((country, state, reason), np.zeros(len(PERIODS), dtype=np.int64))
        counts[band:] += n
    for (country, state, reason), counts in found.items():
        for period, n, hides in zip(PERIODS, counts, small(counts), strict=True):
            if n:
                yield period, country, state, reason, None if hides else int(n)
