"""What a decision does to the clocks: the review of a presumed status, the reflection period."""

from __future__ import annotations

import pytest

from punte.core.access.door import acting_as
from punte.core.deadlines.door import Clock
from tests.protection.identification.test_status import confirm, propose
from tests.support.persons import make_person
from tests.support.worlds import World, viewer


@pytest.mark.parametrize(
    ("unit", "nationality", "runs"),
    [
        ("unit", "MD", False),
        ("unit", "UA", True),
        ("unit", "RO", True),
        ("unit", "", False),
        ("other_unit", "MD", True),
        ("other_unit", "RO", False),
        ("other_unit", "BG", False),
        ("other_unit", "GB", True),
    ],
)
def test_the_reflection_period_of_a_foreigner(
    world: World, unit: str, nationality: str, runs: bool
) -> None:
    by = viewer(getattr(world, unit), "coordinator")
    with acting_as(by):
        whom = make_person(by, nationality=nationality)
    propose(by, whom, "presumed")
    with acting_as(by):
        measures = set(Clock.objects.filter(about_id=whom.pk).values_list("measure", flat=True))
    wanted = {"status.presumed_review"} | ({"reflection_period"} if runs else set())
    assert measures == wanted


def test_the_reflection_period_begins_once(world: World) -> None:
    with acting_as(world.coordinator) as by:
        whom = make_person(by, nationality="UA")
    propose(world.coordinator, whom, "presumed")
    confirm(world.supervisor, propose(world.coordinator, whom, "potential").pk)
    propose(world.coordinator, whom, "presumed")
    with acting_as(world.coordinator):
        clocks = Clock.objects.filter(about_id=whom.pk)
        assert clocks.filter(measure="reflection_period").count() == 1
        reviews = clocks.filter(measure="status.presumed_review")
        assert [bool(clock.met_at) for clock in reviews.order_by("started_at")] == [True, False]
