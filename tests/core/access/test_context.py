"""A guarded table is never touched before it is known who looks."""

from __future__ import annotations

import pytest
from django.db import connection

from punte.core.access.door import acting_as
from punte.core.database.context import RequireContext
from punte.core.errors import NoContext
from tests.core.access.guarded import RECORDS, add_record, run, sees
from tests.support.worlds import World

pytestmark = pytest.mark.usefixtures("tables")
LOOK = f'SELECT count(*) FROM "{RECORDS}"'


def test_without_a_viewer_it_raises_and_with_one_it_answers(world: World) -> None:
    add_record(world.unit.audience)
    viewer = world.coordinator
    with connection.execute_wrapper(RequireContext([RECORDS])):
        with pytest.raises(NoContext):
            run(LOOK)
        assert run("SELECT 1") == [(1,)]
        viewer.bind()
        assert run(LOOK) == [(1,)]


def test_each_request_starts_unbound(world: World) -> None:
    world.coordinator.bind()
    with connection.execute_wrapper(RequireContext([RECORDS])), pytest.raises(NoContext):
        run(LOOK)


def test_binding_another_viewer_forgets_the_first(world: World) -> None:
    add_record(world.unit.audience)
    with acting_as(world.coordinator):
        assert run(LOOK) == [(1,)]
        with acting_as(world.officer):
            assert run(LOOK) == [(0,)]
    assert sees(world.officer) == 0


def test_no_context_sees_nothing(world: World) -> None:
    add_record(world.unit.audience)
    assert run(LOOK) == [(0,)]
