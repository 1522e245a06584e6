"""Investigation at size: search, neighbourhoods and paths over a million entities with policies on;
then the rooms' own benchmarks (lists, names, sound, proofs), each a process of its own.

Run: `python benchmarks/investigation.py [entities]` with the owner's DATABASE_OWNER_URL; 1,050,000
unless told, with three statements to each. `--only graph` leaves the others out. The viewer sits in
20 of 200 cases, one of them with a third of all things; links prefer a few things, as calls do. The
database is dropped at the end. Ends with a code other than zero when a limit is missed.
"""

# Django must be set up before its models are imported.
# ruff: noqa: E402
from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

os.environ["DJANGO_SETTINGS_MODULE"] = "punte.config.settings_test"
os.environ.setdefault("PUNTE_TEST_DB", f"bench_investigation_{os.getpid()}")

import django

django.setup()

from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone

from benchmarks.analysis import questions
from punte.config.asgi import keep_what_stays
from punte.core.access.door import Viewer, acting_as
from punte.investigation.subjects.door import Origin, SourceKind, add_source
from punte.investigation.subjects.queries.graph import neighbours
from punte.investigation.subjects.queries.paths import shortest_path
from punte.investigation.subjects.queries.search import search_entities
from tests.support.cases import again, make_case
from tests.support.worlds import World, viewer

