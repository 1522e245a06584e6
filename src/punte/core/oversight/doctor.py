"""What `python -m punte doctor` looks at: server, tables, rights, keys, and what ought to run."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from punte.core.access.door import Guarded
from punte.core.ledger.door import log_key
from punte.core.vault.door import VaultError, index_key, prove_master_key

SERVING = ("punte_web", "punte_worker")
OLDEST_SERVER = 170000
MOST_SKEW = 5.0  # seconds
WORKER_SILENT = 60.0  # seconds without a heartbeat
WAITS_LONG = 300.0  # seconds an entry may wait for its place in the ledger
START_WORKER = "start it: `./punte serve`, or `./punte worker` on this machine."


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `mend` says what to do when it is not `well`."""

    well: bool
    text: str
    mend: str = ""


def server() -> Iterator[Finding]:
    """The server itself: version, encoding, letters, roles, clock."""
    number = int(_one("SHOW server_version_num"))
    yield Finding(
        number >= OLDEST_SERVER, f"PostgreSQL {_one('SHOW server_version')}", "upgrade it to 17."
    )
    encoding = _one("SHOW server_encoding")
    yield Finding(encoding == "UTF8", f"the encoding is {encoding}", "make the database with UTF8.")
    yield Finding(
        _one("SELECT lower('Ș') = 'ș' AND 'ПРИВЕТ' ILIKE 'привет'") is True,
        "upper and lower case are understood in Romanian and Cyrillic",
        "make the database with a UTF-8 locale, for instance builtin PG_UNICODE_FAST.",
    )
    skew = abs(float(_one("SELECT extract(epoch FROM clock_timestamp())")) - time.time())
    yield Finding(
        skew < MOST_SKEW,
        f"the database's clock differs from ours by {skew:.1f} s",
        "set both clocks by NTP.",
    )
    yield from _roles()


def _roles() -> Iterator[Finding]:
    weak = "NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB"
    for role in SERVING:
        rows = _rows(
            "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb"
            " FROM pg_roles WHERE rolname = %s",
            role,
        )
        if not rows:
            yield Finding(False, f"the role {role} is there", f"CREATE ROLE {role} LOGIN {weak};")
            continue
        yield Finding(
            not rows[0][0], f"{role} cannot bypass the policies", f"ALTER ROLE {role} {weak};"
        )


def tables() -> Iterator[Finding]:
    """Tables and rights: all migrated, guarded, and the ledger safe from those who serve."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield Finding(
        not plan,
        f"migrations wait: {_some(str(step) for step, _back in plan)}"
        if plan
        else "tables are up to date",
        "run `./punte serve`, or `python -m punte migrate`.",
    )
    if plan:
        return  # what follows would speak of tables that are not there yet
    bare = sorted(_guarded_tables() - _tables_with_policies())
    yield Finding(
        not bare,
        f"without policies: {_some(bare)}" if bare else "every guarded table has its policies",
        "stop Punte; run `python -m punte migrate`, or restore a backup.",
    )
    in_the_way = _rows(
        "SELECT 1 FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace"
        " WHERE extname = 'intarray' AND nspname = ANY (current_schemas(true))"
    )
    yield Finding(
        not in_the_way,
        "the extension intarray takes no operator's place",
        "DROP EXTENSION intarray; it is not needed, and lists get slow with it.",
    )
    yield from _ledger_rights()


def _guarded_tables() -> set[str]:
    return {m._meta.db_table for m in apps.get_models() if issubclass(m, Guarded)}


def _tables_with_policies() -> set[str]:
    """Tables where row security is on, that say who may select and insert, and are the owner's."""
    rows = _rows(
        "SELECT c.relname FROM pg_class c JOIN pg_policies p"
        " ON p.tablename = c.relname AND p.schemaname = 'public'"
        " WHERE c.relrowsecurity AND pg_get_userbyid(c.relowner) <> ALL (%s)"
        " AND 'punte_web' = ANY (p.roles) GROUP BY c.relname"
        " HAVING bool_or(p.cmd = 'SELECT') AND bool_or(p.cmd = 'INSERT')",
        list(SERVING),
    )
    return {str(name) for (name,) in rows}


