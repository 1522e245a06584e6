"""Nothing stays open by being forgotten: unanswered referrals, consents that run out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import psycopg
import pytest
from django.utils import timezone

from punte.core.access.door import Grant, Viewer, acting_as
from punte.core.deadlines.door import clocks_about
from punte.core.errors import Conflict
from punte.core.ledger.door import Entry
from punte.core.notices.models import Notice
from punte.protection.referral import tasks
from punte.protection.referral.actions.expiry import expire_unanswered
from punte.protection.referral.actions.move import mark_seen, move_referral
from punte.protection.referral.machine import State
from punte.protection.referral.models import Referral, ReferralEvent
from tests.core.jobs.worker import run_worker, states
from tests.support.database import CopiedDatabase, connected_to
from tests.support.persons import make_consent, make_person, make_sent
from tests.support.worlds import World, viewer


def send(world: World, **consent: object) -> Referral:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        make_consent(by, person, world.ngo, **consent)  # type: ignore[arg-type]
        return make_sent(by, person, world.desk)


def kinds_for(who: Viewer) -> list[str]:
    with acting_as(who):
        rows = Notice.objects.filter(account_id=who.account_id)
        return sorted(rows.values_list("kind", flat=True))


@pytest.fixture
def lasting(copied: CopiedDatabase) -> Iterator[World]:
    """A world that the worker sees too."""
    with connected_to(copied):
        yield World()


def make_late(copied: CopiedDatabase, hours: int) -> None:
    """Let the answer have been due so many hours ago."""
    with psycopg.connect(copied.owner_url, autocommit=True) as owner:
        owner.execute(
            "UPDATE deadlines_clock SET started_at = now() - interval '30 d',"
            " due_at = now() - make_interval(hours => %s) WHERE measure = 'referral.answer'",
            [hours],
        )


def test_the_worker_hands_an_unanswered_referral_back_once(
    copied: CopiedDatabase, lasting: World
) -> None:
    above = viewer(lasting.unit, "supervisor")
    row = send(lasting)
    make_late(copied, 73)
    tasks.expire_referrals.defer(timestamp=0)
    with connected_to(copied, "punte_worker"):
        run_worker()
        assert set(states("protection.expire_referrals")) == {("succeeded",)}
        assert expire_unanswered(timezone.now()) == 0
        event = ReferralEvent.objects.get(referral=row, move="expire")
        assert (event.by_id, event.agency_id) == (None, None)
        entry = Entry.objects.get(action="referral.expire")
        assert (entry.account_id, entry.subject) == (None, row.person_id)
    assert kinds_for(lasting.coordinator) == ["referral_expired"]
    assert kinds_for(above) == ["referral_expired"]
    with acting_as(lasting.coordinator) as by:
        found = Referral.objects.get(pk=row.pk)
        assert (found.state, found.due_side) == (State.EXPIRED, "sender")
        measures = {clock.measure for clock in clocks_about(by, [row.id])[row.id]}
        assert measures == {"referral.confirm"}


def test_before_the_last_step_of_the_escalation_nothing_expires(
    copied: CopiedDatabase, lasting: World
) -> None:
    send(lasting)
    make_late(copied, 71)
    with connected_to(copied, "punte_worker"):
        assert expire_unanswered(timezone.now()) == 0


def test_a_desk_that_waits_for_an_answer_of_the_sender_lets_nothing_expire(
    copied: CopiedDatabase, lasting: World
) -> None:
    row = send(lasting)
    with acting_as(lasting.caseworker) as by:
        mark_seen(by=by, referral=Referral.objects.get(pk=row.pk))
        move_referral(by=by, referral=row.id, move="ask", note="How many?", request_key=uuid4())
    make_late(copied, 500)
    with connected_to(copied, "punte_worker"):
        assert expire_unanswered(timezone.now()) == 0


def again(world: World, row: Referral) -> Referral:
    with acting_as(world.coordinator) as by:
        return move_referral(by=by, referral=row.id, move="send_again", request_key=uuid4())


def as_owner(copied: CopiedDatabase, sql: str) -> None:
    with psycopg.connect(copied.owner_url, autocommit=True) as owner:
        owner.execute(sql)


def test_sending_again_asks_for_the_consent_again(copied: CopiedDatabase, lasting: World) -> None:
    row = send(lasting)
    make_late(copied, 73)
    with connected_to(copied, "punte_worker"):
        assert expire_unanswered(timezone.now()) == 1
    as_owner(
        copied,
        "UPDATE protection_consent SET given_at = now() - interval '2 d',"
        " expires_at = now() - interval '1 s'",
    )
    with pytest.raises(Conflict, match="run out"):
        again(lasting, row)
    as_owner(copied, "UPDATE protection_consent SET expires_at = now() + interval '9 d'")
    assert again(lasting, row).state == State.SENT
    with acting_as(lasting.coordinator) as by:
        measures = {clock.measure for clock in clocks_about(by, [row.id])[row.id]}
        assert measures == {"referral.answer", "consent.expiry"}


def ends(world: World, row: Referral) -> set[datetime]:
    with acting_as(world.coordinator):
        return set(Grant.objects.filter(source_id=row.id).values_list("ends_at", flat=True))


def test_access_ends_with_the_consent_when_that_is_sooner(world: World) -> None:
    soon = timezone.now() + timedelta(days=10)
    row = send(world, expires_at=soon)
    assert ends(world, row) == {soon}
    assert row.access_until == soon


def test_access_ends_when_asked_when_the_consent_lasts_longer(world: World) -> None:
    row = send(world)
    assert ends(world, row) == {row.access_until}
    assert row.access_until < timezone.now() + timedelta(days=31)


def test_the_sender_is_warned_before_a_consent_runs_out(world: World) -> None:
    soon = timezone.now() + timedelta(days=10)
    row = send(world, expires_at=soon)
    with acting_as(world.coordinator) as by:
        (clock,) = [c for c in clocks_about(by, [row.id])[row.id] if c.measure == "consent.expiry"]
        assert (clock.due_at, clock.responsible) == (soon, world.unit.audience)
        move_referral(
            by=by, referral=row.id, move="withdraw", reason="other", note="Enough.",
            request_key=uuid4(),
        )  # fmt: skip
        assert clocks_about(by, [row.id]) == {}
    with acting_as(world.caseworker) as by:
        assert clocks_about(by, [row.id]) == {}
