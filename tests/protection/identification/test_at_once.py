"""Two people at once, on real connections that commit: one wins, the other is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

from django.db import connections
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, NotHere
from punte.protection.identification.actions.notification import notify, take_up
from punte.protection.identification.actions.screening import record_screening
from punte.protection.identification.actions.status import confirm_status, propose_status
from punte.protection.identification.actions.status_decision import Step
from punte.protection.identification.models import Notification, Screening, StatusDecision
from punte.protection.persons.models import Person
from punte.protection.persons.models.words import Status
from tests.support.database import CopiedDatabase, connected_to
from tests.support.persons import make_person
from tests.support.signs import all_answers, make_sign, send_sign
from tests.support.worlds import World

Act = Callable[[Viewer], Any]


def at_once(*tries: tuple[Viewer, Act]) -> list[Any]:
    """What each try gives (a row, or its refusal), all begun at the same moment."""
    ready = Barrier(len(tries))

    def run(by: Viewer, act: Act) -> Any:
        try:
            with acting_as(by):
                ready.wait(10)
                return act(by)
        except (Conflict, NotHere) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tries)) as pool:
        return [job.result(30) for job in [pool.submit(run, *one) for one in tries]]


def test_two_coordinators_take_up_at_once(copied: CopiedDatabase) -> None:
    with connected_to(copied):
        world = World()
        row = send_sign(world.officer, world.unit)
        one, two = world.coordinator, world.second_coordinator

        def act(by: Viewer) -> Notification:
            return take_up(by=by, notification=row.pk)

        found = at_once((one, act), (two, act))
        won = [made for made in found if isinstance(made, Notification)]
        told = [made for made in found if isinstance(made, Conflict)]
        assert (len(won), len(told)) == (1, 1)
        with acting_as(one):
            kept = Notification.objects.get(pk=row.pk)
            assert kept.taken_up_by_id == won[0].taken_up_by_id
            assert Person.objects.get(pk=row.person_id).caseworker_id == kept.taken_up_by_id
            assert kept.taken_up_by is not None
            assert kept.taken_up_by.name in told[0].message


def test_one_form_sent_twice_at_once_notifies_once(copied: CopiedDatabase) -> None:
    with connected_to(copied):
        world = World()
        assert world.coordinator
        key, sign = uuid4(), make_sign(world.unit)

        def act(by: Viewer) -> Notification:
            return notify(by=by, sign=sign, request_key=key)

        one, two = at_once((world.officer, act), (world.officer, act))
        assert one.pk == two.pk
        with acting_as(world.coordinator):
            assert Person.objects.count() == 1


def test_screening_and_taking_up_at_once(copied: CopiedDatabase) -> None:
    """Either the screening came first and the unit has it whole, or it came too late."""
    with connected_to(copied):
        world = World()
        row = send_sign(world.officer, world.unit)
        answers = all_answers("border", "adult")
        screened, taken = at_once(
            (
                world.officer,
                lambda by: record_screening(
                    by=by, person=row.person_id, answers=answers, request_key=uuid4()
                ),
            ),
            (world.coordinator, lambda by: take_up(by=by, notification=row.pk)),
        )
        assert isinstance(taken, Notification)
        with acting_as(world.officer):
            assert not Screening.objects.exists(), "the sender sees nothing of it afterwards"
        with acting_as(world.coordinator):
            kept = Person.objects.get(pk=row.person_id)
            assert bool(kept.screened_at) == isinstance(screened, Screening)
            assert Screening.objects.count() == int(isinstance(screened, Screening))


def test_two_second_persons_confirm_at_once(copied: CopiedDatabase) -> None:
    with connected_to(copied):
        world = World()
        first, one, two = world.coordinator, world.second_coordinator, world.supervisor
        step = Step(Status.NOT_VICTIM, "A ground of enough words.", timezone.localdate())
        with acting_as(first) as by:
            person = make_person(by)
            waiting = propose_status(by=by, person=person.pk, step=step, request_key=uuid4())

        def act(by: Viewer) -> StatusDecision:
            return confirm_status(by=by, proposal=waiting.pk, request_key=uuid4())

        found = at_once((one, act), (two, act))
        assert sorted(type(made).__name__ for made in found) == ["Conflict", "StatusDecision"]
        with acting_as(first):
            assert StatusDecision.objects.filter(person=person).count() == 1


def test_two_different_steps_at_once(copied: CopiedDatabase) -> None:
    """From where a person stands only one step is taken; the other is told to look again."""
    with connected_to(copied):
        world = World()
        with acting_as(world.coordinator) as by:
            person = make_person(by, status=Status.POTENTIAL)

        def act(by: Viewer) -> Any:
            step = Step(Status.PRESUMED, "A ground of enough words.", timezone.localdate())
            return propose_status(by=by, person=person.pk, step=step, request_key=uuid4())

        found = at_once((world.coordinator, act), (world.second_coordinator, act))
        assert sorted(type(made).__name__ for made in found) == ["Conflict", "StatusDecision"]
