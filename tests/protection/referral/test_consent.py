"""No referral goes out without a consent that covers it, or words why it cannot wait."""

from __future__ import annotations

from uuid import uuid4

import pytest

from punte.core.access.door import acting_as
from punte.core.errors import Conflict, Invalid, Refused
from punte.protection.referral.actions.consent import withdraw_consent
from punte.protection.referral.actions.send import draft_referral, send_referral
from punte.protection.referral.machine import State
from punte.protection.referral.models import Referral
from punte.protection.referral.models.words import ConsentGiver, LegalBasis
from tests.support.persons import make_ask, make_consent, make_person, make_sent
from tests.support.worlds import World


def test_no_consent_no_sending(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        with pytest.raises(Invalid, match="no consent"):
            draft_referral(by=by, person=person.id, ask=make_ask(world.desk), request_key=uuid4())


def test_consent_withdrawn_after_the_draft_stops_the_sending(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        consent = make_consent(by, person, world.ngo)
        draft = draft_referral(
            by=by, person=person.id, ask=make_ask(world.desk), request_key=uuid4()
        )
        withdraw_consent(by=by, consent=consent.id, how="In person")
        assert Referral.objects.get(pk=draft.pk).state == State.DRAFT
        with pytest.raises(Conflict, match="withdrawn"):
            send_referral(by=by, referral=draft.id, request_key=uuid4())


def test_consent_covers_classes(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        make_consent(by, person, world.ngo, classes=[])
        with pytest.raises(Invalid, match="kinds of data"):
            draft_referral(
                by=by,
                person=person.id,
                ask=make_ask(world.desk, fields=["age_band", "given_name"]),
                request_key=uuid4(),
            )


def test_without_consent_only_who_may_override_and_says_why(world: World) -> None:
    ask = make_ask(world.desk, basis=LegalBasis.VITAL, message="Followed to the bus; needs a bed.")
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        assert draft_referral(by=by, person=person.id, ask=ask, request_key=uuid4()).consent is None
    with acting_as(world.caseworker) as by:
        own = make_person(by)
        with pytest.raises(Refused):
            draft_referral(by=by, person=own.id, ask=ask, request_key=uuid4())


def test_on_the_child_path_a_guardian_consents(world: World) -> None:
    with acting_as(world.coordinator) as by:
        child = make_person(by, age_band="unknown")
        with pytest.raises(Invalid, match="guardian"):
            make_consent(by, child, world.ngo)
        make_consent(by, child, world.ngo, giver=ConsentGiver.GUARDIAN, guardian_role="Aunt")
        assert make_sent(by, child, world.desk).state == State.SENT
