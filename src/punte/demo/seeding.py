"""Filling an empty database with the corridor: agencies, histories, log, funnel, list of logins."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection, connections, transaction
from django.utils import timezone

from punte.core.agencies.door import Account
from punte.core.ledger.door import make_months, sequence_pending
from punte.core.vault.keyring import index_key, master_key
from punte.demo.agencies import create
from punte.demo.blocks import YEARS, Order, Writer
from punte.demo.cast import CAST
from punte.demo.corridor import Corridor
from punte.demo.investigations import write_investigations
from punte.demo.loading import bring_back, copy, indexes_and_constraints, take_away
from punte.demo.models import Seeding
from punte.demo.offers import write_offers
from punte.demo.reading import read_corridor
from punte.demo.rows import TABLES
from punte.protection.funnel.door import count_again

LARGE = 15_000  # from here on it pays to load without indexes
LOG_BATCH = 20_000
# What a broken-off filling leaves behind. Sign-in tables that point at accounts go with them.
CLEARED = (
    *TABLES, "ledger_pending", "ledger_leaf", "ledger_node", "ledger_checkpoint",
    "ledger_erasure", "ledger_check", "protection_offer",
    "notices_preferences", "access_seat",
    "agencies_invitation", "agencies_membership_desks", "agencies_membership", "agencies_desk",
    "agencies_agency", "agencies_account", "agencies_jurisdiction", "demo_seeding",
)  # fmt: skip
# Delivered with the schema, but emptied together with the accounts that may change them.
DELIVERED = ("investigation_measure_rule", "protection_approval_rule")
Say = Callable[[str], None]
# What a worker process needs, made once when it starts.
_worker: tuple[Writer, psycopg.Connection[Any]] | None = None


def standing() -> Seeding | None:
    """The last filling, finished or broken off; None in a database that never saw one."""
    return Seeding.objects.order_by("-id").first()


def holds_real_people() -> bool:
    """Whether someone works here who is not of a demo."""
    return Account.objects.filter(demo=False).exists()


def clear(broken: Seeding) -> None:
    """Undo a filling that was broken off: rows away, indexes and constraints back."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in DELIVERED:
            cursor.execute(f"CREATE TEMP TABLE kept_{table} ON COMMIT DROP AS TABLE {table}")
        cursor.execute(f"TRUNCATE {', '.join(CLEARED)} CASCADE")
        for table in DELIVERED:
            cursor.execute(f"INSERT INTO {table} TABLE kept_{table}")
    missing = set(broken.aside) - {aside.add for aside in indexes_and_constraints()}
    for add in broken.aside:
        if add in missing:
            bring_back(add)


def fill(order: Order, *, workers: int, say: Say, progress: Callable[[int, int], None]) -> None:
    """Fill an empty database; `progress` is told how many of how many persons are in."""
    asides = indexes_and_constraints() if order.size >= LARGE else []
    mark = Seeding.objects.create(
        size=order.size, seed=order.seed, aside=[aside.add for aside in asides]
    )
    take_away(asides)
    corridor = read_corridor(create(order.seed))
    write_offers(corridor, order.seed)
    make_months((order.now - YEARS).date(), (order.now + timedelta(days=90)).date())
    done = 0
    for count in _written(order, corridor, workers):
        done += count
        progress(done, order.size)
    for number, aside in enumerate(asides, 1):
        say(f"index {number} of {len(asides)}: {aside.table}")
        bring_back(aside.add)
    say("cases")
    with connection.cursor() as cursor:
        # What a crash would lose is not finished, and cleared away by the next filling.
        cursor.execute("SET synchronous_commit TO off")
    write_investigations(order)
    finish(say)
    mark.finished = timezone.now()
    mark.save(update_fields=["finished"])
    write_logins()


def _written(order: Order, corridor: Corridor, workers: int) -> Iterator[int]:
    """Write all blocks, here or in so many processes; yields the persons of each when it is in."""
    keys = {"master": master_key(), "index": index_key()}
    parameters = connection.get_connection_params()
    given = (order, corridor, keys, _plain(parameters))
    if workers <= 1:
        _start(*given)
        try:
            yield from map(_write_block, range(order.blocks))
        finally:
            _stop()
        return
    # A forked process must not share a connection with its parent.
    connections.close_all()
    context = multiprocessing.get_context("fork")
    with context.Pool(workers, initializer=_start, initargs=given) as pool:
        yield from pool.imap_unordered(_write_block, range(order.blocks))


def _plain(parameters: dict[str, Any]) -> dict[str, Any]:
    """How to reach the database, without what is Django's own."""
    wanted = {"dbname", "user", "password", "host", "port", "options", "sslmode", "sslrootcert"}
    return {key: value for key, value in parameters.items() if key in wanted and value}


def _start(
    order: Order, corridor: Corridor, keys: dict[str, bytes], parameters: dict[str, Any]
) -> None:
    global _worker
    link = psycopg.connect(**parameters, autocommit=True)
    link.execute("SET timezone = 'UTC'")
    _worker = Writer(order, corridor, **keys), link


def _stop() -> None:
    global _worker
    if _worker is not None:
        _worker[1].close()
    _worker = None


def _write_block(block: int) -> int:
    if _worker is None:
        raise RuntimeError("a block is written after _start alone")
    writer, link = _worker
    sheet = writer.write(block)
    copy(link, sheet)
    return sheet.count("protection_person")


def finish(say: Say) -> None:
    """The signed log, the planner's statistics, and the funnel's counts, which need those."""
    say("sealing the log")
    sequence_pending(batch=LOG_BATCH)
    with connection.cursor() as cursor:
        say("statistics")
        cursor.execute("ANALYZE")
    say("counting the funnel")
    count_again()


def write_logins() -> None:
    """The list of people to log in as, for the launcher to show."""
    width = max(len(player.email) for player in CAST)
    lines = [f"Everybody's password is {settings.DEMO_PASSWORD}; all people are invented.", ""]
    lines += [f"  {player.email:<{width}}  {player.role:<16} {player.name}" for player in CAST]
    path = settings.PUNTE_HOME / "demo_logins.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
