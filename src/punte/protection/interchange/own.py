"""Our own JSON: one assistance file as a document with a version. docs/interchange.md tells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from punte.algorithms.htcds import Record

DOCUMENT: Final = "punte.assistance-file"
VERSION: Final = 1


def document(record: Record, sections: Mapping[str, Any]) -> dict[str, Any]:
    """One person's record with what hangs on the file, by kind of row."""
    return {"format": DOCUMENT, "version": VERSION, "record": record, "sections": dict(sections)}
