"""Two people of one team at the same moment, on real connections."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

from django.db import connections

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict
from punte.investigation.authorisations.actions.ask import ask_measure
from punte.investigation.authorisations.actions.order import record_order
from punte.investigation.authorisations.models import Authorisation, Order
from tests.investigation.authorisations.support import Team, asked, ordered
from tests.support.cases import in_team
from tests.support.database import CopiedDatabase, connected_to
from tests.support.worlds import World, viewer


def at_once(people: list[Viewer], act: Callable[[Viewer], Any]) -> list[Any]:
    """What each got who did it at the same moment: what it returned, or the Conflict."""
    ready = Barrier(len(people))

    def go(by: Viewer) -> Any:
        try:
            with acting_as(by):
                ready.wait(10)
                return act(by)
        except Conflict as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(go, people))


def test_two_ask_and_two_prosecutors_record_one_order(copied: CopiedDatabase) -> None:
    with connected_to(copied):
        world = World()
        team = Team(world)
        other = viewer(world.prosecution, "prosecutor")
        second = in_team(team.case, team.investigator, other)

        def ask(by: Viewer) -> Authorisation:
            return ask_measure(by=by, case=team.key, asked=asked(), request_key=uuid4())

        rows = at_once([team.investigator, second], ask)
        assert sorted(row.serial for row in rows) == [1, 2]

        def record(by: Viewer) -> Authorisation:
            return record_order(
                by=by, authorisation=rows[0].pk, version=1, order=ordered(), request_key=uuid4()
            )

        came = at_once([team.prosecutor, second], record)
        assert sorted(isinstance(one, Conflict) for one in came) == [False, True]
        with acting_as(team.prosecutor):
            assert Order.objects.count() == 1
