"""Two people on one plan at the same moment, on real connections: both edits are kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

from django.db import connections

from punte.core.access.door import Viewer, acting_as
from punte.protection.plans.actions.plan import add_goal, edit_item
from punte.protection.plans.models import Change, Goal, Plan
from tests.protection.plans.support import file_of, goal_of
from tests.support.database import CopiedDatabase, connected_to
from tests.support.worlds import World


def test_both_edits_of_one_field_are_kept(copied: CopiedDatabase) -> None:
    with connected_to(copied):
        world = World()
        pair = [world.caseworker, world.other_caseworker]
        with acting_as(pair[0]) as by:
            file = file_of(by)
            goal = goal_of(by, file)
            read = Plan.objects.get(file=file).version
        ready = Barrier(2)

        def write(by: Viewer, words: str) -> None:
            try:
                with acting_as(by):
                    ready.wait(10)
                    edit_item(
                        by=by, kind="goal", item=goal.id, values={"words": words}, version=read
                    )
                    values = {"words": f"{words} too", "area": "work"}
                    add_goal(by=by, file=file.id, values=values, request_key=uuid4())
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(write, pair, ["One", "Other"]))
        with acting_as(pair[0]):
            kept = Goal.objects.get(pk=goal.pk)
            assert kept.disputed == ["words"]
            said = Change.objects.filter(item=goal.pk, field="words").values_list("new", flat=True)
            assert {"One", "Other"} < set(said)
            positions = Goal.objects.order_by("position").values_list("position", flat=True)
            assert list(positions) == [1, 2, 3]
            numbers = list(Change.objects.order_by("number").values_list("number", flat=True))
            assert numbers == list(range(1, len(numbers) + 1))
