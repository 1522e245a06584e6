"""The two-person way to erase an identity, through the pages."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import DataClass, Purpose, Viewer, acting_as, give_grant
from punte.core.ids import new_id
from punte.core.vault.door import has_identity, open_requests
from tests.core.oversight.conftest import SignIn
from tests.core.vault.support import keep
from tests.support.worlds import AgencyFactory, World, viewer

WHY = "The person asks for it; the case is closed."
CONFIRMED = {"understood": "on"}


def colleague(world: World) -> Viewer:
    return viewer(AgencyFactory(jurisdiction=world.md, kind="oversight"), "oversight")


def page(request: UUID) -> str:
    return reverse("oversight:erasure", args=[request])


def asked(world: World, sign_in: SignIn, subject: UUID) -> UUID:
    values = {"subject": str(subject), "reason": WHY}
    answer = sign_in(world.overseer).post(reverse("oversight:erasure_ask"), values)
    assert answer.status_code == 302
    with acting_as(world.overseer) as by:
        return open_requests(by).get(subject=subject).id


def given_on(world: World, subject: UUID) -> UUID:
    """A copy of the identity for a desk, as a referral makes one."""
    copy = keep(world.coordinator)
    with acting_as(world.coordinator) as by:
        give_grant(
            by=by,
            record=copy,
            subject=subject,
            owner=by.agency_audience,
            audience=world.desk.audience,
            classes=[DataClass.IDENTITY],
            purpose=Purpose.SERVICE,
            source="referral",
            source_id=new_id(),
            ends_at=timezone.now() + timedelta(days=1),
        )
    return copy


def holds(by: Viewer, subject: UUID) -> bool:
    with acting_as(by) as bound:
        return has_identity(bound, subject)


def test_one_asks_another_confirms_and_copies_go_too(world: World, sign_in: SignIn) -> None:
    subject, other = keep(world.coordinator), keep(world.coordinator)
    copy = given_on(world, subject)
    request = asked(world, sign_in, subject)
    browser = sign_in(colleague(world))
    assert WHY in browser.get(reverse("oversight:erasures")).content.decode()
    assert str(subject) in browser.get(page(request)).content.decode()
    assert browser.post(page(request), CONFIRMED).status_code == 302
    assert [holds(world.coordinator, each) for each in (subject, copy, other)] == [
        False,
        False,
        True,
    ]
    assert browser.post(page(request), CONFIRMED).status_code == 404
    assert "Nothing waits" in browser.get(reverse("oversight:erasures")).content.decode()


def test_nobody_confirms_their_own_request(world: World, sign_in: SignIn) -> None:
    subject = keep(world.coordinator)
    request = asked(world, sign_in, subject)
    browser = sign_in(world.overseer)
    assert "A second overseer confirms it" in browser.get(page(request)).content.decode()
    assert browser.post(page(request), CONFIRMED).status_code == 403
    assert holds(world.coordinator, subject)


def test_without_the_tick_nothing_happens(world: World, sign_in: SignIn) -> None:
    subject = keep(world.coordinator)
    request = asked(world, sign_in, subject)
    assert sign_in(colleague(world)).post(page(request), {}).status_code in {200, 422}
    assert holds(world.coordinator, subject)


def test_asking_twice_asks_once(world: World, sign_in: SignIn) -> None:
    subject = keep(world.coordinator)
    assert asked(world, sign_in, subject) == asked(world, sign_in, subject)


def test_others_may_not(world: World, sign_in: SignIn) -> None:
    subject = keep(world.coordinator)
    request = asked(world, sign_in, subject)
    browser = sign_in(world.coordinator)
    for address in (
        reverse("oversight:erasures"),
        reverse("oversight:erasure_ask"),
        page(request),
    ):
        assert browser.get(address).status_code == 403
        assert browser.post(address, CONFIRMED).status_code == 403


def test_another_countrys_person_and_request_are_not_there(world: World, sign_in: SignIn) -> None:
    request = asked(world, sign_in, keep(world.coordinator))
    foreign = viewer(AgencyFactory(jurisdiction=world.ro, kind="oversight"), "oversight")
    browser = sign_in(foreign)
    assert browser.get(page(request)).status_code == 404
    assert browser.post(page(request), CONFIRMED).status_code == 404
    for subject in (keep(world.coordinator), uuid4()):
        values = {"subject": str(subject), "reason": WHY}
        assert browser.post(reverse("oversight:erasure_ask"), values).status_code == 404


def test_bad_words_are_asked_again(world: World, sign_in: SignIn) -> None:
    subject = str(keep(world.coordinator))
    for values in (
        {"subject": "7", "reason": WHY},
        {"subject": subject, "reason": "ok"},
        {"subject": subject, "reason": "a\x00bcdefghijklmn"},
        {"subject": subject, "reason": "x" * 3000},
    ):
        answer = sign_in(world.overseer).post(reverse("oversight:erasure_ask"), values)
        assert answer.status_code == 422
