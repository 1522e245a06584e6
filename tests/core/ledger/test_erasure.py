from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction

from punte.core.access.door import acting_as
from punte.core.errors import Conflict, Invalid, NotHere
from punte.core.ledger.door import Entry, erase_payload, inclusion_proof, sequence_pending
from tests.core.ledger.owner import as_owner, checked, role, sealed, written
from tests.support.worlds import World

GROUND = "Request of the person, invented law 1"


def test_an_erased_payload_is_gone_and_the_log_still_verifies(world: World) -> None:
    entries = sealed(world.coordinator, 300, 10)
    gone = [entry.id for entry in entries[5:9]]
    with role(None):
        kept = erase_payload(entries=gone, ground=GROUND)
        sequence_pending()
        for entry in Entry.objects.filter(id__in=gone):
            assert (entry.salt, entry.subject, entry.detail) == (None, None, {})
            assert entry.action == "person.read"
        assert kept.detail["entries"] == sorted(str(one) for one in gone)
    report = checked()
    assert report.sound
    assert (report.size, report.erased) == (311, 4)
    assert inclusion_proof(gone[0])


def test_an_erasure_nobody_recorded_is_named(world: World) -> None:
    entries = sealed(world.coordinator, 20)
    victim = sorted(entry.id for entry in entries)[8]
    blank = "UPDATE ledger_entry SET salt = NULL, subject = NULL, detail = '{}' WHERE id = %s"
    as_owner(blank, victim)
    finding = checked().finding
    assert finding is not None
    assert (finding.kind, finding.first, finding.entry_id) == ("erased_silently", 8, str(victim))
    as_owner("INSERT INTO ledger_erasure VALUES (%s, %s)", victim, entries[0].id)
    finding = checked().finding
    assert finding is not None, "a record that points at some other entry is none"
    assert finding.kind == "erased_silently"


def test_the_web_role_erases_nothing(world: World) -> None:
    entry = sealed(world.coordinator, 2)[0]
    with acting_as(world.overseer), pytest.raises(ProgrammingError), transaction.atomic():
        erase_payload(entries=[entry.id], ground=GROUND, by=world.overseer)


def test_what_may_not_be_erased(world: World) -> None:
    first, second = sealed(world.coordinator, 2)
    waiting = written(world.coordinator, 1)[0]
    with role(None):
        with pytest.raises(Invalid, match="ground"):
            erase_payload(entries=[first.id], ground="no")
        with pytest.raises(Invalid, match="Between"):
            erase_payload(entries=[], ground=GROUND)
        with pytest.raises(NotHere):
            erase_payload(entries=[uuid4()], ground=GROUND)
        with pytest.raises(Conflict):
            erase_payload(entries=[waiting.id], ground=GROUND)
        kept = erase_payload(entries=[second.id], ground=GROUND)
        sequence_pending()
        with pytest.raises(Invalid, match="record of an erasure"):
            erase_payload(entries=[kept.id], ground=GROUND)
