"""Our own JSON: one assistance file as a document with a version. docs/interchange.md tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from punte.algorithms.htcds import Record
from punte.protection.assistance.door import Misfit, Sections

DOCUMENT: Final = "punte.assistance-file"
VERSION: Final = 1
MOST_ROWS: Final = 1000


def document(record: Record, sections: Mapping[str, Any]) -> dict[str, Any]:
    """One person's record with what hangs on the file, by kind of row."""
    return {"format": DOCUMENT, "version": VERSION, "record": record, "sections": dict(sections)}


def checked(sections: Mapping[str, Any]) -> Sections:
    """Sections as lists of rows with names. Raises Misfit for anything else, and for too many."""
    for name, rows in sections.items():
        fits = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
        if not fits or len(rows) > MOST_ROWS:
            raise Misfit(name)
    return sections


def counted(sections: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many rows there are of each section."""
    found: Counter[str] = Counter()
    for one in sections:
        found.update({name: len(rows) for name, rows in one.items() if isinstance(rows, list)})
    return dict(found)
