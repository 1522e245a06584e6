"""What other rooms may use of cases.

`get_case` and `opened` (with its entry) obtain a case; `hold_case` begins an act on it (`lock_case`
for the worker), and `keep_change`, `note`, `add_event` end it. A table of a case extends `CaseRow`;
`of_case` gives the values that a new row takes. Pages extend `cases/frame.html` with `case_frame`.
Rooms above bring tabs, events, figures and what waits for somebody by `register_tab`,
`register_timeline`, `register_figure`, `register_waiting`. `register_clock` says which case a clock
is of. `follow_course` takes the case's stage on to what was recorded of its course.
"""

from __future__ import annotations

from punte.investigation.cases.actions.following import follow_course
from punte.investigation.cases.actions.holding import (
    add_event,
    hold_case,
    keep_change,
    lock_case,
    note,
)
from punte.investigation.cases.actions.offences import add_offence
from punte.investigation.cases.actions.opening import Facts, move_case, open_case
from punte.investigation.cases.actions.tasks import Wish, add_task, answer_point
from punte.investigation.cases.actions.team import add_member
from punte.investigation.cases.models import (
    Case,
    CaseEvent,
    CaseOffence,
    CaseRow,
    Member,
    Offence,
    Task,
    of_case,
)
from punte.investigation.cases.queries.about import register_clock
from punte.investigation.cases.queries.cases import (
    get_case,
    offences_in_force,
    offences_of,
    own_cases,
    zone_of,
)
from punte.investigation.cases.queries.tasks import my_case_tasks
from punte.investigation.cases.queries.team import accounts_with, possible_members, team_of
from punte.investigation.cases.reading import note_reading, opened
from punte.investigation.cases.registry import (
    Figure,
    Tab,
    case_frame,
    register_figure,
    register_tab,
    register_timeline,
    timeline_of,
)
from punte.investigation.cases.waiting import Wait, Waiting, register_waiting
from punte.investigation.cases.words import Closing, Hits, Origin, Part, Stage

__all__ = [
    "Case",
    "CaseEvent",
    "CaseOffence",
    "CaseRow",
    "Closing",
    "Facts",
    "Figure",
    "Hits",
    "Member",
    "Offence",
    "Origin",
    "Part",
    "Stage",
    "Tab",
    "Task",
    "Wait",
    "Waiting",
    "Wish",
    "accounts_with",
    "add_event",
    "add_member",
    "add_offence",
    "add_task",
    "answer_point",
    "case_frame",
    "follow_course",
    "get_case",
    "hold_case",
    "keep_change",
    "lock_case",
    "move_case",
    "my_case_tasks",
    "note",
    "note_reading",
    "of_case",
    "offences_in_force",
    "offences_of",
    "open_case",
    "opened",
    "own_cases",
    "possible_members",
    "register_clock",
    "register_figure",
    "register_tab",
    "register_timeline",
    "register_waiting",
    "team_of",
    "timeline_of",
    "zone_of",
]
