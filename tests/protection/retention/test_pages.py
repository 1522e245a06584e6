"""The pages of oversight: what is due, holds, rules, and the decision of two."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Account
from punte.core.vault.door import has_identity
from punte.protection.retention.models import Decision, LegalHold
from tests.protection.retention.support import WHY, Overseers, closed_person, compute, overseers
from tests.support.worlds import World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HOME = "/retention/"


def signed_in(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=viewer.account_id), backend=BACKEND)
    return client


@pytest.fixture
def three(world: World) -> Overseers:
    return overseers(world)


def test_one_asks_another_carries_out(world: World, three: Overseers) -> None:
    person, held = closed_person(world), closed_person(world)
    compute()
    first, second = signed_in(three.first), signed_in(three.second)
    placed = first.post(
        f"{HOME}holds/new/", {"person": str(held), "reason": "a court has asked for it"}
    )
    assert placed.status_code == 302
    page = first.get(HOME).content.decode()
    assert str(person) in page
    assert page.count('name="subjects"') == 1
    sent = {"subjects": [str(person.id)], "reason": WHY, "once": str(uuid4())}
    assert b"Choose at least one" in first.post(HOME, {**sent, "subjects": []}).content
    assert first.post(HOME, {**sent, "subjects": [str(held.id)]}).status_code == 200
    address = first.post(HOME, sent)["Location"]
    assert first.post(HOME, sent)["Location"] == address
    assert b"you asked for it" in first.get(address).content
    assert first.post(address).status_code == 403
    assert b"Carry it out" in second.get(address).content
    assert second.post(address).status_code == 302
    assert b"Carried out by" in second.get(address).content
    assert second.post(address).status_code == 409
    assert b"carried out" in first.get(f"{HOME}decisions/").content
    with acting_as(world.coordinator) as by:
        assert not has_identity(by, person.id)
        assert has_identity(by, held.id)
    assert Decision.objects.count() in {0, 1}


def test_a_hold_is_ended_with_a_reason(world: World, three: Overseers) -> None:
    person = closed_person(world)
    client = signed_in(three.first)
    wrong = client.post(f"{HOME}holds/new/", {"person": "nobody", "reason": "long enough, this"})
    assert wrong.status_code == 200
    client.post(f"{HOME}holds/new/", {"person": str(person), "reason": "a court has asked for it"})
    with acting_as(three.first) as by:
        hold = LegalHold.objects.visible_to(by).get()
    end = f"{HOME}holds/{hold.id}/end/"
    assert client.post(end, {"reason": "no"}).status_code == 200
    assert signed_in(three.foreign).get(end).status_code == 404
    assert client.post(end, {"reason": "the court has it now"}).status_code == 302
    assert b"ended" in client.get(f"{HOME}holds/").content


def test_a_rule_is_changed_from_the_one_that_holds(three: Overseers) -> None:
    client = signed_in(three.first)
    assert b"unverified" in client.get(f"{HOME}rules/").content
    page = client.get(f"{HOME}rules/new/?kind=adult")
    assert page.context["form"].initial["keep_years"] == 5
    values = {
        "kind": "adult", "keep_years": "7", "then": "statistics", "source": "Invented law",
        "valid_from": timezone.localdate().isoformat(), "after": "0",
    }  # fmt: skip
    assert client.post(f"{HOME}rules/new/", {**values, "keep_years": "9" * 30}).status_code == 200
    assert (
        client.post(f"{HOME}rules/new/", {**values, "valid_from": "2020-01-01"}).status_code == 200
    )
    assert client.post(f"{HOME}rules/new/", values).status_code == 302
    assert client.post(f"{HOME}rules/new/", values).status_code == 409
    assert b"Invented law" in client.get(f"{HOME}rules/").content


def test_pages_ask_few_questions_of_the_database(world: World, three: Overseers) -> None:
    for _number in range(4):
        closed_person(world)
    compute()
    client = signed_in(three.first)
    for page in (HOME, f"{HOME}holds/", f"{HOME}decisions/", f"{HOME}rules/"):
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        assert len(queries) <= 20, page


def test_others_are_refused(world: World) -> None:
    client = signed_in(world.supervisor)
    for page in ("", "holds/", "decisions/", "rules/", "rules/new/", "holds/new/"):
        assert client.get(HOME + page).status_code == 403
