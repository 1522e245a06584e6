"""How quickly the demo corridor is written, in a database of its own that is dropped at the end.

Run: `python benchmarks/seeding.py [persons ...]` with the owner's DATABASE_OWNER_URL.
"""

# Django must be set up before its models are imported.
# ruff: noqa: E402
from __future__ import annotations

import os
import sys
import time

os.environ["DJANGO_SETTINGS_MODULE"] = "punte.config.settings_test"
os.environ["PUNTE_TEST_DB"] = f"bench_seeding_{os.getpid()}"

import django

django.setup()

from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone

from punte.demo import seeding
from punte.demo.blocks import Order

SIZES = [int(size.replace(",", "")) for size in sys.argv[1:]] or [1000, 5000, 50_000]


def quiet(*_words: object) -> None:
    """Say nothing while the clock runs."""


def run(size: int) -> None:
    start = time.perf_counter()
    order = Order(size, 1, timezone.now())
    seeding.fill(order, workers=min(2, os.cpu_count() or 1), say=quiet, progress=quiet)
    took = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        weight = cursor.fetchone()[0]
    print(f"{size:>10,} persons{took:>9.1f} s{size / took:>9,.0f} a second{weight:>12}")
    broken = seeding.standing()
    if broken is not None:
        seeding.clear(broken)


def main() -> None:
    made = setup_databases(verbosity=0, interactive=False)
    try:
        for size in SIZES:
            run(size)
    finally:
        teardown_databases(made, verbosity=0)


if __name__ == "__main__":
    main()
