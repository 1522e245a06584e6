"""Who was kept for statistics only does not come back from a backup of before."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.utils import timezone

from launcher import backup, restore
from launcher.home import open_home
from punte.core.access.door import acting_as
from punte.core.vault.door import find_subjects, has_identity
from punte.protection.persons.models import Person
from punte.protection.referral.models import Consent
from punte.protection.retention.actions.decide import ask_decision, confirm_decision
from punte.protection.retention.actions.due import compute_due
from tests.faults.conftest import Settled
from tests.faults.node import Node
from tests.protection.retention.support import closed_person

WHY = "the time of keeping has run out"
WITNESS = "a colleague of the desk"


def test_an_old_backup_brings_back_neither_name_nor_text(settled: Settled, tmp_path: Path) -> None:
    node, world = settled.node, settled.world
    with node.up():
        with node.inside():
            leaver, stayer = closed_person(world, file=False), closed_person(world, file=False)
        assert backup.write(node.home, tmp_path / "a", tmp_path / "safe") == 0
        with node.inside("worker"):
            compute_due(timezone.localdate())
        with node.inside():
            keep_for_statistics(settled, leaver.id)
            assert_forgotten(settled, leaver.id, stayer.id)
    assert backup.write_keys(node.home, tmp_path / "newest") == 0
    private = tmp_path / "other"
    private.mkdir(mode=0o700)
    other = Node(open_home(private / ".punte"), node.environment)
    try:
        assert (
            restore.read(other.home, tmp_path / "a", keys=tmp_path / "newest", replace=False) == 0
        )
        with other.up(), other.inside():
            assert_forgotten(settled, leaver.id, stayer.id)
    finally:
        other.end()


def keep_for_statistics(settled: Settled, person: UUID) -> None:
    with acting_as(settled.world.overseer) as by:
        asked = ask_decision(by=by, subjects=[person], reason=WHY, request_key=uuid4()).id
    with acting_as(settled.second_overseer) as by:
        assert confirm_decision(by=by, decision=asked)["statistics"] == 1


def assert_forgotten(settled: Settled, leaver: UUID, stayer: UUID) -> None:
    """Neither name nor text of the one; all of the other; and the one still counts."""
    with acting_as(settled.world.coordinator) as by:
        assert not has_identity(by, leaver)
        found = find_subjects(by, "Inventescu")
        assert leaver not in found
        assert stayer in found
        assert Consent.objects.get(person=leaver).witness == "–"
        assert Consent.objects.get(person=stayer).witness == WITNESS
        kept = Person.objects.get(pk=leaver)
        assert (kept.sex, kept.nationality, kept.exploitation) == ("female", "MD", "labour")
        assert kept.closed_at is not None
        assert (kept.district, kept.closed_at.day) == ("", 1)
        assert timezone.now() - kept.closed_at > timedelta(days=365 * 11)
