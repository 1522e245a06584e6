"""Legal holds: who places them, and that nothing is erased past them by any way."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.vault.door import ask_erasure, confirm_erasure, has_identity
from punte.protection.retention import queries
from punte.protection.retention.actions.decide import ask_decision, confirm_decision
from punte.protection.retention.actions.holds import end_hold, place_hold
from punte.protection.retention.models import LegalHold
from tests.protection.retention.support import WHY, asked, closed_person, compute, overseers
from tests.support.worlds import World

COURT = "a court has asked for the file"


def test_a_hold_stops_the_asking_and_the_confirming_until_it_ends(world: World) -> None:
    three, person = overseers(world), closed_person(world)
    with acting_as(three.first) as by:
        request = ask_erasure(by=by, subject=person.id, reason=WHY).id
        hold = place_hold(by=by, person=str(person), reason=COURT)
    with acting_as(three.second) as by:
        with pytest.raises(Conflict, match="legal hold"):
            ask_erasure(by=by, subject=person.id, reason=WHY)
        with pytest.raises(Conflict, match="legal hold"):
            confirm_erasure(by=by, request=request)
        with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("SELECT punte_erase_identity(%s)", [request])
    with acting_as(world.coordinator) as by:
        assert has_identity(by, person.id)
    with acting_as(three.second) as by:
        end_hold(by=by, hold=hold.id, reason="the court has the file")
        with pytest.raises(Conflict):
            end_hold(by=by, hold=hold.id, reason="the court has the file")
        confirm_erasure(by=by, request=request)


def test_who_is_held_cannot_be_chosen_and_is_left_out_when_held_later(world: World) -> None:
    three = overseers(world)
    held, free = closed_person(world), closed_person(world)
    compute()
    decision = asked(three.first, held, free)
    with acting_as(three.first) as by:
        place_hold(by=by, person=str(held), reason=COURT)
        with pytest.raises(Invalid, match="legal hold"):
            ask_decision(by=by, subjects=[held.id], reason=WHY, request_key=uuid4())
    with acting_as(three.second) as by:
        lines = queries.preview(by, queries.get_decision(by, decision))
        assert {line.person.subject: bool(line.hold) for line in lines} == {
            held.id: True, free.id: False,
        }  # fmt: skip
        counts = confirm_decision(by=by, decision=decision)
    assert (counts["statistics"], counts["held"]) == (1, 1)
    with acting_as(world.coordinator) as by:
        assert has_identity(by, held.id)
        assert not has_identity(by, free.id)
    assert compute() == 1


def test_a_hold_ends_with_its_last_day(world: World) -> None:
    three, person = overseers(world), closed_person(world)
    with acting_as(three.first) as by:
        hold = place_hold(by=by, person=str(person), reason=COURT, until=timezone.localdate())
        assert queries.is_held(by, person.id)
        hold.until = timezone.localdate() - timedelta(days=2)
        hold.save(update_fields=["until"])
        assert not hold.running
        assert not queries.is_held(by, person.id)


@pytest.mark.parametrize(
    "typed", ["", "Willow", "4172", "nobody-1", "Willow-99999999999999", "\x00"]
)
def test_what_names_nobody_is_refused(world: World, typed: str) -> None:
    with acting_as(overseers(world).first) as by, pytest.raises((Invalid, NotHere)):
        place_hold(by=by, person=typed, reason=COURT)


def test_only_oversight_of_the_country(world: World) -> None:
    three, person = overseers(world), closed_person(world)
    with acting_as(three.foreign) as by, pytest.raises(NotHere):
        place_hold(by=by, person=str(person), reason=COURT)
    with acting_as(world.supervisor) as by, pytest.raises(Refused):
        place_hold(by=by, person=str(person), reason=COURT)
    with acting_as(three.first) as by:
        hold = place_hold(by=by, person=str(person), reason=COURT)
        with pytest.raises(Invalid):
            place_hold(by=by, person=str(person), reason="no")
        with pytest.raises(Invalid):
            place_hold(
                by=by, person=str(person), reason=COURT,
                until=timezone.localdate() - timedelta(days=1),
            )  # fmt: skip
    with acting_as(three.foreign) as by, pytest.raises(NotHere):
        end_hold(by=by, hold=hold.id, reason=COURT)
    with acting_as(world.supervisor) as by:
        assert not LegalHold.objects.visible_to(by).exists()
