"""Rows made in bulk are the same rows: they open and are found like any other."""

from __future__ import annotations

import time

from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.ids import new_id
from punte.core.vault.door import (
    ITEM_COLUMNS,
    KEY_COLUMNS,
    TOKEN_COLUMNS,
    Kind,
    Sealer,
    find_subjects,
    index_key,
    master_key,
    open_identity,
)
from punte.core.vault.models import VaultItem, VaultKey, VaultToken
from tests.core.vault.support import as_owner
from tests.support.worlds import World

VALUES = {
    Kind.GIVEN_NAME: ["Șerban"],
    Kind.FAMILY_NAME: ["Altulescu"],
    Kind.BIRTH_DATE: ["1990-03-05"],
    Kind.PHONE: ["+37369000123", "+37369000124", "+37369000125"],
    Kind.DOCUMENT: ["AB000123"],
}


def test_rows_for_copy_open_and_are_found(world: World) -> None:
    subject, sealer = new_id(), Sealer(master=master_key(), index=index_key())
    rows = sealer.seal_person(
        subject,
        VALUES,
        owner=world.unit.audience,
        audiences=[world.unit.audience],
        at=timezone.now(),
        written_by=None,
        region="MD",
    )
    tables = (
        (VaultKey, KEY_COLUMNS, [rows.key]),
        (VaultItem, ITEM_COLUMNS, rows.items),
        (VaultToken, TOKEN_COLUMNS, rows.tokens),
    )
    with as_owner() as cursor:
        for model, columns, lines in tables:
            copy = f"COPY {model._meta.db_table} ({', '.join(columns)}) FROM STDIN"
            with cursor.copy(copy) as out:
                for line in lines:
                    out.write_row(line)
    with acting_as(world.coordinator) as by:
        assert find_subjects(by, "Шербан 069000124") == [subject]
        opened = open_identity(by=by, subject=subject, kinds=Kind.values, reason="to see them all")
    assert opened == VALUES


def test_sealing_is_quick_enough_to_seed_a_million() -> None:
    """A loose bound, for a slow machine; `bench` shows the figure."""
    sealer, count = Sealer(master=bytes(32), index=bytes(32)), 500
    started = time.perf_counter()
    for number in range(count):
        values = {**VALUES, Kind.DOCUMENT: [f"AB{number:06}"]}
        sealer.seal_person(
            new_id(),
            values,
            owner=1,
            audiences=[1],
            at=timezone.now(),
            written_by=None,
            region="MD",
        )
    assert count / (time.perf_counter() - started) > 500
