"""Server time of the pages of assistance, through the web role with policies on.

Run: `./punte bench assistance --persons 1000000`, or `python benchmarks/assistance.py` with the
DATABASE_*_URL of a migrated database. It seeds and measures as `main_path` does; the targets are
those of a person who waits: p95 ≤ 300 ms for a page, ≤ 2 s for a case on paper.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable

import psycopg

# Sets Django up, which the other imports need.
from benchmarks.main_path import Result, measure, print_slowest, seed, sizes  # isort: skip
from benchmarks.help_pages import PAGES, PAPER

P95_MS, PAPER_MS, MANY_QUERIES = 300.0, 2000.0, 40
# A page has many visits here; a few replays of each tell the ratio.
REPLAYS = 3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--persons", type=int, default=1_000_000, help="to seed when empty")
    parser.add_argument("--runs", type=int, default=60, help="requests measured of each page")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    options = parser.parse_args()
    seed(options.persons)
    owner = psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True)
    web = psycopg.connect(os.environ["DATABASE_WEB_URL"], autocommit=True)
    print(f"{sizes(owner)}; {held(owner)}; load {load()}")
    print_head()
    results = []
    for page in PAGES:
        if options.only in page.name:
            results.append(measure(page, options.runs, web, owner, REPLAYS))
            print_page(results[-1])
    print_slowest(results)
    print(f"\nload at the end {load()}")
    return 0 if all(within(result) for result in results) else 1


def held(owner: psycopg.Connection[tuple[object, ...]]) -> str:
    """How many rows of assistance there are."""
    names = ("file", "plan", "service", "appointment", "task", "offer")
    counts: Iterable[tuple[object, ...]] = owner.execute(
        "SELECT relname, greatest(reltuples, 0)::bigint FROM pg_class WHERE relname = ANY (%s)"
        " ORDER BY 2 DESC",
        [[f"protection_{name}" for name in names]],
    )
    return ", ".join(f"{n:,} {str(name).removeprefix('protection_')}s" for name, n in counts)


def load() -> str:
    """Processes that wanted a core in the last minute: more than there are cores, and the times
    are those of a machine that does other work too.
    """
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def limit(result: Result) -> float:
    """Milliseconds."""
    return PAPER_MS if result.page.name.startswith(PAPER) else P95_MS


def within(result: Result) -> bool:
    return result.p95 <= limit(result) and max(result.queries) <= MANY_QUERIES


def print_head() -> None:
    head = f"{'page':<44}{'median':>9}{'p95':>9}{'limit':>9}{'queries':>9}{'ratio':>7}  met"
    print(f"\n{head}\n{'-' * len(head)}", flush=True)


def print_page(result: Result) -> None:
    """One line, with a yes or no."""
    ratio = f"{result.ratio:7.2f}" if result.ratio is not None else f"{'-':>7}"
    times = f"{result.median:7.1f}ms{result.p95:7.1f}ms{limit(result):7.0f}ms"
    met = "yes" if within(result) else "NO"
    print(f"{result.page.name:<44}{times}{max(result.queries):9}{ratio}{met:>5}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
