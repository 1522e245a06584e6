from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.utils import Error

from punte.core.access.door import acting_as
from punte.core.errors import Invalid
from punte.core.ledger.door import Entry, Filters, entries, readings_of, record, record_each
from tests.core.ledger.owner import as_owner, role, sealed, written
from tests.support.worlds import World

REWRITES = [
    "UPDATE ledger_entry SET detail = '{}'",
    "DELETE FROM ledger_entry",
    "TRUNCATE ledger_entry",
    "UPDATE ledger_leaf SET leaf_hash = leaf_hash",
    "DELETE FROM ledger_leaf",
    "INSERT INTO ledger_leaf VALUES (99, gen_random_uuid(), now(), sha256(''))",
    "UPDATE ledger_node SET hash = hash",
    "INSERT INTO ledger_node VALUES (1, 99, decode(repeat('00', 32), 'hex'))",
    "DELETE FROM ledger_checkpoint",
    "INSERT INTO ledger_checkpoint VALUES (9, decode(repeat('00', 32), 'hex'), '', now())",
    "DELETE FROM ledger_pending",
    "INSERT INTO ledger_erasure VALUES (gen_random_uuid(), gen_random_uuid())",
    "SELECT ledger_make_months('2020-01-01', '2020-02-01')",
    "UPDATE ledger_check SET state = 'sound'",
]


def refused(sql: str, *values: object) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except ProgrammingError as error:
        return "permission denied" in str(error) or "row-level security" in str(error)
    return False


@pytest.mark.parametrize("sql", REWRITES)
def test_the_web_role_rewrites_nothing(world: World, sql: str) -> None:
    sealed(world.coordinator, 2)
    with acting_as(world.overseer):
        assert refused(sql)


@pytest.mark.parametrize("sql", REWRITES[:5])
def test_nor_does_the_worker(world: World, sql: str) -> None:
    sealed(world.coordinator, 2)
    with role("punte_worker"):
        assert refused(sql)


def test_no_partition_can_be_read_past_the_policies(world: World) -> None:
    written(world.coordinator, 1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = "
            "'ledger_entry'::regclass"
        )
        partitions = [row[0] for row in cursor]
    assert len(partitions) >= 4
    for partition in partitions:
        assert refused(f"SELECT * FROM {partition}")
        assert refused(f"DELETE FROM {partition}")


def test_an_entry_is_seen_by_its_owner_and_by_oversight_alone(world: World) -> None:
    subject = uuid4()
    written(world.coordinator, 2, subject)
    with acting_as(world.coordinator) as viewer:
        assert readings_of(subject, viewer).count() == 2
    with acting_as(world.overseer) as viewer:
        assert entries(viewer, Filters(subject=subject)).count() == 2
    with acting_as(world.caseworker) as viewer:
        assert entries(viewer).count() == 0
        assert Entry.objects.count() == 0, "the database hides it without the first wall too"
    assert Entry.objects.count() == 0, "nobody bound, nothing seen"


@pytest.mark.parametrize("count", [1, 200])
def test_entries_of_one_statement_are_read_by_the_oversight_of_their_owners(
    world: World, count: int
) -> None:
    persons, owners = [uuid4() for _ in range(count)], [world.coordinator.agency_audience]
    with acting_as(world.foreign_coordinator) as by:
        about = [(person, {"fields": ["name"]}) for person in persons]
        record_each(action="person.read", by=by, about=about, owners=owners)
        record_each(action="person.read", by=by, about=[(uuid4(), {"fields": []})])
    with acting_as(world.overseer):
        assert set(Entry.objects.values_list("subject", flat=True)) == set(persons)


def test_one_may_write_what_one_may_not_read(world: World) -> None:
    with acting_as(world.officer):
        made = record(action="notification.send", by=world.officer, subject=uuid4())
        assert not Entry.objects.filter(pk=made.pk).exists()
    with acting_as(world.overseer):
        assert Entry.objects.filter(pk=made.pk).exists()


def test_nobody_writes_in_anothers_name(world: World) -> None:
    for by in (world.coordinator, None):
        with pytest.raises(Error, match="row-level security"), acting_as(world.officer):
            record(action="person.read", by=by)


def test_with_nobody_bound_only_the_system_writes_and_of_no_person(world: World) -> None:
    record(action="people.accept", by=None)
    for by, subject in ((world.coordinator, None), (None, uuid4())):
        with pytest.raises(Error, match="row-level security"), transaction.atomic():
            record(action="person.read", by=by, subject=subject)


@pytest.mark.parametrize(
    "detail", [{"risk": 0.5}, {"why": "a\x00b"}, {"n": 2**70}, {"at": object()}]
)
def test_a_detail_that_cannot_be_sealed_is_refused(world: World, detail: dict[str, object]) -> None:
    with acting_as(world.officer), pytest.raises(Invalid, match="detail"):
        record(action="person.read", by=world.officer, detail=detail)


def test_an_old_entry_moves_into_its_month_when_that_is_made(world: World) -> None:
    as_owner(
        "INSERT INTO ledger_entry VALUES (gen_random_uuid(), '2019-05-31 23:59:59+00', 'a.b', NULL,"
        " NULL, '', NULL, '{}', decode(repeat('01', 16), 'hex'), '{}')"
    )
    with role("punte_worker"), connection.cursor() as cursor:
        cursor.execute("SELECT ledger_make_months('2019-05-01', '2019-06-30')")
        assert cursor.fetchone()[0] == 2
        cursor.execute("SELECT ledger_make_months('2019-05-01', '2019-06-30')")
        assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT tableoid::regclass::text FROM ledger_entry WHERE action = 'a.b'")
        assert cursor.fetchall() == [("ledger_entry_2019_05",)]
    assert refused("SELECT * FROM ledger_entry_2019_05")