def _ledger_rights() -> Iterator[Finding]:
    rows = _rows(
        "SELECT rolname, t FROM pg_roles, unnest(%s::text[]) t WHERE rolname = ANY (%s)"
        " AND (has_any_column_privilege(rolname, t, 'UPDATE')"
        " OR has_table_privilege(rolname, t, 'DELETE')"
        " OR has_table_privilege(rolname, t, 'TRUNCATE'))",
        ["ledger_entry", "ledger_leaf", "ledger_node", "ledger_checkpoint"],
        list(SERVING),
    )
    yield Finding(
        not rows,
        "who serves can add to the ledger and change nothing in it",
        " ".join(f"REVOKE UPDATE, DELETE, TRUNCATE ON {t} FROM {role};" for role, t in rows),
    )


def keys() -> Iterator[Finding]:
    """Keys: readable, and the master key fits what is sealed."""
    checks = {"master": prove_master_key, "index": index_key, "ledger": log_key}
    for name, check in checks.items():
        try:
            check()
        except (VaultError, ImproperlyConfigured) as error:
            mend = "put the right key back from the key escrow; change nothing else before that."
            yield Finding(False, f"the {name} key: {error}", mend)
        else:
            yield Finding(True, f"the {name} key is there and fits")


def running() -> Iterator[Finding]:
    """The worker, the ledger's queue, and the translations."""
    silent = _rows(
        "SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers"
    )
    heard = silent[0][0]
    alive = heard is not None and float(heard) < WORKER_SILENT
    count, waited = _rows(
        "SELECT count(*), coalesce(extract(epoch FROM now() - min(entry_at)), 0)"
        " FROM ledger_pending"
    )[0]
    late = float(waited) > WAITS_LONG
    if alive:
        yield Finding(True, f"the worker was heard {float(heard):.0f} s ago")
    else:
        waits = "and work waits for it" if count else "and nothing waits for it"
        yield Finding(not count, f"no worker runs, {waits}", START_WORKER)
    yield Finding(
        not late,
        f"{count} entries wait for their place in the ledger",
        f"look into worker.log: the oldest waits since {float(waited) / 60:.0f} minutes.",
    )
    stale = _stale_messages()
    yield Finding(
        not stale,
        f"translations are older than their source: {_some(stale)}"
        if stale
        else "translations are up to date",
        "python -m punte compile_messages",
    )


def administered() -> Iterator[Finding]:
    """Two administrators in each country: a rule on approvals changes only by two of them."""
    rows = _rows(
        "SELECT j.code, count(DISTINCT m.account_id) FROM agencies_jurisdiction j"
        " LEFT JOIN agencies_agency a ON a.jurisdiction_id = j.code AND a.active"
        " LEFT JOIN agencies_membership m"
        " ON m.agency_id = a.id AND m.role = 'administrator' AND m.state = 'active'"
        " GROUP BY j.code ORDER BY j.code"
    )
    if not rows:
        yield Finding(False, "nobody can sign in yet", "`./punte begin --help` says how to begin.")
    for country, count in rows:
        yield Finding(
            count >= 2,
            f"signed in as administrators of {country}: {count}",
            "let an administrator invite another, or run `./punte begin`.",
        )


def _stale_messages() -> list[str]:
    stale = []
    for folder in settings.LOCALE_PATHS:
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            made = source.with_suffix(".mo")
            if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
                stale.append(source.parent.parent.name)
    return stale


def _some(names: Iterable[str], most: int = 5) -> str:
    every = list(names)
    return ", ".join(every[:most]) + (f" and {len(every) - most} more" if len(every) > most else "")


def _rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return list(cursor.fetchall())


def _one(sql: str) -> Any:
    return _rows(sql)[0][0]
