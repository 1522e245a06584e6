"""Who is kept for statistics only, past the time of keeping: made so, and looked at."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.vault.door import find_subjects, has_identity
from punte.protection.persons.models import Person
from punte.protection.referral.models import Consent
from punte.protection.retention.actions.decide import ask_decision, confirm_decision
from tests.faults.conftest import Settled

WHY = "the time of keeping has run out"
WITNESS = "a colleague of the desk"


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
