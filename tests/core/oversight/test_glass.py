from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse

from punte.core.access.door import BrokenGlass, Viewer, acting_as, broken_glass
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ids import new_id
from punte.core.ledger.door import Entry
from punte.core.oversight.actions import review_glass
from tests.core.ledger.owner import role, written
from tests.core.oversight.conftest import SignIn
from tests.support.worlds import World

REVIEW = "The reason was good; only the phone was read."


def opened(by: Viewer, owner: int) -> BrokenGlass:
    """An opening as the database keeps it, made by the owner's role."""
    glass, record = new_id(), new_id()
    with role(None), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_broken_glass (id, record, owner, audiences, account_id, agency_id,"
            " reason, broken_at, ends_at, review) VALUES (%s, %s, %s, %s, %s, %s,"
            " 'An invented emergency', now(), now() + interval '2 hours', '')",
            [
                glass,
                record,
                owner,
                [owner, by.oversight_audience, by.account_audience],
                by.account_id,
                by.agency_id,
            ],
        )
        return BrokenGlass.objects.get(pk=glass)


def page(glass_id: UUID) -> str:
    return reverse("oversight:glass_review", args=[glass_id])


def test_an_opening_is_listed_read_and_reviewed_once(world: World, sign_in: SignIn) -> None:
    glass = opened(world.supervisor, world.unit.audience)
    written(world.supervisor, 1, glass.record, action="person.open_identity")
    browser = sign_in(world.overseer)
    listed = browser.get(reverse("oversight:glass")).content.decode()
    assert "An invented emergency" in listed
    shown = browser.get(page(glass.id)).content.decode()
    assert "Identity opened" in shown
    answer = browser.post(page(glass.id), {"review": REVIEW})
    assert answer.status_code == 302
    with acting_as(world.overseer):
        kept = broken_glass().get(pk=glass.id)
        assert (kept.review, kept.reviewed_by) == (REVIEW, world.overseer.account_id)
        assert Entry.objects.get(action="access.review_glass").subject == glass.record
    assert browser.post(page(glass.id), {"review": REVIEW}).status_code == 409
    assert "Nothing to review" in browser.get(reverse("oversight:glass")).content.decode()
    assert REVIEW in browser.get(page(glass.id)).content.decode()


def test_too_few_words_are_asked_again(world: World, sign_in: SignIn) -> None:
    glass = opened(world.supervisor, world.unit.audience)
    for review in ("", "ok", "x" * 3000, "a\x00bcdefghijklmn"):
        assert sign_in(world.overseer).post(page(glass.id), {"review": review}).status_code == 422


def test_one_who_may_not_review(world: World, sign_in: SignIn) -> None:
    glass = opened(world.supervisor, world.unit.audience)
    answer = sign_in(world.coordinator).post(page(glass.id), {"review": REVIEW})
    assert answer.status_code == 403
    with acting_as(world.overseer):
        assert broken_glass().get(pk=glass.id).reviewed_at is None


def test_the_action_keeps_its_rules_without_the_page(world: World) -> None:
    glass = opened(world.supervisor, world.unit.audience)
    own = opened(world.overseer, world.unit.audience)
    with acting_as(world.overseer) as viewer:
        with pytest.raises(Invalid):
            review_glass(by=viewer, glass_id=glass.id, review="ok")
        with pytest.raises(NotHere):
            review_glass(by=viewer, glass_id=new_id(), review=REVIEW)
        with pytest.raises(Refused):
            review_glass(by=viewer, glass_id=own.id, review=REVIEW)
        review_glass(by=viewer, glass_id=glass.id, review=REVIEW)
        with pytest.raises(Conflict):
            review_glass(by=viewer, glass_id=glass.id, review=REVIEW)


def test_another_countrys_opening_is_not_there(world: World, sign_in: SignIn) -> None:
    glass = opened(world.foreign_coordinator, world.other_unit.audience)
    assert sign_in(world.overseer).get(page(glass.id)).status_code == 404
