"""Appointments: made, moved, settled, reminded of; what falls together is shown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from punte.core.access.door import DataClass, Viewer, acting_as
from punte.core.agencies.door import Handing
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.protection.assistance.models import AssistanceFile
from punte.protection.delivery.actions.appointments import (
    change_appointment,
    count_appointments,
    hand_over_appointments,
    make_appointment,
    settle_appointment,
)
from punte.protection.delivery.actions.reminding import remind
from punte.protection.delivery.door import appointments_between, next_appointment
from punte.protection.delivery.models import Appointment
from punte.protection.delivery.models.words import Meeting
from punte.protection.delivery.queries.appointments import with_clash
from tests.protection.delivery.support import counted, meeting, terms
from tests.support.worlds import World, viewer

SOON = timedelta(days=7)


def settle(by: Viewer, row: Appointment, state: Meeting, version: int = 1) -> Appointment:
    with acting_as(by):
        return settle_appointment(by=by, appointment=row.id, state=state, version=version)


def test_the_next_one_is_the_soonest_still_planned(world: World, file: AssistanceFile) -> None:
    now = timezone.now()
    cancelled = meeting(world.caseworker, file, starts_at=now + timedelta(hours=1))
    settle(world.caseworker, cancelled, Meeting.CANCELLED)
    first = meeting(world.caseworker, file, starts_at=now + timedelta(hours=5))
    meeting(world.caseworker, file, starts_at=now + timedelta(hours=9))
    meeting(world.caseworker, file, starts_at=now - timedelta(days=3))
    with acting_as(world.caseworker) as by:
        assert next_appointment(by, file) == first
        week = appointments_between(by, now, now + SOON)
        assert [row.id for row in week][:2] == [cancelled.id, first.id]
        assert len(week) == 3


def test_two_of_one_caseworker_at_a_time_are_shown(world: World, file: AssistanceFile) -> None:
    now = timezone.now()
    at_ten = now + timedelta(days=1)
    one = meeting(world.caseworker, file, starts_at=at_ten)
    other = meeting(world.caseworker, file, starts_at=at_ten + timedelta(minutes=30))
    after = meeting(world.caseworker, file, starts_at=at_ten + timedelta(minutes=90))
    elsewhere = meeting(world.other_caseworker, file, starts_at=at_ten)
    with acting_as(world.caseworker) as by:
        rows = with_clash(appointments_between(by, now, now + SOON))
        clashes = {row.id for row in rows if row.clash}
        assert clashes == {one.id, other.id}
        assert {after.id, elsewhere.id}.isdisjoint(clashes)
        settle_appointment(by=by, appointment=other.id, state=Meeting.CANCELLED, version=1)
        assert not any(row.clash for row in rows.all())


def test_settled_and_planned_again(world: World, file: AssistanceFile) -> None:
    past = meeting(world.caseworker, file, starts_at=timezone.now() - timedelta(hours=3))
    row = settle(world.caseworker, past, Meeting.KEPT)
    with pytest.raises(Conflict):
        settle(world.caseworker, row, Meeting.MISSED, row.version)
    row = settle(world.caseworker, row, Meeting.PLANNED, row.version)
    assert settle(world.caseworker, row, Meeting.MISSED, row.version).state == Meeting.MISSED
    with pytest.raises(Conflict), acting_as(world.caseworker) as by:
        change_appointment(by=by, appointment=row.id, terms=terms(by), version=4)


def test_what_has_not_begun_was_neither_kept_nor_missed(world: World, file: AssistanceFile) -> None:
    with pytest.raises(Invalid):
        settle(world.caseworker, meeting(world.caseworker, file), Meeting.KEPT)


def test_an_old_form_changes_nothing(world: World, file: AssistanceFile) -> None:
    row = meeting(world.caseworker, file)
    with acting_as(world.caseworker) as by:
        moved = terms(by, what="the doctor", place_by_phone=True)
        row = change_appointment(by=by, appointment=row.id, terms=moved, version=1)
        assert (row.what, row.version, row.place_by_phone) == ("the doctor", 2, True)
        with pytest.raises(Conflict):
            change_appointment(by=by, appointment=row.id, terms=terms(by), version=1)
    with pytest.raises(Conflict):
        settle(world.caseworker, row, Meeting.CANCELLED, 1)


@pytest.mark.parametrize(
    "values",
    [
        {"what": "  "},
        {"what": "x" * 161},
        {"what": "a\x00"},
        {"minutes": 0},
        {"minutes": -5},
        {"minutes": 10**40},
        {"minutes": 24 * 60 + 1},
        {"place": "x" * 161},
        {"place": "the blue house", "place_by_phone": True},
        {"starts_at": timezone.now() + timedelta(days=9999)},
        {"caseworker": 10**15},
    ],
)
def test_what_cannot_be_is_refused(
    world: World, file: AssistanceFile, values: dict[str, Any]
) -> None:
    with pytest.raises(Invalid):
        meeting(world.caseworker, file, **values)


def test_only_colleagues_go_along(world: World, file: AssistanceFile) -> None:
    assert meeting(world.caseworker, file, caseworker=world.other_caseworker.account_id)
    with pytest.raises(Invalid):
        meeting(world.caseworker, file, caseworker=world.coordinator.account_id)


def test_classes_hide_appointments(world: World, file: AssistanceFile, nurse: Viewer) -> None:
    hidden = meeting(nurse, file, DataClass.MEDICAL)
    assert counted(nurse, "protection_appointment") == 1
    assert counted(world.caseworker, "protection_appointment") == 0
    with pytest.raises(NotHere):
        settle(world.caseworker, hidden, Meeting.CANCELLED)
    with pytest.raises(Refused):
        meeting(world.caseworker, file, DataClass.MEDICAL)
    assert meeting(world.caseworker, file, DataClass.LEGAL)


def test_who_may_make_one(world: World, file: AssistanceFile) -> None:
    with acting_as(world.foreign_coordinator) as by, pytest.raises(NotHere):
        make_appointment(by=by, file=file.id, terms=terms(by), request_key=uuid4())
    with acting_as(viewer(world.ngo, "analyst")) as by, pytest.raises(Refused):
        make_appointment(by=by, file=file.id, terms=terms(by), request_key=uuid4())


def test_each_reminder_is_sent_once(world: World, file: AssistanceFile) -> None:
    starts = timezone.now() + timedelta(days=2)
    row = meeting(world.caseworker, file, starts_at=starts, remind_hours=24)
    gone = meeting(world.caseworker, file, starts_at=starts, remind_hours=24)
    settle(world.caseworker, gone, Meeting.CANCELLED)
    near = starts - timedelta(hours=23)
    assert [as_worker(timezone.now()), as_worker(near), as_worker(near)] == [0, 1, 0]
    with acting_as(world.caseworker):
        assert Appointment.objects.get(pk=row.pk).remind_at is None


def as_worker(now: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE punte_worker")
        try:
            return remind(now)
        finally:
            cursor.execute("SET ROLE punte_web")


def test_a_leaver_s_appointments_go_to_a_colleague(world: World, file: AssistanceFile) -> None:
    row = meeting(world.caseworker, file)
    heir = world.other_caseworker
    with acting_as(viewer(world.ngo, "manager")) as by:
        handing = Handing(by, world.ngo.pk, world.caseworker.account_id, heir.account_id)
        assert count_appointments(handing) == 1
        assert hand_over_appointments(handing) == 1
        assert count_appointments(handing) == 0
    with acting_as(heir):
        assert Appointment.objects.get(pk=row.pk).caseworker_id == heir.account_id
