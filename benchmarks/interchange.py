"""Import of an HTCDS file and a streamed export, in a database of its own.

Run: `python benchmarks/interchange.py [rows in] [rows out]` with the owner's DATABASE_OWNER_URL;
200,000 and 1,000,000 unless told. The file is read and written as the worker with policies on,
one row in fifty is bad; the export is read as the web role. The database is dropped at the end.
Ends with a code other than zero when a limit is missed.
"""

# Django must be set up before its models are imported.
# ruff: noqa: E402
from __future__ import annotations

import csv
import io
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

os.environ["DJANGO_SETTINGS_MODULE"] = "punte.config.settings_test"
os.environ["PUNTE_TEST_DB"] = f"bench_interchange_{os.getpid()}"

import django

django.setup()

from django.db import connection, transaction
from django.test.utils import setup_databases, teardown_databases

from punte.core.access.door import Viewer, acting_as
from punte.protection.interchange import background
from punte.protection.interchange.actions.imports import (
    Choice,
    Upload,
    begin_import,
    choose_columns,
    start_import,
)
from punte.protection.interchange.exporting import Selection, columns_out, going
from punte.protection.interchange.models import ImportRun
from punte.protection.interchange.writers import csv_bytes, several_fields
from tests.support.worlds import World, viewer

IN = int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 200_000
OUT = int(sys.argv[2].replace(",", "")) if len(sys.argv) > 2 else 1_000_000
IN_SECONDS, OUT_MEGABYTES = 180, 300
HEAD = (
    "pun_SourceId", "prs_FirstName", "prs_SecondName", "prs_Birthdate", "prs_Gender",
    "prs_MobilePhone", "prs_IdentityNumber", "prs_Citizenship", "prs_PrimaryLanguage",
    "vic_TraffickingStatus", "vic_TypeOfExploitation", "vic_MethodsOfControl",
    "vic_MethodOfRecruitment", "cas_Status", "cas_IncomingReferralDate", "hte_City", "con_Consent",
)  # fmt: skip
FILL = """
INSERT INTO protection_person (id, plant, number, jurisdiction, agency_id, age_band, sex,
  nationality, language, district, found_in, exploitation, risk_factors, status, notified_at,
  changed_at, synthetic, owner, audiences)
SELECT gen_random_uuid(), n %% 60, 100000 + n, %s, %s, 'adult', 'female', 'MD', 'ro', 'Test', 'MD',
  'labour', '{poor_rural}', 'presumed', now() - n * interval '1 minute', now(), true, %s, ARRAY[%s]
FROM generate_series(1, %s) n
"""


def invented(count: int) -> bytes:
    """A file of people who do not exist; every fiftieth row has something wrong."""
    rng = random.Random(7)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEAD)
    names = [
        f"Test{chr(97 + a)}{chr(97 + b)}{chr(97 + c)}"
        for a in range(26)
        for b in range(26)
        for c in range(4)
    ]
    for n in range(count):
        born = f"{rng.randint(1960, 2007)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        if n % 50 == 0:
            born = "31/31/1990"
        writer.writerow((
            f"case-{n}", rng.choice(names), rng.choice(names), born,
            rng.choice(("Feminine", "Masculine")), f"+4900000{n:06d}", f"DEMO{n:08d}", "MD", "ron",
            "PossibleVictimOfTrafficking", rng.choice(("ForcedLabour", "SexualExploitation")),
            "DebtBondage;TakesEarnings", "AtWork", "Active", "2025-03-04", "Sampletown", "true",
        ))  # fmt: skip
    return text.getvalue().encode()


@contextmanager
def role(name: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def seconds(act: Callable[[], Any]) -> tuple[float, str]:
    """How long it took, and in words beside it what this process itself worked: on a machine with
    other work the two part.
    """
    start, own = time.perf_counter(), time.process_time()
    act()
    took = time.perf_counter() - start
    return took, f"{took:.1f} s ({time.process_time() - own:.1f} CPU)"


def import_all(by: Viewer) -> list[tuple[str, str, str, bool]]:
    """Look, check and bring, as three jobs of the worker."""
    data = invented(IN)
    upload = Upload(name="invented.csv", head=data[:8], chunks=[data])
    with acting_as(by):
        run = begin_import(by=by, source="bench", upload=upload, request_key=uuid4())
    with role("punte_worker"):
        look = seconds(lambda: background.look_at(run.id))
    columns = ImportRun.objects.get(id=run.id).columns
    with acting_as(by):
        choices = [Choice(column["field"], column["order"]) for column in columns]
        choose_columns(by=by, run=run.id, choices=choices)
    with role("punte_worker"):
        check = seconds(lambda: background.check_all(run.id))
    with acting_as(by):
        start_import(by=by, run=run.id)
    with role("punte_worker"):
        brought = seconds(lambda: background.bring_all(run.id))
    run.refresh_from_db()
    whole = run.state == "done" and run.good + run.bad == IN and run.bad == -(-IN // 50)
    said = f"{run.good:,} in, {run.bad:,} rejected, {run.alike:,} alike"
    return [
        (f"columns of {IN:,} rows", look[1], "", True),
        (f"dry run of {IN:,} rows", check[1], "", True),
        (f"import of {IN:,} rows ({said})", brought[1], f"≤ {IN_SECONDS} s",
         brought[0] <= IN_SECONDS and whole),
    ]  # fmt: skip


def export_all(by: Viewer) -> list[tuple[str, str, str, bool]]:
    """All persons of an agency as CSV; the memory is what the process grew by."""
    with connection.cursor() as cursor:
        agency = [by.jurisdiction, by.agency_id, by.agency_audience, by.agency_audience]
        cursor.execute(FILL, [*agency, OUT])
        cursor.execute("VACUUM ANALYZE")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, own, size, lines = time.perf_counter(), time.process_time(), 0, 0
    with role("punte_web"), transaction.atomic():
        by.bind()
        keys = columns_out(identity=False)
        for piece in csv_bytes(going(by, Selection()), keys, several_fields()):
            size, lines = size + len(piece), lines + piece.count(b"\n")
    took = f"{time.perf_counter() - start:.0f} s ({time.process_time() - own:.0f} CPU)"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    grew = peak - before / 1024
    return [
        (f"export of {lines - 1:,} rows ({size / 1e6:,.0f} MB of CSV)", took, "", True),
        ("memory of the process", f"{peak:.0f} MB (+{grew:.0f})", f"≤ {OUT_MEGABYTES} MB",
         peak <= OUT_MEGABYTES and lines - 1 == OUT),
    ]  # fmt: skip


def main() -> int:
    # The import holds its file in memory, so that the export is measured in a process of its own.
    out_only = len(sys.argv) > 3 and sys.argv[3] == "out"
    made = setup_databases(verbosity=0, interactive=False)
    try:
        world = World()
        rows = (
            export_all(viewer(world.unit, "supervisor"))
            if out_only
            else import_all(world.supervisor)
        )
    finally:
        teardown_databases(made, verbosity=0)
    print(f"{'what':<78} {'measured':>18} {'limit':>10}")
    for what, measured, limit, good in rows:
        print(f"{what:<78} {measured:>18} {limit:>10} {'' if good else 'MISSED'}")
    good = all(row[3] for row in rows)
    if not out_only:
        again = [sys.executable, *sys.argv[:1], str(IN), str(OUT), "out"]
        return subprocess.run(again, check=False).returncode or int(not good)
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
