"""One row for every name that an address of Punte may hold: ours, and another country's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Agency, Desk
from punte.core.deadlines.models import Rule
from punte.core.files.door import keep_file
from punte.core.ledger.door import Entry
from punte.core.vault.door import ask_erasure, keep_identity
from punte.protection.identification.actions.screening import record_screening
from punte.protection.identification.actions.status import propose_status
from punte.protection.identification.actions.status_decision import Step
from punte.protection.persons.models import Person
from punte.protection.persons.models.words import Status
from tests.faults.casework import case_rows
from tests.support.persons import make_consent, make_person, make_sent
from tests.support.signs import all_answers
from tests.support.worlds import AgencyFactory, DeskFactory, World

# Stands in every foreign row that has words, and so must stand on no page of ours.
MARK = "Markerescu"


def ours(world: World) -> dict[str, Any]:
    """Names of an address and what they mean here; on the floor of cases, of a case."""
    rows: dict[str, Any] = case_of(world.coordinator, world.ngo, world.desk)
    with acting_as(world.overseer) as by:
        request = ask_erasure(by=by, subject=rows["person_id"], reason="only to be looked at")
    rows |= {"request_id": request.id}
    return {**rows, **settings_rows(world), "investigation": case_rows(world)}


def settings_rows(world: World) -> dict[str, Any]:
    rule = Rule.objects.order_by("id").first()
    assert rule is not None
    return {
        "rule_id": rule.id,
        "jurisdiction": "MD",
        "year": 2026,
        "pk": world.unit.pk,
        "token": "no-such-token",
        "key": "labour",
        "name": "accept",
    }


def case_of(by: Viewer, ngo: Agency, desk: Desk, words: str = "Plain words.") -> dict[str, UUID]:
    """A person with identity, file, consent, screening, decision, proposal and referral."""
    with acting_as(by):
        person = make_person(by, district=words[:40])
        values = {"family_name": words}
        keep_identity(
            by=by, subject=person.id, owner=by.agency_audience, audiences=[], values=values
        )
        paper = keep_file(
            by=by,
            subject=person.id,
            owner=by.agency_audience,
            audiences=[],
            name=f"{words}.txt",
            chunks=[words.encode()],
        )
        consent = make_consent(by, person, ngo)
        sent = make_sent(by, person, desk, message=words)
        answers = replace(all_answers("labour", "adult"), note=words)
        screening = record_screening(by=by, person=person.id, answers=answers, request_key=uuid4())
        entry = Entry.objects.filter(subject=person.id).first()
    assert entry is not None
    return {
        "person_id": person.id,
        "file_id": paper.id,
        "consent_id": consent.id,
        "referral_id": sent.id,
        "screening_id": screening.id,
        "entry_id": entry.id,
        "decision_id": decided(by, person, Status.PRESUMED, words),
        "proposal_id": decided(by, person, Status.NOT_VICTIM, words),
    }


def decided(by: Viewer, person: Person, status: Status, words: str) -> UUID:
    step = Step(status=status, ground=f"{words} Told of debt.", decided_on=timezone.localdate())
    with acting_as(by):
        made = propose_status(by=by, person=person.id, step=step, request_key=uuid4())
    return UUID(str(made.pk))


def foreign(world: World) -> dict[str, UUID]:
    """The same rows of another country's unit, which nobody of ours may see."""
    desk = DeskFactory(agency=AgencyFactory(jurisdiction=world.ro))
    return case_of(world.foreign_coordinator, desk.agency, desk, MARK)


__all__ = ["MARK", "foreign", "ours"]
