"""The rejected rows as they came, with the reasons, to be mended and sent again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.sheets.door import Table, bare, disarmed
from punte.investigation.exchange.background import open_table
from punte.investigation.exchange.lists.fields import GRAPH
from punte.investigation.exchange.models import ListImport
from punte.investigation.exchange.queries import rejects_of
from punte.investigation.exchange.words import REASONS


def rejected_csv(viewer: Viewer, run: ListImport) -> Iterator[bytes]:
    """CSV with a mark; every cell disarmed, so that no spreadsheet runs one."""
    why: dict[int, list[str]] = {}
    for reject in rejects_of(viewer, run):
        words = str(REASONS.get(reject.reason, reject.reason))
        where = f"{reject.column}: {words}" if reject.column else words
        why.setdefault(reject.row, []).append(where)
    if run.kind == GRAPH.key:
        return _nodes(viewer, run)
    return _lines(open_table(run, viewer), why)


def _nodes(viewer: Viewer, run: ListImport) -> Iterator[bytes]:
    """Of a graph: which entity, what of it, and why."""
    yield b"\xef\xbb\xbf" + _line([_("Row"), _("Column"), _("What stands there"), _("Why")])
    for reject in rejects_of(viewer, run):
        words = str(REASONS.get(reject.reason, reject.reason))
        yield _line([str(reject.row), reject.column, reject.cell, words])


def _lines(table: Table, why: dict[int, list[str]]) -> Iterator[bytes]:
    yield b"\xef\xbb\xbf" + _line([_("Row"), _("Why"), *table.headers])
    for number, cells in table.rows:
        if number in why:
            yield _line([str(number), " ".join(why[number]), *map(_shown, cells)])


def _line(cells: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow([disarmed(cell) for cell in cells])
    return text.getvalue().encode()


def _shown(cell: object) -> str:
    value = bare(cell)
    return "" if value is None else str(value)
