from datetime import date, timedelta

from procrastinate.contrib.django import app

from punte.core.ledger import tasks
from punte.core.ledger.door import waiting_count
from tests.core.ledger.owner import role, written
from tests.support.worlds import World


def test_the_worker_seals_every_five_seconds() -> None:
    periodic = app.periodic_registry.periodic_tasks["ledger.sequence", ""]
    times = periodic.croniter
    times.set_current(1_000_000_000)
    assert [times.get_next(float) for _ in range(3)] == [1e9 + 5, 1e9 + 10, 1e9 + 15]


def test_the_task_seals_what_waits(world: World) -> None:
    written(world.coordinator, 4)
    with role("punte_worker"):
        assert tasks.sequence.func(timestamp=0) == 4
    assert waiting_count() == 0


def test_the_worker_makes_the_next_months_once(db: None) -> None:
    with role("punte_worker"):
        tasks.months_ahead.func(timestamp=0)
        assert tasks.months_ahead.func(timestamp=0) == 0
        assert tasks.make_months(date(2031, 1, 31), date(2031, 1, 31) + timedelta(days=1)) == 2
