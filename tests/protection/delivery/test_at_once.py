"""Two people at once, on real connections that commit: one is kept, the other is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

from django.db import connections

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, Stale
from punte.protection.delivery.actions.notes import correct_note
from punte.protection.delivery.actions.services import Result, plan_service, record_outcome
from punte.protection.delivery.models import Note, ServiceItem
from punte.protection.delivery.models.words import Outcome
from tests.protection.delivery.support import noted, outside, planned
from tests.support.database import CopiedDatabase, connected_to
from tests.support.files import make_file
from tests.support.persons import make_person
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
        except Conflict as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tries)) as pool:
        return [job.result(30) for job in [pool.submit(run, *one) for one in tries]]


def test_two_write_at_once(copied: CopiedDatabase) -> None:
    with connected_to(copied):
        world = World()
        one, two = world.coordinator, world.second_coordinator
        with acting_as(one) as by:
            file = make_file(by, make_person(by))
        note, service, key = noted(one, file), planned(one, file), uuid4()

        def correct(by: Viewer) -> Note:
            return correct_note(by=by, note=note.id, text="Badly.", request_key=uuid4())

        def cancel(by: Viewer) -> ServiceItem:
            result = Result(Outcome.CANCELLED)
            return record_outcome(by=by, service=service.id, result=result, version=1)

        def plan(by: Viewer) -> ServiceItem:
            return plan_service(by=by, file=file.id, kind="legal", plan=outside(), request_key=key)

        for act, kinds in ((correct, {Note, Conflict}), (cancel, {ServiceItem, Stale})):
            found = at_once((one, act), (two, act))
            assert {type(made) for made in found} == kinds
        assert len({made.id for made in at_once((one, plan), (one, plan))}) == 1
