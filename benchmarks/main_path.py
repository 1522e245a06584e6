"""Server time of the pages of the main path, through the web role with policies on.

Run: `./punte bench main_path --persons 1000000`, or `python benchmarks/main_path.py` with the
DATABASE_*_URL of a migrated database. An empty one is seeded first; a seeded one is used as it
is. Beside each page stand the same queries without policies, as the owner.
"""

# Django must be set up before its models are imported.
# ruff: noqa: E402
from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "punte.config.settings")
os.environ["PUNTE_ROLE"] = "web"
os.environ["PUNTE_DEMO"] = "1"

import django

django.setup()

import psycopg
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.pages import PAGES, Page, Visit
from benchmarks.processes import backend_memory, http_checks, memory_of, worker_memory
from punte.core.agencies.door import Account

MEDIAN_MS, P95_MS, RATIO = 50.0, 150.0, 1.3
WARM_UP, REPLAYS = 3, 15


@dataclass
class Result:
    """What was measured of one page: seconds, queries a request, replays with and without."""

    page: Page
    seconds: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)
    with_policies: list[float] = field(default_factory=list)
    without: list[float] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")

    @property
    def ratio(self) -> float | None:
        """With policies over without: sums of the medians of every visitor's queries."""
        return sum(self.with_policies) / sum(self.without) if sum(self.without) else None

    @property
    def median(self) -> float:
        """Milliseconds."""
        return statistics.median(self.seconds) * 1e3

    @property
    def p95(self) -> float:
        """Milliseconds."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(len(self.seconds) * 0.95))] * 1e3

    @property
    def met(self) -> tuple[bool, bool, bool]:
        """Median, p95 and ratio within their targets; nothing to compare counts as met."""
        ratio = self.ratio
        return self.median <= MEDIAN_MS, self.p95 <= P95_MS, ratio is None or ratio <= RATIO

    @property
    def well(self) -> bool:
        return all(self.met)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--persons", type=int, default=1_000_000, help="to seed when empty")
    parser.add_argument("--runs", type=int, default=60, help="requests measured of each page")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    options = parser.parse_args()
    seed(options.persons)
    owner = psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True)
    web = psycopg.connect(os.environ["DATABASE_WEB_URL"], autocommit=True)
    print(sizes(owner))
    wanted = [page for page in PAGES if options.only in page.name]
    print_head()
    results = []
    for page in wanted:
        results.append(measure(page, options.runs, web, owner))
        print_page(results[-1])
    print_slowest(results)
    print_memory(web)
    return 0 if all(result.well for result in results) else 1


def seed(persons: int) -> None:
    """In a process of its own: it works as the owner, this one as the web role."""
    command = [sys.executable, "-m", "punte", "seed_demo", f"--size={persons}"]
    environment = {**os.environ, "PUNTE_ROLE": "owner"}
    subprocess.run(command, check=True, env=environment)


def sizes(owner: psycopg.Connection[tuple[object, ...]]) -> str:
    """How many rows there are, and how large the database is."""
    counts = [
        f"{row[1]:,} {str(row[0]).removeprefix('protection_')}s"
        for row in owner.execute(
            "SELECT relname, reltuples::bigint FROM pg_class WHERE relname IN"
            " ('protection_person', 'protection_referral', 'protection_referral_event')"
            " ORDER BY 2"
        )
    ]
    size = owner.execute("SELECT pg_size_pretty(pg_database_size(current_database()))").fetchone()
    return f"{', '.join(counts)}; database {size[0] if size else '?'}; {os.cpu_count()} cores"


def measure(
    page: Page,
    runs: int,
    web: psycopg.Connection[tuple[object, ...]],
    owner: psycopg.Connection[tuple[object, ...]],
    replays: int = REPLAYS,
) -> Result:
    """Ask for one page as each of its visitors, in turns."""
    result = Result(page)
    visits = [visit for login in page.logins for visit in prepare(page, login)]
    if not visits:
        raise SystemExit(f"{page.name}: nobody to visit it")
    for visit in visits:
        for _ in range(WARM_UP):
            visit.ask()
    for turn in range(max(runs, len(visits))):
        visit = visits[turn % len(visits)]
        result.seconds.append(timed(visit.ask))
    for visit in visits:
        with CaptureQueriesContext(connection) as captured:
            visit.ask()
        replay(result, [q["sql"] for q in captured.captured_queries], web, owner, replays)
    return result


def prepare(page: Page, login: str) -> list[Visit]:
    """The signed-in visits of one person, each tried once."""
    client = Client(headers={"host": "localhost"})
    account = Account.objects.get(email=f"{login}@punte.demo")
    client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    return page.visits(client, account)


def timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def replay(
    result: Result,
    queries: list[str],
    web: psycopg.Connection[tuple[object, ...]],
    owner: psycopg.Connection[tuple[object, ...]],
    replays: int,
) -> None:
    """The page's own queries again: under the policies, and as the owner without them."""
    context = next((q for q in queries if "set_config('app.audiences'" in q), "")
    reads = [q for q in queries if q.startswith("SELECT") and "set_config" not in q]
    result.queries.append(len(queries))
    taken: dict[bool, list[list[float]]] = {True: [], False: []}
    for _ in range(replays):
        for guarded, link in ((True, web), (False, owner)):
            with link.transaction():
                if guarded and context:
                    link.execute(context)
                taken[guarded].append([timed(lambda q=q, c=link: c.execute(q)) for q in reads])
    medians = {
        guarded: [statistics.median(times) for times in zip(*runs, strict=True)]
        for guarded, runs in taken.items()
    }
    result.with_policies.append(sum(medians[True]))
    result.without.append(sum(medians[False]))
    result.slowest = max([result.slowest, *zip(medians[True], reads, strict=True)])


def print_head() -> None:
    head = f"{'page':<34}{'median':>9}{'p95':>9}{'queries':>9}{'ratio':>7}  ≤50  ≤150  ≤1.3"
    print(f"\n{head}\n{'-' * len(head)}", flush=True)


def print_page(result: Result) -> None:
    """One line, with a yes or no for each target."""
    words = "".join(f"{'yes' if one else 'NO':>6}" for one in result.met)
    ratio = f"{result.ratio:7.2f}" if result.ratio is not None else f"{'-':>7}"
    times = f"{result.median:7.1f}ms{result.p95:7.1f}ms"
    print(f"{result.page.name:<34}{times}{max(result.queries):9}{ratio}{words}", flush=True)


def print_slowest(results: Iterable[Result]) -> None:
    """The slowest single query of each page that has one over 10 ms."""
    for result in sorted(results, key=lambda r: -r.slowest[0]):
        if result.slowest[0] > 0.01:
            print(f"\n{result.page.name}: {result.slowest[0] * 1e3:.1f} ms\n  {result.slowest[1]}")


def print_memory(web: psycopg.Connection[tuple[object, ...]]) -> None:
    """Resident memory of each process, now and at its highest."""
    rows = [("this process (all pages asked)", memory_of(os.getpid()))]
    over_http, server = http_checks()
    rows += [("web (uvicorn), after the checks below", server), ("worker", worker_memory())]
    rows.append(("a database connection (with shared pages)", backend_memory(web)))
    print(f"\n{'process':<44}{'now':>10}{'highest':>10}")
    for name, (now, high) in rows:
        print(f"{name:<44}{now:>7} MB{high:>7} MB")
    print("\nover HTTP, in one uvicorn process:")
    for name, milliseconds in over_http:
        print(f"  {name:<42}{milliseconds:7.1f} ms")


if __name__ == "__main__":
    sys.exit(main())
