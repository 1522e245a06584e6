"""What can be wrong with a list or a cell, in words."""

from __future__ import annotations

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from punte.core.sheets.door import UNREADABLE, unread_sheets
from punte.investigation.exchange.models import ListImport

REASONS: Final[dict[str, str | Promise]] = {
    "missing": lazy("What every row needs is not there."),
    "not_a_moment": lazy("This is no date or time."),
    "in_doubt": lazy("Day and month can be read in two ways."),
    "hour_twice": lazy(
        "The clocks were turned back, and this hour came twice. Write after it how far ahead of "
        "UTC the clock was, as in 03:30 +02:00."
    ),
    "hour_left_out": lazy(
        "The clocks were turned forward, and this hour was left out. The clock that wrote it is "
        "of another time zone."
    ),
    "out_of_time": lazy("The clock was wrong: this moment lies in the future, or long ago."),
    "not_a_duration": lazy("This is no length of time."),
    "no_direction": lazy("This says neither incoming nor outgoing."),
    "hidden": lazy("The number is withheld."),
    "shortened": lazy(
        "A spreadsheet has cut this number short, and its last digits are lost. Ask for the list "
        "with its numbers kept as text."
    ),
    "filler": lazy("This only fills the place of a number."),
    "unreadable": lazy("This is no value of that kind."),
    "merged": lazy("The cell is merged with others: whose it is cannot be told."),
    "failed": lazy("The formula in this cell gives no value. Write the value itself."),
    "too_many_cells": lazy("The row has more cells than there are columns."),
    "no_entity": lazy("This is no entity of FollowTheMoney."),
    "unknown_schema": lazy(
        "Entities of this schema have no place here. They stay in the kept file."
    ),
    "named_twice": lazy("One name stands twice in this entity: a value of it would be lost."),
    "too_many_values": lazy("There are more than 200 values of one property."),
    "no_ends": lazy("An end of this link is not in the file."),
    "twice": lazy("The same row stands in the file before."),
}
FAILURES: Final[dict[str, str | Promise]] = {
    **UNREADABLE,
    "no_rows": lazy("There are names of columns, and no row under them."),
    "too_large_unpacked": lazy("Unpacked, the file is far larger than a list can be."),
    "broken_json": lazy("This is no JSON."),
    "use_lines": lazy("The list is too long to be held at once. Send one entity a line."),
    "gone": lazy("The file, the case or your role in it is no longer there."),
    "closed": lazy("The case was closed meanwhile. Nothing came in."),
    "fault": lazy("Something went wrong here. Nothing came in; start again."),
}


def failure_words(failure: str) -> str:
    """Why a step ended, and in which row."""
    code, _colon, row = failure.partition(":")
    words = str(FAILURES.get(code, code))
    return _("Row %(row)s: %(words)s") % {"row": row, "words": words} if row else words


def said_words(run: ListImport) -> list[tuple[str, str]]:
    """What the file turned out to be."""
    said: dict[str, Any] = run.said
    signs = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("bar")}
    facts = [
        (_("Encoding"), said.get("encoding", "")),
        (_("Between cells"), signs.get(said.get("delimiter", ""), "")),
        (_("Sheet"), said.get("sheet", "")),
        (_("Sheets that were not read"), unread_sheets(said)),
        (_("Read as kept under"), said.get("spec", "")),
        (_("Schemata"), _often(said.get("schemata", {}))),
    ]
    return [(name, str(value)) for name, value in facts if value]


def _often(schemata: dict[str, int]) -> str:
    return ", ".join(f"{name} {often}" for name, often in schemata.items())
