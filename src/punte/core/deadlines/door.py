"""What other rooms may use of deadlines."""

from punte.core.deadlines.actions import (
    meet_clock,
    pass_clocks,
    pause_clock,
    resume_clock,
    start_clock,
    stop_clocks,
    take_calls,
)
from punte.core.deadlines.measures import MEASURES, measure_name
from punte.core.deadlines.models import Clock, Holiday, Rule
from punte.core.deadlines.queries import (
    Counts,
    clock_history,
    clocks_about,
    first_clocks,
    given_up,
    late_count,
    my_clocks,
    my_counts,
    rule_in_force,
    waiting_clocks,
)
from punte.core.deadlines.rules import Stage, State, Unit, due_at

__all__ = [
    "MEASURES",
    "Clock",
    "Counts",
    "Holiday",
    "Rule",
    "Stage",
    "State",
    "Unit",
    "clock_history",
    "clocks_about",
    "due_at",
    "first_clocks",
    "given_up",
    "late_count",
    "measure_name",
    "meet_clock",
    "my_clocks",
    "my_counts",
    "pass_clocks",
    "pause_clock",
    "resume_clock",
    "rule_in_force",
    "start_clock",
    "stop_clocks",
    "take_calls",
    "waiting_clocks",
]
