"""Import of an HTCDS file and streamed exports, in a database of their own.

Run: `python benchmarks/interchange.py [rows in] [rows out]` with the owner's DATABASE_OWNER_URL;
200,000 and 1,000,000 unless told. One row in fifty of the file is bad. What is brought in is filled
up with plain rows to the number that goes out. Each step is a process of its own, with policies
on: the worker's role for the import, the web's for the exports. The memory is the highest that the
process held. The database is dropped at the end. Ends with a code other than zero when a limit is
missed.
"""

# Django must be set up before its models are imported.
# ruff: noqa: E402
from __future__ import annotations

import csv
import io
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import UUID, uuid4

os.environ["DJANGO_SETTINGS_MODULE"] = "punte.config.settings_test"
STEP = sys.argv[1:2] == ["step"]
if not STEP:
    os.environ["PUNTE_TEST_DB"] = f"bench_interchange_{os.getpid()}"

import django

django.setup()

from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from benchmarks.processes import memory_of
from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Membership, viewer_for
from punte.core.files.door import streamed
from punte.protection.interchange.actions.exports import Order, check_order
from punte.protection.interchange.actions.imports import (
    Choice,
    Upload,
    begin_import,
    choose_columns,
    start_import,
)
from punte.protection.interchange.exporting import Selection
from punte.protection.interchange.models import ImportRun
from punte.protection.interchange.tasks import STEPS
from punte.protection.interchange.views.exports import pieces_of
from punte.protection.persons.door import Person
from tests.support.worlds import World

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
SELECT gen_random_uuid(), n %% 60, 10000000 + n, %s, %s, 'adult', 'female', 'MD', 'ro', 'Test',
  'MD', 'labour', '{poor_rural}', 'presumed', now() - n * interval '1 minute', now(), true, %s,
  ARRAY[%s]
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


class Part(NamedTuple):
    """What a step took, its own work, the most megabytes it held; what came out of it."""

    seconds: float
    work: float
    memory: int
    size: int = 0
    lines: int = 0


class Line(NamedTuple):
    what: str
    measured: str
    limit: str = ""
    met: bool = True


@contextmanager
def role(name: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def in_own_process(*step: object) -> Part:
    command = [sys.executable, __file__, "step", *map(str, step)]
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Part(*json.loads(ran.stdout.splitlines()[-1]))


def step(name: str, key: str) -> Part:
    """A step of the worker by the run's id, or an export of that form by the account's."""
    connection.settings_dict["NAME"] = connection.settings_dict["TEST"]["NAME"]
    start, given = time.perf_counter(), (0, 0)
    if name in STEPS:
        with role("punte_worker"):
            STEPS[name](UUID(key))
    else:
        given = export(name, viewer_for(Membership.objects.get(account_id=key)))
    seconds, (_now, most) = time.perf_counter() - start, memory_of(os.getpid())
    return Part(round(seconds, 1), round(time.process_time(), 1), most, *given)


def export(form: str, by: Viewer) -> tuple[int, int]:
    """Bytes and lines that come out. A spreadsheet takes no more than what was brought in."""
    order = Order(form, Selection("potential" if form == "xlsx" else ""), "measured by a benchmark")
    size = lines = 0
    with role("punte_web"):
        with acting_as(by):
            count = check_order(by, order).count()
        request: Any = SimpleNamespace(viewer=by)
        for piece in streamed(request, by, pieces_of(request, order)):
            size, lines = size + len(piece), lines + piece.count(b"\n")
    return size, count if form == "xlsx" else lines - (form == "csv")


def import_all(by: Viewer, count: int) -> Iterator[Line]:
    """Look, check and bring, as three jobs of the worker."""
    data = invented(count)
    upload = Upload(name="invented.csv", head=data[:8], chunks=[data])
    with acting_as(by):
        run = begin_import(by=by, source="bench", upload=upload, request_key=uuid4())
    yield line(f"columns of {count:,} rows", in_own_process("look", run.id))
    columns = ImportRun.objects.get(id=run.id).columns
    with acting_as(by):
        choices = [Choice(column["field"], column["order"]) for column in columns]
        choose_columns(by=by, run=run.id, choices=choices)
    yield line(f"dry run of {count:,} rows", in_own_process("check", run.id))
    with acting_as(by):
        start_import(by=by, run=run.id)
    brought = in_own_process("bring", run.id)
    run.refresh_from_db()
    whole = run.state == "done" and run.good + run.bad == count and run.bad == -(-count // 50)
    said = f"{run.good:,} in, {run.bad:,} rejected, {run.alike:,} alike"
    met = whole and brought.seconds <= IN_SECONDS
    yield line(f"import of {count:,} rows ({said})", brought)._replace(
        limit=f"≤ {IN_SECONDS} s", met=met
    )


def export_all(by: Viewer, count: int) -> Iterator[Line]:
    """All persons of an agency in each form; the spreadsheet as many as it takes."""
    brought = Person.objects.count()
    agency = [by.jurisdiction, by.agency_id, by.agency_audience, by.agency_audience]
    with connection.cursor() as cursor:
        cursor.execute(FILL, [*agency, count - brought])
        cursor.execute("VACUUM ANALYZE")
    for form in ("csv", "jsonl", "xlsx"):
        took, rows = in_own_process(form, by.account_id), brought if form == "xlsx" else count
        what = f"export of {took.lines:,} rows as {form} ({took.size / 1e6:,.0f} MB)"
        met = took.memory <= OUT_MEGABYTES and took.lines == rows
        yield line(what, took)._replace(limit=f"≤ {OUT_MEGABYTES} MB", met=met)


def line(what: str, part: Part) -> Line:
    return Line(what, f"{part.seconds:.1f} s ({part.work:.1f} CPU), {part.memory} MB")


def main() -> int:
    rows_in, rows_out = (
        int(text.replace(",", "")) for text in (*sys.argv[1:3], "200000", "1000000")[:2]
    )
    made = setup_databases(verbosity=0, interactive=False)
    good = True
    try:
        by = World().supervisor
        print(f"{'what':<78} {'measured':>32} {'limit':>10}  met")
        for every in (import_all(by, rows_in), export_all(by, rows_out)):
            for what, measured, limit, met in every:
                said = ("yes" if met else "NO") if limit else ""
                print(f"{what:<78} {measured:>32} {limit:>10}  {said}", flush=True)
                good = good and met
    finally:
        teardown_databases(made, verbosity=0)
    return int(not good)


if __name__ == "__main__":
    if STEP:
        print(json.dumps(step(*sys.argv[2:4])))
    else:
        sys.exit(main())
