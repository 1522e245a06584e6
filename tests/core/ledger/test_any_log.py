"""For logs of any shape: what was touched is what is named, and nothing else ever is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from punte.core.ledger.door import Entry
from punte.core.ledger.leaves import leaf_bytes
from punte.core.ledger.models import Leaf
from tests.core.ledger.owner import as_owner, checked, sealed
from tests.support.worlds import World

SHAPES = st.lists(st.integers(1, 12), min_size=1, max_size=5)
CHANGES = st.sampled_from(
    [
        ("altered", "UPDATE ledger_entry SET detail = '[]' WHERE id = %s"),
        ("altered", "UPDATE ledger_entry SET salt = sha256(salt) WHERE id = %s"),
        ("missing", "DELETE FROM ledger_entry WHERE id = %s"),
        ("leaf_missing", "DELETE FROM ledger_leaf WHERE entry_id = %s"),
        ("altered", "UPDATE ledger_leaf SET leaf_hash = sha256(leaf_hash) WHERE entry_id = %s"),
    ]
)


# A busy machine is slow, not wrong.
PATIENT = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@settings(max_examples=25, suppress_health_check=PATIENT)
@given(shape=SHAPES, change=CHANGES, where=st.integers(0, 59))
def test_what_was_touched_is_named(
    world: World, shape: list[int], change: tuple[str, str], where: int
) -> None:
    kind, sql = change
    with transaction.atomic():
        sealed(world.coordinator, *shape)
        assert checked().sound
        leaf = Leaf.objects.get(index=where % sum(shape))
        assert as_owner(sql, leaf.entry_id) == 1
        finding = checked().finding
        assert finding is not None
        assert (finding.kind, finding.entry_id) == (kind, str(leaf.entry_id))
        assert finding.first == leaf.index
        transaction.set_rollback(True)


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
ENTRIES = st.fixed_dictionaries(
    {
        "id": st.uuids(),
        "at": st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
        "action": NAMES,
        "account_id": st.none() | st.integers(0, 2**62),
        "agency_id": st.none() | st.integers(0, 2**62),
        "purpose": NAMES,
        "subject": st.none() | st.uuids(),
        "detail": st.dictionaries(NAMES, st.integers(-9, 9) | st.booleans() | st.floats() | NAMES),
        "audiences": st.lists(st.integers(1, 2**31 - 1), max_size=4),
    }
)


@settings(suppress_health_check=PATIENT)
@given(values=ENTRIES, field=st.sampled_from(["id", "account_id", "agency_id", "subject", "at"]))
def test_each_field_is_in_the_leaf(values: dict[str, Any], field: str) -> None:
    salt = bytes(16)
    other: dict[str, Any] = {
        "id": UUID(int=values["id"].int ^ 1),
        "account_id": (values["account_id"] or 0) + 1,
        "agency_id": None if values["agency_id"] is not None else 0,
        "subject": None if values["subject"] else UUID(int=3),
        "at": values["at"].replace(microsecond=values["at"].microsecond ^ 1),
    }
    one = leaf_bytes(Entry(**values, salt=salt))
    assert one == leaf_bytes(Entry(**values, salt=memoryview(salt)))
    assert one != leaf_bytes(Entry(**{**values, field: other[field]}, salt=salt))
    assert one != leaf_bytes(Entry(**values, salt=b"\x01" * 16))
