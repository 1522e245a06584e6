"""Saved ways to read a partner's tables: columns by their folded names."""

from __future__ import annotations

from typing import Any

from punte.algorithms.htcds import fields
from punte.core.sheets.door import plain_name
from punte.protection.interchange.models import ImportRun, MappingSpec


def spec_columns(columns: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """What a specification keeps of chosen columns: field and order of dates, by name."""
    return {
        plain_name(column["name"]): {"field": column["field"], "order": column["order"]}
        for column in columns
        if column["name"]
    }


def apply_spec(run: ImportRun, spec: MappingSpec | None = None) -> bool:
    """Read the run's columns by a specification; by default the newest that knows all of them."""
    names = {plain_name(column["name"]) for column in run.columns if column["name"]}
    rows = MappingSpec.objects.filter(owner=run.owner).order_by("-saved_at")[:50]
    found = spec or next((row for row in rows if names <= set(row.columns)), None)
    if found is None:
        return False
    for column in run.columns:
        known = found.columns.get(plain_name(column["name"]), {})
        if known.get("field", "") in {"", *fields()}:
            column["field"] = known.get("field", "")
            # What the column itself proves goes before what an earlier one was.
            column["order"] = column["order"] or (known.get("order", "") if column["ask"] else "")
    run.said = {**run.said, "spec": found.name}
    return True
