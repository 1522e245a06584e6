"""Digest, quiet hours and stand-ins, as they reach people."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from punte.core.access.door import acting_as
from punte.core.errors import Invalid
from punte.core.notices import queries, tasks
from punte.core.notices.actions import Wishes, send_notice, set_preferences
from punte.core.notices.models import Notice, Preferences
from tests.support.signs import client_of
from tests.support.worlds import World, viewer

ALL_DAY = {"quiet_from": time(0, 0), "quiet_until": time(23, 59)}


@pytest.fixture
def mailing(settings: object) -> None:
    settings.EMAIL_HOST = "mail.invalid"  # type: ignore[attr-defined]


def wish(world: World, **values: object) -> None:
    with acting_as(world.coordinator) as by:
        known = {"muted": [], "mailed": ["new_referral"], "language": "en"}
        set_preferences(by=by, wishes=Wishes(**{**known, **values}))  # type: ignore[arg-type]


def tell(world: World, *, urgent: bool = False) -> None:
    with acting_as(world.officer):
        send_notice(
            kind="new_referral",
            url="/referrals/in/",
            urgent=urgent,
            to_accounts=[world.coordinator.account_id],
        )


def jobs() -> list[ProcrastinateJob]:
    return list(ProcrastinateJob.objects.filter(task_name="notices.mail_account").order_by("id"))


def test_quiet_hours_put_a_mail_off_and_an_urgent_one_goes(world: World, mailing: None) -> None:
    wish(world, **ALL_DAY)
    tell(world)
    tell(world)
    tell(world, urgent=True)
    waiting, urgent = jobs()
    assert waiting.scheduled_at is not None
    assert urgent.scheduled_at is None or urgent.scheduled_at <= timezone.now()


def test_who_wants_a_digest_gets_one_mail_with_counts_alone(world: World, mailing: None) -> None:
    hour = timezone.now().hour
    wish(world, digest_hour=hour, zone="UTC")
    tell(world)
    tell(world)
    assert jobs() == []
    tell(world, urgent=True)
    assert len(jobs()) == 1
    with acting_as(world.coordinator):
        assert Notice.objects.count() == 3
        tasks.mail_digest(world.coordinator.account_id)
    (sent,) = mail.outbox
    assert "3 things wait" in sent.body
    assert "1 of them is urgent" in sent.body
    assert "referral" not in sent.body.lower()


def test_a_digest_of_nothing_is_not_sent(world: World) -> None:
    with acting_as(world.coordinator):
        tasks.mail_digest(world.coordinator.account_id)
    assert mail.outbox == []


def test_a_stand_in_is_told_too_while_one_is_away(world: World) -> None:
    other = world.second_coordinator
    today = timezone.localdate()
    wish(world, away_from=today, away_until=today, stand_in=other.account_id)
    tell(world)
    for one in (world.coordinator, other):
        with acting_as(one):
            assert queries.unread_count(one) == 1
    wish(
        world,
        away_from=today - timedelta(9),
        away_until=today - timedelta(8),
        stand_in=other.account_id,
    )
    tell(world)
    with acting_as(other):
        assert queries.unread_count(other) == 1


def test_only_a_colleague_stands_in_and_days_fit(world: World) -> None:
    today = timezone.localdate()
    days = {"away_from": today, "away_until": today}
    for odd in (
        {**days, "stand_in": world.caseworker.account_id},
        {**days, "stand_in": world.coordinator.account_id},
        days,
        {
            "away_from": today,
            "away_until": today - timedelta(1),
            "stand_in": world.second_coordinator.account_id,
        },
    ):
        with pytest.raises(Invalid):
            wish(world, **odd)
    assert not Preferences.objects.exists()


def test_the_page_keeps_all_of_it(world: World) -> None:
    other = viewer(world.unit, "coordinator")
    client = client_of(world.coordinator)
    today = timezone.localdate().isoformat()
    form = {
        "shown": ["new_referral"],
        "mailed": ["new_referral"],
        "language": "uk",
        "digest_hour": "8",
        "quiet_from": "20:00",
        "quiet_until": "07:00",
        "quiet_weekend": "on",
        "away_from": today,
        "away_until": today,
        "stand_in": str(other.account_id),
    }
    assert client.post(reverse("notices:preferences"), form).status_code == 302
    with acting_as(world.coordinator) as by:
        kept = queries.my_preferences(by)
    assert (kept.digest_hour, kept.quiet_from, kept.stand_in) == (8, time(20), other.account_id)
    assert kept.zone == world.md.time_zone
    odd = client.post(
        reverse("notices:preferences"), {**form, "stand_in": str(world.caseworker.account_id)}
    )
    assert odd.status_code == 200
