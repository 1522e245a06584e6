"""What other rooms may use of assistance files."""

from __future__ import annotations

from punte.protection.assistance.models import AssistanceFile
from punte.protection.assistance.queries import file_of_person, get_file, own_files
from punte.protection.assistance.tabs import Tab, file_frame, register_tab

__all__ = [
    "AssistanceFile",
    "Tab",
    "file_frame",
    "file_of_person",
    "get_file",
    "own_files",
    "register_tab",
]
