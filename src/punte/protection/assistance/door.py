"""What other rooms may use of assistance files."""

from __future__ import annotations

from punte.protection.assistance.actions.age import set_age_band
from punte.protection.assistance.actions.hold import hold_file
from punte.protection.assistance.actions.risk import rate_risk
from punte.protection.assistance.models import AssistanceFile
from punte.protection.assistance.openings import register_on_open
from punte.protection.assistance.pages import act_page
from punte.protection.assistance.queries import file_of_person, get_file, own_files
from punte.protection.assistance.tabs import Tab, file_frame, register_tab

__all__ = [
    "AssistanceFile",
    "Tab",
    "act_page",
    "file_frame",
    "file_of_person",
    "get_file",
    "hold_file",
    "own_files",
    "rate_risk",
    "register_on_open",
    "register_tab",
    "set_age_band",
]
