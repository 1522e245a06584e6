"""Appends a second, proofs and a whole check of the ledger, in a database of its own.

Run: `python benchmarks/ledger.py [entries]` with the owner's DATABASE_OWNER_URL; 1,000,000
entries unless told. Appending goes through `record` as the web role with policies on, one
transaction an entry; sealing and checking run as the worker. The database is dropped at the end.
"""

# Django must be set up before its models are imported.
# ruff: noqa: E402
from __future__ import annotations

import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "punte.config.settings_test"
os.environ["PUNTE_TEST_DB"] = f"bench_ledger_{os.getpid()}"

import django

django.setup()

from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from punte.algorithms.merkle import leaf_hash, parse_proof, verify_consistency, verify_proof
from punte.core.access.door import acting_as
from punte.core.ledger import keys
from punte.core.ledger.door import (
    Checkpoint,
    consistency_proof,
    inclusion_proof,
    log_key,
    newest_checkpoint,
    record,
    sequence_pending,
    verify,
)
from punte.core.ledger.models import Entry, Leaf
from tests.support.worlds import World

SIZE = int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 1_000_000
FILL = """
INSERT INTO ledger_entry
SELECT gen_random_uuid(), now() - n * interval '1 millisecond', 'person.read', n %% 3000, n %% 200,
  'service', gen_random_uuid(), jsonb_build_object('fields', jsonb_build_array('identity'), 'n', n),
  decode(md5(n::text), 'hex'), ARRAY[100 + n %% 200, 7] FROM generate_series(1, %s) n
"""
Row = tuple[str, str, str]


@contextmanager
def role(name: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    value = act()
    return time.perf_counter() - start, value


def spread(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    p95 = ordered[int(len(ordered) * 0.95)]
    return f"median {statistics.median(ordered) * 1e3:.2f} ms, p95 {p95 * 1e3:.2f} ms"


def appending(count: int = 3000) -> list[Row]:
    viewer = World().coordinator

    def one() -> None:
        with acting_as(viewer):
            record(action="person.read", by=viewer, detail={"fields": ["identity"]})

    with role("punte_web"):
        taken = [timed(one)[0] for _ in range(count)]
    rate = f"{count / sum(taken):,.0f} a second"
    return [("append, one transaction each", rate, spread(taken))]


def sealing() -> list[Row]:
    with connection.cursor() as cursor:
        filled, _ = timed(lambda: cursor.execute(FILL, [SIZE]))
        cursor.execute("VACUUM ANALYZE")
    with role("punte_worker"):
        taken, count = timed(sequence_pending)
    return [
        ("bulk load", f"{SIZE / filled:,.0f} a second", f"{filled:.1f} s"),
        ("seal (leaf, nodes, signature)", f"{count / taken:,.0f} a second", f"{taken:.1f} s"),
    ]


def proving(count: int = 500) -> list[Row]:
    head = newest_checkpoint()
    assert head is not None
    step = max(1, head.size // count)
    places = list(range(0, head.size, step))[:count]
    leaves = Leaf.objects.filter(index__in=places)
    entries = list(Entry.objects.filter(id__in=[leaf.entry_id for leaf in leaves]))
    key = log_key()
    made, checked = [], []
    for entry in entries:
        seconds, text = timed(lambda e=entry: inclusion_proof(e.id, entry=e))
        made.append(seconds)
        proof = parse_proof(text)
        leaf = leaf_hash(proof.extra or b"")
        checked.append(
            timed(lambda p=proof, x=leaf: verify_proof(p, x, key.name, [key], keys.verify))[0]
        )
    between = [timed(lambda h=old: consistent(h, head))[0] for old in Checkpoint.objects.all()]
    return [
        (f"inclusion proof at {head.size:,}: make", "", spread(made)),
        ("… check offline, signature too", "", spread(checked)),
        ("consistency proof: make and check", "", spread(between)),
    ]


def consistent(old: Checkpoint, new: Checkpoint) -> None:
    path = consistency_proof(old.size, new.size)
    assert verify_consistency(old.size, new.size, bytes(old.root), bytes(new.root), path)


def checking() -> list[Row]:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with role("punte_worker"):
        taken, report = timed(verify)
    assert report.sound, report.finding
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    rate = f"{report.size / taken:,.0f} a second"
    return [("verify everything", rate, f"{taken:.1f} s, peak memory +{grown:.0f} MB")]


def main() -> None:
    made = setup_databases(verbosity=0, interactive=False)
    try:
        for part in (appending, sealing, proving, checking):
            for what, rate, detail in part():
                print(f"{what:<44} {rate:>20}   {detail}", flush=True)
    finally:
        teardown_databases(made, verbosity=0)


if __name__ == "__main__":
    main()
