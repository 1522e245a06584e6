"""A file of the coordination unit, and one of the NGO that came through a referral."""

from __future__ import annotations

from uuid import uuid4

import pytest

from punte.core.access.door import acting_as
from punte.protection.assistance.actions.opening import open_file
from punte.protection.assistance.models import AssistanceFile
from punte.protection.persons.models import Person
from punte.protection.referral.actions.move import mark_seen, move_referral
from punte.protection.referral.models import Referral
from tests.support.persons import make_consent, make_person, make_sent
from tests.support.worlds import World


@pytest.fixture
def person(world: World) -> Person:
    with acting_as(world.coordinator) as by:
        return make_person(by)


@pytest.fixture
def file(world: World, person: Person) -> AssistanceFile:
    with acting_as(world.coordinator) as by:
        return open_file(by=by, person=person.id, request_key=uuid4())


@pytest.fixture
def accepted(world: World, person: Person) -> Referral:
    """A referral that the NGO's desk accepted; it shared age, sex and language."""
    with acting_as(world.coordinator) as by:
        make_consent(by, person, world.ngo)
        sent = make_sent(by, person, world.desk)
    with acting_as(world.caseworker) as by:
        mark_seen(by=by, referral=Referral.objects.get(pk=sent.pk))
        return move_referral(by=by, referral=sent.id, move="accept", request_key=uuid4())
