"""What can be wrong with a file or a cell, in words."""

from __future__ import annotations

from collections import Counter
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from punte.core.sheets.door import UNREADABLE, unread_sheets
from punte.protection.assistance.door import rebuilt_sections

FAULT_WORDS: Final[dict[str, str | Promise]] = {
    "unknown_code": lazy("This field knows no such word or code."),
    "not_a_date": lazy("This is not a date."),
    "date_order": lazy("Day and month stand in another order than in the rest of the column."),
    "date_in_doubt": lazy("Day and month can be read in two ways."),
    "two_digit_year": lazy("The year has two digits, and the century is not clear."),
    "date_in_future": lazy("This day has not come yet."),
    "not_a_number": lazy("This is not a number."),
    "not_yes_no": lazy("This is neither yes nor no."),
    "not_a_country": lazy("There is no country of this name or code."),
    "not_a_language": lazy("There is no language of this name or code."),
    "too_long": lazy("The text is too long for this field."),
    "too_many": lazy("There are too many values in one cell."),
    "bad_character": lazy("There is a character that no text holds."),
    "not_an_email": lazy("This is not an e-mail address."),
    "merged_cell": lazy("The cell is merged with others: whose it is cannot be told."),
    "formula_failed": lazy("The formula in this cell gives no value. Write the value itself."),
    "too_many_cells": lazy("The row has more cells than there are columns."),
    "nothing_mapped": lazy("No chosen column of this row has a value."),
    "changed_since": lazy(
        "This case is in already and the row says something else now. Nothing was changed."
    ),
    "section_misfit": lazy(
        "Something here cannot be written into a file of ours. Mend it, or leave this section out."
    ),
    "section_refused": lazy("Your role may not write this. Let somebody bring it in who may."),
    "twice_in_file": lazy("The same case stands in this file twice and says different things."),
}
# Sections that are kept and given out again, and by rooms where no word of their own stands.
KEPT_WORDS: Final[dict[str, str | Promise]] = {
    "assistance": lazy("Closings, follow-ups, links and transfers"),
    "caseload": lazy("Tasks and reviews"),
    "children": lazy("Best interests, guardian, age and school"),
    "delivery": lazy("Appointments, notes and documents, without their words"),
    "justice": lazy("Way through justice"),
    "plans": lazy("Agreements, and how the plan changed"),
}
FAILURES: Final[dict[str, str | Promise]] = {
    **UNREADABLE,
    "too_large_unpacked": lazy("The spreadsheet is far larger inside than it may be."),
    "broken_json": lazy("This is not JSON."),
    "not_a_record": lazy("Something in the list is not a record with named values."),
    "other_version": lazy("The document has a version that is not known here."),
    "use_lines": lazy("A list this long must come with one record a line."),
    "file_gone": lazy("The file is no longer kept. Send it again."),
    "no_role": lazy("Whoever began this may no longer bring cases in here."),
    "fault": lazy("The program failed. What is in stays in. Try to go on; if it fails again, "
                  "tell who runs this system."),
}  # fmt: skip
ENCODINGS: Final[dict[str, str | Promise]] = {
    "utf-8": lazy("UTF-8"),
    "utf-8-sig": lazy("UTF-8 with a mark"),
    "utf-16": lazy("UTF-16"),
    "utf-16-le": lazy("UTF-16"),
    "utf-16-be": lazy("UTF-16"),
    "cp1250": lazy("Windows, Central European (1250)"),
    "cp1251": lazy("Windows, Cyrillic (1251)"),
}
DELIMITERS: Final[dict[str, str | Promise]] = {
    ",": lazy("comma"),
    ";": lazy("semicolon"),
    "\t": lazy("tab"),
    "|": lazy("vertical line"),
}


def failure_words(failure: str) -> str:
    """A kept failure (`code` or `code:row`) as a sentence."""
    code, _colon, row = failure.partition(":")
    words = str(FAILURES.get(code, FAILURES["fault"]))
    return _("Row %(row)s: %(words)s") % {"row": row, "words": words} if row else words


def said_words(said: dict[str, object]) -> list[tuple[str, str]]:
    """What the file turned out to be, as pairs of name and value."""
    pairs = []
    if encoding := said.get("encoding"):
        pairs.append((_("Encoding"), str(ENCODINGS.get(str(encoding), encoding))))
    if delimiter := said.get("delimiter"):
        pairs.append((_("Between cells"), str(DELIMITERS.get(str(delimiter), delimiter))))
    if "sheet" in said:
        pairs.append((_("Sheet"), str(said["sheet"])))
        pairs.append((_("Names of columns in row"), str(said["head"])))
    if others := unread_sheets(said):
        pairs.append((_("Sheets that were not read"), others))
    if merged := said.get("merged"):
        pairs.append((_("Merged cells"), str(merged)))
    if said.get("own"):
        pairs.append((_("Kind"), _("Assistance files of Punte")))
    return pairs


def section_words(counts: dict[str, int]) -> dict[str, list[tuple[str, int]]]:
    """What hangs on the files, by what becomes of it: `rebuilt` here, or only `kept`."""
    rebuilt = rebuilt_sections()
    found: dict[str, Counter[str]] = {"rebuilt": Counter(), "kept": Counter()}
    for name, count in counts.items():
        if label := rebuilt.get(name):
            found["rebuilt"][str(label)] += count
        elif name not in rebuilt:
            found["kept"][str(KEPT_WORDS.get(name.partition(".")[0], name))] += count
    return {what: sorted(counter.items()) for what, counter in found.items()}