NUMBERS = [int(word.replace(",", "")) for word in sys.argv[1:] if word[0].isdigit()]
SIZE = NUMBERS[0] if NUMBERS else 1_050_000
THINGS, LINKS = SIZE * 3 // 7, SIZE * 4 // 7
CASES, MINE, ASKED = 200, 20, 200
OTHERS = ("linking", "exchange", "audio", "proofs")
# The first third of all things is in the largest case, the rest evenly in the others.
LARGE = THINGS // 3
# Rows are right by their making; to look up four keys for each would take most of the time.
NO_KEYS = """
DO $$ DECLARE k record; BEGIN
  FOR k IN SELECT conrelid::regclass AS t, conname FROM pg_constraint WHERE contype = 'f'
    AND conrelid::regclass::text IN
      ('investigation_entity', 'investigation_statement', 'investigation_selector')
  LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', k.t, k.conname); END LOOP;
END $$
"""
CASE_OF = """CASE WHEN n <= %(large)s THEN 0 ELSE 1 + (n - %(large)s) %% (%(cases)s - 1) END"""
FILL = (
    f"""
CREATE TEMP TABLE thing AS
SELECT n, md5('thing ' || n)::uuid AS id, {CASE_OF} AS place,
  (ARRAY['Person','Person','Person','Phone','Phone','Phone','Phone','Vehicle','BankAccount',
    'Address'])[1 + n %% 10] AS schema
FROM generate_series(1, %(things)s) n
""",
    "ANALYZE thing",
    """
CREATE TEMP TABLE tie AS
WITH ends AS (
  SELECT n, random() AS r, random() AS s, 1 + (n %% (%(cases)s - 1)) AS small,
    n %% 3 = 0 AS in_large, (%(things)s - %(large)s) / (%(cases)s - 1) AS each
  FROM generate_series(1, %(links)s) n
), chosen AS (
  SELECT n,
    CASE WHEN in_large THEN 1 + floor(%(large)s * r * r)
      ELSE %(large)s + (small - 1) + (%(cases)s - 1) * floor((each - 1) * r * r) END::int AS a,
    CASE WHEN in_large THEN 1 + floor(%(large)s * s)
      ELSE %(large)s + (small - 1) + (%(cases)s - 1) * floor((each - 1) * s) END::int AS b
  FROM ends
)
SELECT c.n, md5('tie ' || c.n)::uuid AS id, t.id AS tail, h.id AS head, t.place,
  CASE h.schema WHEN 'Address' THEN 'Sighting' ELSE 'Call' END AS schema,
  now() - c.n * interval '15 seconds' AS started
FROM chosen c JOIN thing t ON t.n = c.a JOIN thing h ON h.n = c.b
WHERE c.a <> c.b AND t.place = h.place
""",
    "ANALYZE tie",
    "ANALYZE place",
    """
INSERT INTO investigation_entity (id, case_id, owner, audiences, schema, caption, "group", tail_id,
  head_id, from_group, to_group, started_at, made_at, made_by_id)
SELECT t.id, c.id, c.owner, c.audiences, t.schema, 'Invented ' || t.n, t.id, NULL, NULL, NULL,
  NULL, NULL, now(), %(account)s FROM thing t JOIN place c ON c.n = t.place
UNION ALL
SELECT t.id, c.id, c.owner, c.audiences, t.schema, 'seen', t.id, t.tail, t.head, t.tail, t.head,
  t.started, now(), %(account)s FROM tie t JOIN place c ON c.n = t.place
""",
    """
INSERT INTO investigation_statement (id, case_id, owner, audiences, entity_id, prop, value,
  original, source_id, source_grade, info_grade, handling, made_at, made_by_id, withdrawn_why)
SELECT gen_random_uuid(), c.id, c.owner, c.audiences, x.id, coalesce(p.prop, 'p' || k),
  coalesce(p.value, 'value ' || x.n || ' ' || k), '', c.source,
  (ARRAY['A','B','B','C'])[1 + x.n %% 4], (ARRAY['1','2','3'])[1 + x.n %% 3],
  (ARRAY['H0','H0','H1'])[1 + x.n %% 3],
  now(), %(account)s, ''
FROM (
  SELECT id, n, place, schema, 4 AS most FROM thing
  UNION ALL SELECT id, n, place, schema, 2 FROM tie
) x JOIN place c ON c.n = x.place CROSS JOIN generate_series(1, x.most) k
LEFT JOIN LATERAL (
  SELECT 'kind' AS prop, (ARRAY['voice','sms','data'])[1 + x.n %% 3] AS value
    WHERE x.schema = 'Call' AND k = 1
  UNION ALL SELECT 'cell', 'cell ' || x.n %% 500 WHERE x.schema = 'Call' AND k = 2
  UNION ALL SELECT 'operator', 'Invented ' || x.n %% 4 WHERE x.schema = 'Phone' AND k = 1
  UNION ALL SELECT 'position', 45.5 + x.n %% 300 / 100.0 || ',' || 26.6 + x.n %% 350 / 100.0
    WHERE x.schema = 'Address' AND k = 1
) p ON true
""",
    """
INSERT INTO investigation_selector (id, case_id, owner, audiences, entity_id, kind, key)
SELECT gen_random_uuid(), c.id, c.owner, c.audiences, t.id, k.kind, k.key
FROM thing t JOIN place c ON c.n = t.place,
LATERAL (
  SELECT 'phone' AS kind, '+373' || lpad((t.n %% 60000000 + 20000000)::text, 8, '0') AS key
    WHERE t.schema = 'Phone'
  UNION ALL SELECT 'plate', 'XX' || t.n WHERE t.schema = 'Vehicle'
  UNION ALL SELECT 'account', 'INV' || t.n WHERE t.schema = 'BankAccount'
  UNION ALL SELECT 'name', chr(97 + t.n %% 26) || (t.n %% 900) WHERE t.schema = 'Person'
  UNION ALL SELECT 'name', 'of' || (t.n / 7 %% 5000) WHERE t.schema = 'Person'
) k
""",
)


@dataclass(frozen=True)
class Row:
    """One line of the table. limit: in ms, or None."""

    what: str
    median: float
    p95: float
    limit: float


