"""What other rooms may use of deadlines."""

from punte.core.deadlines.about import About, register_about, tell_about
from punte.core.deadlines.actions import (
    meet_clock,
    pass_clocks,
    pause_clock,
    resume_clock,
    stop_clocks,
    take_calls,
)
from punte.core.deadlines.measures import MEASURES, is_urgent, measure_name
from punte.core.deadlines.models import Clock, Holiday, Rule
from punte.core.deadlines.queries import (
    Counts,
    calendar_of,
    clock_history,
    clocks_about,
    first_clocks,
    given_up,
    late_clocks,
    late_count,
    met_about,
    my_clocks,
    my_counts,
    rule_in_force,
    soonest,
    term_from,
    waiting_clocks,
)
from punte.core.deadlines.rules import Stage, State, Unit, due_at, hours_at_work
from punte.core.deadlines.starting import Wish, start_clock, start_clocks

__all__ = [
    "MEASURES",
    "About",
    "Clock",
    "Counts",
    "Holiday",
    "Rule",
    "Stage",
    "State",
    "Unit",
    "Wish",
    "calendar_of",
    "clock_history",
    "clocks_about",
    "due_at",
    "first_clocks",
    "given_up",
    "hours_at_work",
    "is_urgent",
    "late_clocks",
    "late_count",
    "measure_name",
    "meet_clock",
    "met_about",
    "my_clocks",
    "my_counts",
    "pass_clocks",
    "pause_clock",
    "register_about",
    "resume_clock",
    "rule_in_force",
    "soonest",
    "start_clock",
    "start_clocks",
    "stop_clocks",
    "take_calls",
    "tell_about",
    "term_from",
    "waiting_clocks",
]
