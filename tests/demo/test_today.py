"""The named people find work waiting on their first page."""

from __future__ import annotations

from random import Random

import pytest
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Membership, viewer_for
from punte.core.deadlines.door import my_counts
from punte.core.notices.door import unread_count
from punte.core.vault.door import find_subjects
from punte.demo.cast import CAST
from punte.demo.names import draw_name, other_spelling
from punte.protection.casework.queries.today import open_proposals, today, waiting_notifications
from punte.protection.persons.queries import own_persons
from punte.protection.referral.queries.referral import board, inbox, outbox

pytestmark = pytest.mark.usefixtures("web")


def viewer(login: str) -> Viewer:
    return viewer_for(Membership.objects.get(account__email=f"{login}@punte.demo"))


@pytest.mark.parametrize("login", ["coordinator.chisinau", "coordinator.iasi"])
def test_coordinators_have_a_full_board(login: str) -> None:
    with acting_as(viewer(login)) as by:
        columns = board(outbox(by))
        assert all(column.cards for column in columns)
        cards = [card for column in columns for card in column.cards]
        late = [card for card in cards if card.due_at and card.due_at < timezone.now()]
        assert late
        assert len(late) < len(cards)
        assert any(card.urgent for card in cards)
        assert waiting_notifications(by).exists()
        assert open_proposals(by).exists()
        assert unread_count(by) > 0
        assert my_counts(by).late > 0
        assert own_persons(by).exists()


@pytest.mark.parametrize("login", ["ngo.iasi", "ngo2.iasi", "shelter.iasi", "health.iasi"])
def test_desks_have_referrals_to_answer(login: str) -> None:
    with acting_as(viewer(login)) as by:
        assert any(column.cards for column in board(inbox(by))[:2])


def test_officer_sees_answered_and_waiting_notifications() -> None:
    with acting_as(viewer("officer.sculeni")) as by:
        states = {row.state for row in today(by).sent}
        assert states == {"sent", "taken_up"}


def test_the_other_desk_sees_other_cards() -> None:
    with acting_as(viewer("ngo.iasi")) as by:
        mine = set(inbox(by).values_list("pk", flat=True))
    with acting_as(viewer("ngo2.iasi")) as by:
        assert mine.isdisjoint(inbox(by).values_list("pk", flat=True))


def test_everyone_of_the_cast_has_a_first_page() -> None:
    for player in CAST:
        with acting_as(viewer(player.login)) as by:
            today(by)


def test_a_name_is_found_in_either_script() -> None:
    # Which names a coordinator holds depends on the minute of seeding: many are looked for.
    languages = ("ro", "ru", "uk")
    families = {draw_name(Random(n), one, "female")[1] for n in range(40) for one in languages}
    with acting_as(viewer("coordinator.chisinau")) as by:
        found = {name: set(find_subjects(by, name, limit=500)) for name in families}
        assert any(found.values())
        for name, subjects in found.items():
            assert subjects <= set(find_subjects(by, other_spelling(name), limit=500))