@contextmanager
def role(name: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def fill() -> Viewer:
    """The cases by their own action, what is in them by plain SQL; who sits in MINE of them."""
    world = World()
    mine, strangers = world.investigator, [viewer(world.police, "investigator") for _ in range(9)]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE place (n int, id uuid, owner int, audiences int[], source uuid)"
        )
        for number in range(CASES):
            who = mine if number % (CASES // MINE) == 0 else strangers[number % 9]
            case, by = make_case(who, name=f"Invented {number}")
            source = calls(by, case.pk)
            cursor.execute(
                "INSERT INTO place VALUES (%s, %s, %s, %s, %s)",
                [number, case.pk, case.owner, case.audiences, source],
            )
        values = {
            "large": LARGE, "cases": CASES, "things": THINGS, "links": LINKS,
            "account": mine.account_id,
        }  # fmt: skip
        cursor.execute(NO_KEYS)
        for statement in FILL:
            cursor.execute(statement, values)
        cursor.execute("ANALYZE")
    return again(mine)


def calls(by: Viewer, case: UUID) -> UUID:
    """A source of call records."""
    origin = Origin("Invented", SourceKind.CALLS, timezone.now())
    with acting_as(by):
        return add_source(by=by, case_id=case, origin=origin, request_key=uuid4()).pk


def asked(by: Viewer, what: str, limit: float, questions: list[Callable[[], Any]]) -> Row:
    """Each question once, in a transaction of its own, after a few to warm up."""
    taken = []
    with role("punte_web"):
        for number, question in enumerate(questions):
            with acting_as(by):
                start = time.perf_counter()
                question()
                if number >= 10:
                    taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return Row(what, statistics.median(taken), taken[int(len(taken) * 0.95)], limit)


def graph() -> list[Row]:
    by = fill()
    # Here as where it is served: what was there before a question is no garbage.
    keep_what_stays()
    rng = random.Random(7)
    mine = _mine(by)
    ids = [rng.choice(mine) for _ in range(ASKED * 3)]
    large = [one for one in ids if one[1] <= LARGE] or ids
    pairs = [(large[n][0], large[-n - 1][0]) for n in range(min(ASKED, len(large) // 2))]
    return [
        asked(by, "search by a phone's number", 100,
              [lambda n=n: search_entities(by, f"+373{n % 60_000_000 + 20_000_000:08d}")
               for _id, n, schema in ids if schema == "Phone"][:ASKED]),
        asked(by, "search by a plate", 100,
              [lambda n=n: search_entities(by, f"XX{n}")
               for _id, n, schema in ids if schema == "Vehicle"][:ASKED]),
        asked(by, "search by an account", 100,
              [lambda n=n: search_entities(by, f"INV{n}")
               for _id, n, schema in ids if schema == "BankAccount"][:ASKED]),
        asked(by, "two hops from anywhere", 200,
              [lambda one=one: neighbours(by, [one[0]], hops=2) for one in ids[:ASKED]]),
        asked(by, "two hops from the most linked", 200,
              [lambda one=one: neighbours(by, [one], hops=2) for one in _hubs(ASKED)]),
        asked(by, "shortest path, at most 6 hops, in the largest case", 500,
              [lambda a=a, b=b: shortest_path(by, a, b) for a, b in pairs]),
        *(asked(by, what, 500, every)
          for what, every in questions(by, _hubs(ASKED), pairs).items()),
    ]  # fmt: skip


def _mine(by: Viewer) -> list[tuple[UUID, int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.id, t.n, t.schema FROM thing t JOIN place p ON p.n = t.place"
            " WHERE p.owner = ANY (%s) ORDER BY t.n",
            [list(by.audiences)],
        )
        return list(cursor.fetchall())


def _hubs(most: int) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tail FROM tie WHERE place = 0 GROUP BY 1 ORDER BY count(*) DESC LIMIT %s",
            [most],
        )
        return [row[0] for row in cursor.fetchall()]


def others() -> int:
    """The rooms' own benchmarks; how many of them missed a limit."""
    missed = 0
    for name in OTHERS:
        print(f"\n== {name}", flush=True)
        environment = {key: value for key, value in os.environ.items() if key != "PUNTE_TEST_DB"}
        done = subprocess.run([sys.executable, f"benchmarks/{name}.py"], env=environment)
        missed += done.returncode != 0
    return missed


def main() -> int:
    made = setup_databases(verbosity=0, interactive=False, serialized_aliases=())
    try:
        started = time.perf_counter()
        rows = graph()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT (SELECT count(*) FROM investigation_entity),"
                " (SELECT count(*) FROM investigation_statement)"
            )
            entities, statements = cursor.fetchone()
        print(
            f"{entities:,} entities, {statements:,} statements; load {os.getloadavg()[0]:.1f};"
            f" filled and asked in {time.perf_counter() - started:.0f} s"
        )
        for row in rows:
            met = "met" if row.p95 <= row.limit else "MISSED"
            print(
                f"{row.what:52} median {row.median:7.1f} ms  p95 {row.p95:7.1f} ms"
                f"  <= {row.limit:.0f}: {met}"
            )
    finally:
        teardown_databases(made, verbosity=0)
    missed = sum(row.p95 > row.limit for row in rows)
    if "--only" not in sys.argv:
        missed += others()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
