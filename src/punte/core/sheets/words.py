"""Why a file of rows cannot be read, in words: what it is, and what to do."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

UNREADABLE: Final[dict[str, str | Promise]] = {
    "empty": lazy("The file is empty."),
    "no_columns": lazy("No row with names of columns was found."),
    "too_many_columns": lazy("There are more than 400 columns."),
    "too_many_rows": lazy("There are more than 500,000 rows. Send the file in parts."),
    "not_text": lazy("This is no text file, and no spreadsheet that can be read."),
    "unknown_encoding": lazy("The encoding is not known. Save the file as UTF-8."),
    "broken_encoding": lazy("Some bytes do not fit the encoding. Save the file as UTF-8."),
    "broken_quotes": lazy(
        "A cell is far too long: perhaps a quotation mark is opened and never closed."
    ),
    "not_a_workbook": lazy("This is not a spreadsheet that can be read. Save it as XLSX."),
    "encrypted": lazy(
        "This spreadsheet is locked with a password. Open it in its program with the password, "
        "save a copy without one, and send that."
    ),
    "binary_book": lazy(
        "This is a binary spreadsheet (XLSB). Open it in its program and save it as XLSX."
    ),
    "saved_as_web": lazy(
        "This is a spreadsheet saved as XML or as a web archive. Open it in its program and save "
        "it as XLSX."
    ),
}


def unread_sheets(said: dict[str, object]) -> str:
    """Names of the sheets that were not read, with those that are hidden marked; may be empty."""
    others = said.get("others") or []
    assert isinstance(others, list)
    return ", ".join(
        _("%(sheet)s (hidden)") % {"sheet": name} if hidden else str(name)
        for name, hidden in others
    )
