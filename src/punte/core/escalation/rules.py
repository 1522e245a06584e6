"""What a chain says: who is told after how many hours. No database here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NotRequired, TypedDict

from punte.core.deadlines.door import hours_at_work
from punte.core.notices.door import FEW

MOST_STEPS = 8
MOST_HOURS = 24 * 366
MOST_PEOPLE = 500
# Who may stand at a step of every agency; besides them `role:<key>`, `desk:<id>`, `account:<id>`.
RESPONSIBLE, STAND_IN = "responsible", "stand_in"
COORDINATION, OVERSIGHT = "coordination", "oversight"


class StepRow(TypedDict):
    """A step as a chain keeps it; one kept without `most` has no bound."""

    who: str
    hours: int
    at_work: bool
    most: NotRequired[int]


@dataclass(frozen=True)
class Step:
    """Whom to tell, and after how many hours without anybody seeing to it.

    who: one of the words above or `role:…`, `desk:…`, `account:…`. hours: since the chain began.
    at_work: counted in hours of work alone; otherwise round the clock. most: how many people of
    them, the nearest first; 0 is everybody.
    """

    who: str
    hours: int
    at_work: bool = False
    most: int = 0

    def comes_at(self, began: datetime, zone: str, free: Collection[date]) -> datetime:
        """When it comes in a chain that began then; free: the country's holidays."""
        if self.at_work:
            return hours_at_work(began, self.hours, free, zone)
        return began + timedelta(hours=self.hours)

    def row(self) -> StepRow:
        return StepRow(who=self.who, hours=self.hours, at_work=self.at_work, most=self.most)


def steps_of(rows: Sequence[StepRow]) -> list[Step]:
    return [Step(**row) for row in rows]


# What holds for an agency that has said nothing: nine hours are a day of work.
DEFAULTS: dict[bool, list[Step]] = {
    False: [
        Step(RESPONSIBLE, 0),
        Step("role:supervisor", 9, at_work=True),
        Step(COORDINATION, 27, at_work=True, most=FEW),
        Step(OVERSIGHT, 63, at_work=True),
    ],
    True: [
        Step(RESPONSIBLE, 0),
        Step("role:supervisor", 2),
        Step(COORDINATION, 8, most=FEW),
        Step(OVERSIGHT, 24),
    ],
}


def with_step(steps: Sequence[Step], new: Step) -> list[Step]:
    """The chain with one step more, in the order in which they come.

    Hours of work are compared with hours round the clock by the days that they make.
    """
    return sorted([*steps, new], key=lambda step: step.hours / (9 if step.at_work else 24))


def without_step(steps: Sequence[Step], place: int) -> list[Step]:
    """The chain without the step at a place (from 0)."""
    return [step for index, step in enumerate(steps) if index != place]
