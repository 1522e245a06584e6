"""Call records into a case, in a database of their own.

Run: `python benchmarks/exchange.py [rows]` with the owner's DATABASE_OWNER_URL; 100,000 unless
told. One row in fifty is bad, one phone in ten stood in the case before. Each step is a process of
its own, with policies on, as the worker's role. The memory is the highest that the process held.
The database is dropped at the end. Ends with a code other than zero when a limit is missed.
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
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

os.environ["DJANGO_SETTINGS_MODULE"] = "punte.config.settings_test"
STEP = sys.argv[1:2] == ["step"]
if not STEP:
    os.environ["PUNTE_TEST_DB"] = f"bench_exchange_{os.getpid()}"

import django

django.setup()

from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from benchmarks.processes import memory_of
from punte.core.access.door import Viewer, acting_as
from punte.investigation.exchange.actions.imports import (
    Upload,
    begin_import,
    start_import,
    undo_import,
)
from punte.investigation.exchange.actions.mapping import Choice, Options, choose_columns
from punte.investigation.exchange.models import ListImport
from punte.investigation.exchange.tasks import STEPS
from punte.investigation.subjects.door import search_entities
from tests.support.cases import make_case
from tests.support.worlds import World

SECONDS = 60
HEAD = (
    "MSISDN",
    "Corespondent",
    "Directie",
    "Data apel",
    "Ora",
    "Durata",
    "Celula",
    "IMEI",
    "IMSI",
)
PHONES = 5000


def invented(count: int) -> bytes:
    """Records of phones that do not exist; every fiftieth row has something wrong."""
    rng = random.Random(11)
    phones = [f"0600{n:05d}" for n in range(PHONES)]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEAD)
    begin = datetime(2026, 1, 1)  # noqa: DTZ001
    for n in range(count):
        moment = begin + timedelta(seconds=n * 20 + rng.randint(0, 19))
        own = n % 40
        writer.writerow((
            phones[own], "anonim" if n % 50 == 0 else phones[rng.randint(40, PHONES - 1)],
            rng.choice(("in", "out")), f"{moment:%d.%m.%Y}", f"{moment:%H:%M:%S}",
            rng.randint(1, 900), f"259-01-{rng.randint(1, 400):04d}",
            f"3500000000{own:04d}", f"25901000000{own:04d}",
        ))  # fmt: skip
    return text.getvalue().encode()


class Part(NamedTuple):
    """What a step took, its own work, the most megabytes it held."""

    seconds: float
    work: float
    memory: int


@contextmanager
def role(name: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def in_own_process(act: str, run: UUID) -> Part:
    command = [sys.executable, __file__, "step", act, str(run)]
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Part(*json.loads(ran.stdout.splitlines()[-1]))


def step(act: str, run: str) -> Part:
    connection.settings_dict["NAME"] = connection.settings_dict["TEST"]["NAME"]
    start = time.perf_counter()
    with role("punte_worker"):
        STEPS[act](UUID(run))
    seconds, (_now, most) = time.perf_counter() - start, memory_of(os.getpid())
    return Part(round(seconds, 1), round(time.process_time(), 1), most)


def received(by: Viewer, case: UUID, data: bytes, title: str) -> ListImport:
    upload = Upload(kind="calls", title=title, name="invented.csv", chunks=[data])
    with acting_as(by):
        return begin_import(by=by, case_id=case, upload=upload, request_key=uuid4())


def brought(
    by: Viewer, case: UUID, data: bytes, title: str
) -> Iterator[tuple[str, Part, ListImport]]:
    """Look, check and bring, as three jobs of the worker."""
    run = received(by, case, data, title)
    yield "columns", in_own_process("look", run.pk), run
    run.refresh_from_db()
    choices = [Choice(column["field"], column["order"]) for column in run.columns]
    options = Options(zone=run.options["zone"], region=run.options["region"])
    with acting_as(by):
        choose_columns(by=by, case_id=case, run_id=run.pk, choices=choices, options=options)
    yield "dry run", in_own_process("check", run.pk), run
    with acting_as(by):
        start_import(by=by, case_id=case, run_id=run.pk)
    yield "import", in_own_process("bring", run.pk), run
    run.refresh_from_db()


def main() -> int:
    count = int((sys.argv[1:] or ["100000"])[0].replace(",", ""))
    made = setup_databases(verbosity=0, interactive=False)
    try:
        case, by = make_case(World().investigator)
        for _part in brought(by, case.pk, invented(PHONES // 10), "Before"):
            pass
        return measured(by, case.pk, count)
    finally:
        teardown_databases(made, verbosity=0)


def measured(by: Viewer, case: UUID, count: int) -> int:
    good = True
    for what, took, run in brought(by, case, invented(count), "Invented"):
        run.refresh_from_db()
        limit = SECONDS if what == "import" else 0
        whole = what != "import" or (run.state == "done" and run.good + run.bad == count)
        met = whole and (not limit or took.seconds <= limit)
        good = good and met
        said(f"{what} of {count:,} call records", took, f"≤ {limit} s" if limit else "", met)
    print(
        f"{run.good:,} in, {run.bad:,} rejected and listed; {run.made:,} new, {run.known:,} known,"
        f" {run.links:,} links, {run.statements:,} statements"
    )
    with acting_as(by):
        start = time.perf_counter()
        found = search_entities(by, "060000001").entities
        print(f"search of one number: {1000 * (time.perf_counter() - start):.0f} ms, {len(found)}")
        undo_import(by=by, case_id=case, run_id=run.pk, reason="measured by a benchmark")
    said("undoing of all of it", in_own_process("undo", run.pk))
    return int(not good)


def said(what: str, took: Part, limit: str = "", met: bool = True) -> None:
    figures = f"{took.seconds:.1f} s ({took.work:.1f} CPU), {took.memory} MB"
    print(
        f"{what:<50} {figures:>32} {limit:>8}  {('yes' if met else 'NO') if limit else ''}",
        flush=True,
    )


if __name__ == "__main__":
    if STEP:
        print(json.dumps(step(*sys.argv[2:4])))
    else:
        sys.exit(main())
