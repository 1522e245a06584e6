"""What every write of this room begins and ends with."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.utils import timezone

from punte.core.access.door import Guarded, Permission, Viewer, get_visible
from punte.core.errors import Invalid, Refused, Stale
from punte.core.ledger.door import record
from punte.protection.assistance.door import AssistanceFile, hold_file

G = TypeVar("G", bound=Guarded)


def hold_row(by: Viewer, model: type[G], row_id: UUID) -> tuple[G, AssistanceFile]:
    """A row as it stands, and its open file, locked: so begins every write on a file."""
    by.require(Permission.WORK_FILES)
    found: Any = get_visible(model, viewer=by, pk=row_id)
    file = hold_file(by, found.file_id)
    return get_visible(model, viewer=by, pk=row_id), file


def check_version(row: Any, version: int) -> None:
    """Refuse what was decided from an older view."""
    if row.version != version:
        raise Stale(what=f"change {row._meta.model_name}", subject=row.file.person_id)


def check_class(by: Viewer, data_class: str) -> None:
    """Nobody writes what they may not read."""
    if data_class not in {held.value for held in by.classes}:
        raise Refused(what=f"write {data_class}")


def sides(file: AssistanceFile) -> dict[str, Any]:
    """Whose a new row is, and who sees it."""
    return {"file": file, "owner": file.owner, "audiences": file.audiences}


def change(row: Any, values: dict[str, Any]) -> list[str]:
    """Write what differs, and count the change; the names of the fields that differed."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    row.version += 1
    row.changed_at = timezone.now()
    row.save(update_fields=[*changed, "version", "changed_at"])
    return changed


def enter(action: str, by: Viewer, file: AssistanceFile, row: Any, **detail: Any) -> None:
    """The entry in the ledger: which row, never its words."""
    record(
        action=action,
        by=by,
        subject=file.person_id,
        owners=[file.owner],
        detail={"file": str(file.id), "row": str(row.id), **detail},
    )


def checked_words(text: str, most: int, what: object) -> str:
    """Text without what no text holds. Raises Invalid."""
    clean = text.strip()
    if "\x00" in clean or len(clean) > most:
        raise Invalid(what)
    return clean
