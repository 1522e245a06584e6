"""What other rooms may use of assistance files."""

from __future__ import annotations

from punte.protection.assistance.actions.age import set_age_band
from punte.protection.assistance.actions.caseworker import assign_caseworker
from punte.protection.assistance.actions.hold import hold_file, keep_change
from punte.protection.assistance.actions.opening import clock_wish, open_file, take_in_files
from punte.protection.assistance.actions.risk import rate_risk
from punte.protection.assistance.models import AssistanceFile, FollowUp
from punte.protection.assistance.more_questions import (
    answers_by_record,
    answers_shown,
    keep_about,
)
from punte.protection.assistance.openings import register_on_open
from punte.protection.assistance.pages import act_page, ask_at
from punte.protection.assistance.queries.family import relations_of
from punte.protection.assistance.queries.files import (
    colleagues,
    file_of_person,
    get_file,
    open_files_of,
    own_files,
)
from punte.protection.assistance.queries.follow_ups import (
    follow_ups_due,
    follow_ups_to_do,
)
from punte.protection.assistance.queries.transfers import transfers_to_answer
from punte.protection.assistance.reading import note_reading, opened
from punte.protection.assistance.rebuilding import (
    Misfit,
    Rebuilder,
    Row,
    Sections,
    Write,
    read_sections,
    rebuilt_sections,
    register_rebuilder,
)
from punte.protection.assistance.registry import (
    ClosingCheck,
    held_by,
    register_clocks,
    register_closing_check,
    register_next,
    register_timeline,
    timeline_of,
)
from punte.protection.assistance.responsible import responsible_for, responsible_for_each
from punte.protection.assistance.tabs import Tab, file_frame, register_tab

__all__ = [
    "AssistanceFile",
    "ClosingCheck",
    "FollowUp",
    "Misfit",
    "Rebuilder",
    "Row",
    "Sections",
    "Tab",
    "Write",
    "act_page",
    "answers_by_record",
    "answers_shown",
    "ask_at",
    "assign_caseworker",
    "clock_wish",
    "colleagues",
    "file_frame",
    "file_of_person",
    "follow_ups_due",
    "follow_ups_to_do",
    "get_file",
    "held_by",
    "hold_file",
    "keep_about",
    "keep_change",
    "note_reading",
    "open_file",
    "open_files_of",
    "opened",
    "own_files",
    "rate_risk",
    "read_sections",
    "rebuilt_sections",
    "register_clocks",
    "register_closing_check",
    "register_next",
    "register_on_open",
    "register_rebuilder",
    "register_tab",
    "register_timeline",
    "relations_of",
    "responsible_for",
    "responsible_for_each",
    "set_age_band",
    "take_in_files",
    "timeline_of",
    "transfers_to_answer",
]
