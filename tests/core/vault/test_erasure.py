"""Erasure: two overseers of the right country, and nothing left that opens."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ids import new_id
from punte.core.ledger.models import Entry
from punte.core.vault.door import (
    ErasureRequest,
    ask_erasure,
    confirm_erasure,
    find_subjects,
    has_identity,
    keep_identity,
    open_requests,
)
from punte.core.vault.models import VaultItem, VaultKey, VaultToken
from tests.core.vault.support import as_owner, keep
from tests.support.worlds import AgencyFactory, World, viewer

WHY = "asked for by the person, case closed"


def colleague(world: World) -> Viewer:
    return viewer(AgencyFactory(jurisdiction=world.md, kind="oversight"), "oversight")


def foreign_overseer(world: World) -> Viewer:
    return viewer(AgencyFactory(jurisdiction=world.ro, kind="oversight"), "oversight")


def ask(by: Viewer, subject: UUID, *also: UUID) -> UUID:
    with acting_as(by):
        return ask_erasure(by=by, subject=subject, reason=WHY, also=also).id


def test_two_overseers_erase_a_person_for_good(world: World) -> None:
    subject, other = keep(world.coordinator), keep(world.coordinator)
    request = ask(world.overseer, subject)
    second = colleague(world)
    with acting_as(second) as by:
        assert [r.id for r in open_requests(by)] == [request]
        confirm_erasure(by=by, request=request)
        assert not open_requests(by).exists()
    with as_owner():
        for table in (VaultKey, VaultItem, VaultToken):
            assert not table.objects.filter(subject=subject).exists()
            assert table.objects.filter(subject=other).exists()
        entry = Entry.objects.get(action="vault.erase", subject=subject)
    assert entry.account_id == second.account_id
    assert entry.detail["asked_by"] == world.overseer.account_id
    assert world.unit.audience in entry.audiences
    with acting_as(world.coordinator) as by:
        assert not has_identity(by, subject)
        assert find_subjects(by, "Serban") == [other]


def test_copies_named_in_the_request_are_erased_with_the_person(world: World) -> None:
    subject, copy = keep(world.coordinator), keep(world.coordinator)
    foreign = keep(world.foreign_coordinator)
    request = ask(world.overseer, subject, copy, foreign)
    with acting_as(colleague(world)) as by:
        confirm_erasure(by=by, request=request)
    with as_owner():
        assert list(VaultKey.objects.values_list("subject", flat=True)) == [foreign]


def test_nobody_erases_alone(world: World) -> None:
    subject = keep(world.coordinator)
    request = ask(world.overseer, subject)
    with acting_as(world.overseer) as by:
        with pytest.raises(Refused):
            confirm_erasure(by=by, request=request)
        with connection.cursor() as cursor:
            cursor.execute("SELECT punte_erase_identity(%s)", [request])
            assert cursor.fetchone()[0] is None
    with acting_as(world.coordinator) as by:
        assert has_identity(by, subject)


def test_only_oversight_asks_and_confirms(world: World) -> None:
    subject = keep(world.coordinator)
    request = ask(world.overseer, subject)
    with acting_as(world.coordinator) as by:
        with pytest.raises(Refused):
            ask_erasure(by=by, subject=subject, reason=WHY)
        with pytest.raises(Refused):
            confirm_erasure(by=by, request=request)
        with connection.cursor() as cursor:
            cursor.execute("SELECT punte_erase_identity(%s)", [request])
            assert cursor.fetchone()[0] is None


def test_oversight_of_another_country_can_do_nothing(world: World) -> None:
    subject = keep(world.coordinator)
    request = ask(world.overseer, subject)
    with acting_as(foreign_overseer(world)) as by:
        with pytest.raises(NotHere):
            ask_erasure(by=by, subject=subject, reason=WHY)
        with pytest.raises(NotHere):
            confirm_erasure(by=by, request=request)
        assert not open_requests(by).exists()


def test_a_request_cannot_be_made_in_the_name_of_another(world: World) -> None:
    subject = keep(world.coordinator)
    with (
        acting_as(world.overseer) as by,
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        ErasureRequest.objects.create(
            subject=subject,
            asked_by=by.account_id + 1,
            asked_at=timezone.now(),
            reason=WHY,
            owner=by.oversight_audience,
            audiences=[by.oversight_audience],
        )


def test_what_is_done_or_too_old_is_a_conflict(world: World) -> None:
    done, old = (ask(world.overseer, keep(world.coordinator)) for _ in range(2))
    with as_owner():
        month_ago = timezone.now() - timedelta(days=31)
        ErasureRequest.objects.filter(id=old).update(asked_at=month_ago)
    with acting_as(colleague(world)) as by:
        confirm_erasure(by=by, request=done)
        for request in (done, old):
            with pytest.raises(Conflict):
                confirm_erasure(by=by, request=request)


def test_an_unknown_person_and_a_missing_reason_are_refused(world: World) -> None:
    subject = keep(world.coordinator)
    with acting_as(world.overseer) as by:
        with pytest.raises(NotHere):
            ask_erasure(by=by, subject=new_id(), reason=WHY)
        with pytest.raises(Invalid):
            ask_erasure(by=by, subject=subject, reason="because")
        with pytest.raises(NotHere):
            confirm_erasure(by=by, request=new_id())


def test_who_comes_back_begins_anew(world: World) -> None:
    subject = keep(world.coordinator)
    request = ask(world.overseer, subject)
    with acting_as(colleague(world)) as by:
        confirm_erasure(by=by, request=request)
    with acting_as(world.coordinator) as by:
        keep_identity(
            by=by,
            subject=subject,
            owner=by.agency_audience,
            audiences=[],
            values={"given_name": "Altul"},
        )
        assert find_subjects(by, "Altul") == [subject]
        assert find_subjects(by, "Serban") == []
