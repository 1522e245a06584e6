"""Invented persons whose time has run out, and overseers to decide about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.vault.door import keep_identity
from punte.protection.configuration.door import keep_answers
from punte.protection.persons.models import Person
from punte.protection.retention.actions.decide import ask_decision
from punte.protection.retention.actions.due import compute_due
from tests.protection.configuration.support import form, published, question, two_editors
from tests.support.database import as_role
from tests.support.files import make_file
from tests.support.persons import make_consent, make_person
from tests.support.worlds import AgencyFactory, World, viewer

WHY = "the time of keeping has run out"
LONG_AGO = timezone.now() - timedelta(days=365 * 12)


@dataclass(frozen=True)
class Overseers:
    first: Viewer
    second: Viewer
    foreign: Viewer


def overseers(world: World) -> Overseers:
    def one(country: Any) -> Viewer:
        return viewer(AgencyFactory(jurisdiction=country, kind="oversight"), "oversight")

    return Overseers(one(world.md), one(world.md), one(world.ro))


def closed_person(
    world: World, *, closed: Any = LONG_AGO, file: bool = True, **values: Any
) -> Person:
    """A person with an identity, a consent, a closed file, and answers to a form."""
    with acting_as(world.coordinator) as by:
        person = make_person(
            by, **{"closed_at": closed, "exploitation": "labour", "district": "Sample", **values}
        )
        keep_identity(
            by=by,
            subject=person.id,
            owner=by.agency_audience,
            audiences=[],
            values={"family_name": "Inventescu"},
        )
        given = {} if person.age_band == "adult" else {"giver": "guardian", "guardian_role": "aunt"}
        make_consent(by, person, world.ngo, witness="a colleague of the desk", **given)
        if file:
            make_file(by, person, state="closed", closed_at=closed)
    return person


def add_answers(world: World, person: Person) -> UUID:
    """Free text about the person, kept by the act that keeps it in life."""
    edition = published(two_editors(world), "form", f"f{uuid4().hex[:8]}", form(question("a")))
    with acting_as(world.coordinator) as by:
        return keep_answers(
            by=by, form=edition, about=uuid4(), person=person.id, owner=by.agency_audience,
            audiences=[by.agency_audience], values={"a": "told in confidence"}, request_key=uuid4(),
        ).id  # fmt: skip


def compute(day: date | None = None) -> int:
    with as_role("punte_worker"):
        return compute_due(day or timezone.localdate())


def asked(by: Viewer, *persons: Person) -> UUID:
    with acting_as(by):
        decision = ask_decision(
            by=by, subjects=[person.id for person in persons], reason=WHY, request_key=uuid4()
        )
    return decision.id
