"""Going without consent, with and without a two-person rule."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from punte.core.access.door import acting_as
from punte.core.errors import Conflict
from punte.protection.approvals.door import Approval
from punte.protection.referral.actions.send import draft_referral, send_referral
from punte.protection.referral.models import Referral
from punte.protection.referral.models.words import LegalBasis
from tests.support.approvals import agree, ask_on_page, want_two
from tests.support.persons import make_ask, make_consent, make_person
from tests.support.signs import client_of
from tests.support.worlds import World

URGENT = {"basis": LegalBasis.VITAL, "message": "She needs a doctor within the hour."}


def draft(world: World) -> Referral:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        ask = make_ask(world.desk, **URGENT)
        return draft_referral(by=by, person=person.id, ask=ask, request_key=uuid4())


def state(world: World, row: Referral) -> str:
    with acting_as(world.coordinator):
        return Referral.objects.get(pk=row.pk).state


def test_without_a_rule_it_goes_at_once(world: World) -> None:
    row = draft(world)
    client_of(world.coordinator).post(reverse("protection:referral_send", args=[row.id]))
    assert state(world, row) != "draft"


def test_with_a_rule_it_goes_when_a_second_person_agrees(world: World) -> None:
    want_two(world, "consent.override")
    row = draft(world)
    client, url = client_of(world.coordinator), reverse("protection:referral_send", args=[row.id])
    assert client.post(url, {}).status_code == 409
    with acting_as(world.coordinator) as by, pytest.raises(Conflict, match="second person"):
        send_referral(by=by, referral=row.id, request_key=uuid4())
    assert state(world, row) == "draft"
    ask_on_page(client, url)
    with acting_as(world.coordinator):
        asked = Approval.objects.get()
    page = reverse("protection:approval", args=[asked.id])
    assert str(LegalBasis.VITAL.label) in (
        client_of(world.second_coordinator).get(page).content.decode()
    )
    done = agree(world.second_coordinator)
    assert done.used_at is not None
    assert state(world, row) != "draft"


def test_who_asked_cannot_approve_and_nothing_is_sent(world: World) -> None:
    want_two(world, "consent.override")
    row = draft(world)
    client, url = client_of(world.coordinator), reverse("protection:referral_send", args=[row.id])
    ask_on_page(client, url)
    with acting_as(world.coordinator):
        asked = Approval.objects.get()
    answer = client.post(
        reverse("protection:decide_approval", args=[asked.id]), {"decision": "approve"}
    )
    assert answer.status_code == 403
    assert state(world, row) == "draft"


def test_what_stands_on_consent_asks_nobody(world: World) -> None:
    want_two(world, "consent.override")
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        make_consent(by, person, world.ngo)
        row = draft_referral(by=by, person=person.id, ask=make_ask(world.desk), request_key=uuid4())
        send_referral(by=by, referral=row.id, request_key=uuid4())
    assert state(world, row) != "draft"
