"""Files are read again by schedule, and whoever is answerable hears of a fault once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from procrastinate.contrib.django import app

from punte.core.access.door import Viewer, acting_as
from punte.core.notices.door import my_notices
from punte.investigation.cases.door import Case
from punte.investigation.evidence import checking
from punte.investigation.evidence.door import files_of
from tests.support.database import as_role
from tests.support.exhibits import incoming, make_exhibit
from tests.support.ledger import entries


def test_a_fault_is_found_told_once_and_kept(led: tuple[Case, Viewer], root: Path) -> None:
    case, by = led
    exhibit = make_exhibit(by, case, incoming(b"one"), incoming(b"another"))
    with as_role("punte_worker"):
        assert checking.check_due() == 2
        assert checking.check_due() == 0, "not again before their time"
    blob = next(path for path in sorted(root.rglob("*")) if path.is_file())
    blob.write_bytes(bytes(len(blob.read_bytes())))
    with acting_as(by):
        rows = list(files_of(by, exhibit))
        assert [row.fault for row in rows] == ["", ""]
    with as_role("punte_worker"):
        found = [checking.check_one(row, "schedule").fault for row in rows]
        assert sorted(found) == ["", "altered"]
        blob.unlink()
        for row in rows * 2:
            checking.check_one(row, "schedule")
    with acting_as(by):
        assert sorted(row.fault for row in files_of(by, exhibit)) == ["", "missing"]
        assert [one.kind for one in my_notices(by)] == ["exhibit_fault"] * 2
    assert [entry.detail["fault"] for entry in entries("exhibit.file_fault")] == [
        "altered", "missing",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["evidence.check_due"])
def test_the_worker_does_it(name: str, db: Any) -> None:
    assert any(key[0] == name for key in app.periodic_registry.periodic_tasks)
