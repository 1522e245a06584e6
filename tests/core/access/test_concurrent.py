"""Two people open one record at the same moment: both grants count."""

from __future__ import annotations

import threading
from uuid import UUID

from django.db import connection, transaction

from punte.core.access.door import Viewer
from tests.core.access.guarded import RECORDS, add_record, make_tables, open_to, run
from tests.support.database import CopiedDatabase, connected_to
from tests.support.worlds import World


def test_grants_given_at_once_both_open(copied: CopiedDatabase) -> None:
    with connected_to(copied, role=None):
        make_tables()
        world = World()
        by, desks = world.coordinator, (world.desk.audience, world.other_desk.audience)
        record = add_record(world.unit.audience)
    with connected_to(copied):
        gate = threading.Barrier(2)
        faults: list[BaseException] = []
        threads = [
            threading.Thread(target=give, args=(by, record, audience, gate, faults))
            for audience in desks
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    assert faults == []
    with connected_to(copied, role=None):
        [(audiences,)] = run(f"SELECT audiences FROM {RECORDS}")
    assert sorted(audiences) == sorted([world.unit.audience, *desks])


def give(
    by: Viewer, record: UUID, audience: int, gate: threading.Barrier, faults: list[BaseException]
) -> None:
    try:
        with transaction.atomic():
            by.bind()
            gate.wait(10)
            open_to(audience, by=by, record=record)
    except BaseException as fault:
        faults.append(fault)
    finally:
        connection.close()
