"""Two plain guarded tables, made for one test: records, and notes that hang on them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from punte.core.access.door import DataClass, Grant, Purpose, Viewer, give_grant
from punte.core.database.policies import guard
from punte.core.ids import new_id
from tests.support.database import as_role

RECORDS = "test_record"
NOTES = "test_note"
TABLES = f"""
CREATE TABLE {RECORDS} (
  id uuid PRIMARY KEY, owner int NOT NULL, audiences int[] NOT NULL, grants_end timestamptz);
CREATE TABLE {NOTES} (
  id uuid PRIMARY KEY, record uuid NOT NULL,
  owner int NOT NULL, audiences int[] NOT NULL, grants_end timestamptz);
"""


def owner_role() -> str:
    return str(connection.settings_dict["USER"])


def run(statement: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
    """Run one statement on the default connection; its rows, if it has any."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else []


def run_as_owner(statement: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
    with as_role(owner_role()):
        return run(statement, values)


def make_tables() -> None:
    """Create both tables with the policies that migrations use."""
    run(TABLES)
    for sql in (
        guard(RECORDS, kind="owned", record="id").sql,
        guard(NOTES, kind="owned", record="record", data_class="legal").sql,
    ):
        run(str(sql))


def add_record(owner: int, record: UUID | None = None) -> UUID:
    """A record of this owner that nobody else sees."""
    record = record or new_id()
    run_as_owner(f"INSERT INTO {RECORDS} VALUES (%s, %s, %s, NULL)", [record, owner, [owner]])
    return record


def add_note(record: UUID, owner: int) -> UUID:
    note = new_id()
    run_as_owner(
        f"INSERT INTO {NOTES} VALUES (%s, %s, %s, %s, NULL)", [note, record, owner, [owner]]
    )
    return note


def sees(viewer: Viewer, table: str = RECORDS) -> int:
    """How many rows of the table the viewer sees."""
    viewer.bind()
    return int(run(f"SELECT count(*) FROM {table}")[0][0])


def open_to(
    audience: int,
    *,
    by: Viewer,
    record: UUID,
    classes: tuple[DataClass, ...] = (DataClass.OPERATIONAL,),
    source_id: UUID | None = None,
    ends_at: datetime | None = None,
) -> Grant:
    """Open a record of the viewer's agency to an audience, for an hour unless told otherwise."""
    by.bind()
    return give_grant(
        by=by,
        record=record,
        owner=by.agency_audience,
        audience=audience,
        classes=classes,
        purpose=Purpose.SERVICE,
        source="test",
        source_id=source_id or new_id(),
        ends_at=ends_at or timezone.now() + timedelta(hours=1),
    )


def let_pass(**span: float) -> None:
    """Let time pass for all grants, and for the rows they open."""
    back = timedelta(**span)
    run_as_owner(
        "UPDATE access_grant SET given_at = given_at - %s, ends_at = ends_at - %s", [back] * 2
    )
    for table in (RECORDS, NOTES):
        run_as_owner(f"UPDATE {table} SET grants_end = grants_end - %s", [back])
