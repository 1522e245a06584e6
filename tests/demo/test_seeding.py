"""Filling a database: the same each time, healed when broken off, and only once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from punte.core.agencies.door import Account
from punte.core.ledger.door import newest_checkpoint, waiting_count
from punte.demo import seeding
from punte.demo.cast import CAST
from punte.demo.loading import indexes_and_constraints
from punte.demo.models import Seeding
from punte.protection.approvals.models import ApprovalRule
from punte.protection.persons.models import Person
from punte.protection.referral.models import Referral, ReferralEvent
from tests.demo.conftest import SIZE
from tests.support.database import CopiedDatabase, connected_to

ANCHOR = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def empty(copied: CopiedDatabase) -> Iterator[None]:
    """A migrated database of this test's own, as its owner."""
    with connected_to(copied, role=None):
        yield


def seed(**options: Any) -> str:
    out = io.StringIO()
    call_command("seed_demo", stdout=out, **{"workers": 1, **options})
    return out.getvalue()


def facts() -> list[tuple[Any, ...]]:
    """Everything of the persons and moves that is no key."""
    persons = Person.objects.order_by("plant", "number").values_list(
        "plant", "number", "sex", "age_band", "district", "status", "risk_factors", "notified_at",
        "assisted_at", "closed_at", "agency__name", "caseworker__email",
    )  # fmt: skip
    moves = ReferralEvent.objects.order_by("referral__plant", "referral__number", "at", "move")
    return [
        *persons,
        *moves.values_list("move", "at", "reason", "by__email", "referral__desk__name"),
    ]


def test_same_seed_same_corridor(empty: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many workers make it; another seed makes another."""
    monkeypatch.setattr("punte.demo.blocks.BLOCK", 20)
    # Cases come after the persons and have no part in this.
    monkeypatch.setattr(seeding, "write_investigations", lambda _order: 0)
    seed(size=60, seed=3, today=ANCHOR.date())
    first = facts()
    seeding.clear(Seeding.objects.get())
    seed(size=60, seed=3, today=ANCHOR.date(), workers=2)
    assert facts() == first
    seeding.clear(Seeding.objects.get())
    seed(size=60, seed=4, today=ANCHOR.date())
    assert facts() != first


def test_broken_off_is_cleared_and_done_again(empty: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when it was broken off with indexes put aside: they come back."""
    monkeypatch.setattr(seeding, "LARGE", 10)
    monkeypatch.setattr(seeding, "write_investigations", lambda _order: 0)
    before = [aside.add for aside in indexes_and_constraints()]

    def killed(_say: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(seeding, "bring_back", killed)
        with pytest.raises(KeyboardInterrupt):
            seed(size=20)
    assert Person.objects.count() == 20
    assert len(indexes_and_constraints()) < len(before)
    assert "broken off" in seed(size=30)
    assert Person.objects.count() == 30
    assert ApprovalRule.objects.exists()
    assert Referral.objects.count() == 90
    assert [aside.add for aside in indexes_and_constraints()] == before


def test_refuses_where_real_people_work(empty: None) -> None:
    Account.objects.create(email="somebody@test.invalid", name="Tester Number 0")
    with pytest.raises(CommandError, match="not of the demo"):
        seed(size=20)
    assert not Person.objects.exists()


@pytest.mark.parametrize("size", [9, 1_000_001, -1])
def test_refuses_a_size_out_of_bounds(size: int) -> None:
    with pytest.raises(CommandError, match="from 10 to"):
        call_command("seed_demo", size=size)


def test_second_time_does_nothing(owner: None) -> None:
    assert "already" in seed(size=50)
    assert Person.objects.count() == SIZE


def test_log_has_a_signed_head_over_every_entry(owner: None) -> None:
    head = newest_checkpoint()
    assert head is not None
    assert waiting_count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_entry")
        assert cursor.fetchone()[0] == head.size


def test_funnel_counts_every_person(owner: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(shown[1]) FROM protection_funnel_cross WHERE period = 60 AND a = ''"
        )
        assert cursor.fetchone()[0] == SIZE


def test_logins_are_listed_and_work(owner: None) -> None:
    listed = (settings.PUNTE_HOME / "demo_logins.txt").read_text(encoding="utf-8")
    for player in CAST:
        account = Account.objects.get(email=player.email)
        assert player.email in listed
        assert account.check_password(settings.DEMO_PASSWORD)
        assert account.memberships.get().role == player.role
