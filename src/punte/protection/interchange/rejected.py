"""The rejected rows as a file: what came, with the reasons, to be mended and sent again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.errors import Conflict
from punte.core.sheets.door import Table, Unreadable, bare, disarmed
from punte.protection.interchange.background import open_table
from punte.protection.interchange.models import ImportRun
from punte.protection.interchange.queries import rejects_of
from punte.protection.interchange.words import FAULT_WORDS


def rejected_csv(viewer: Viewer, run: ImportRun) -> Iterator[bytes]:
    """CSV with a mark: row number, reasons, then the row itself under its own names of columns.

    Raises Conflict when the file is no longer kept; NotHere when it may not be read.
    """
    why: dict[int, list[str]] = {}
    for reject in rejects_of(viewer, run):
        reason = str(FAULT_WORDS.get(reject.reason, reject.reason))
        where = f"{reject.column}: {reason}" if reject.column else reason
        why.setdefault(reject.row, []).append(where)
    try:
        table = open_table(run, viewer)
    except Unreadable as error:
        raise Conflict(_("The file is no longer kept. Send it again.")) from error
    return _lines(table, why)


def _lines(table: Table, why: dict[int, list[str]]) -> Iterator[bytes]:
    text = io.StringIO()
    writer = csv.writer(text)
    head = [_("Row"), _("Why"), *table.headers]
    writer.writerow([disarmed(cell) for cell in head])
    yield b"\xef\xbb\xbf" + text.getvalue().encode()
    for number, cells in table.rows:
        if number in why:
            text.seek(0)
            text.truncate()
            row = [str(number), " ".join(why[number]), *map(_shown, cells)]
            writer.writerow([disarmed(cell) for cell in row])
            yield text.getvalue().encode()


def _shown(cell: Any) -> str:
    value = bare(cell)
    return "" if value is None else str(value)
