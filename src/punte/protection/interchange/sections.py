"""What hangs on assistance files, whichever room keeps it: every guarded table with a `file`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from punte.core.access.door import Guarded, Viewer
from punte.core.agencies.door import Agency, Desk
from punte.protection.assistance.door import AssistanceFile

# What belongs to this node alone, or says nothing outside of it.
LEFT_OUT = frozenset({"owner", "audiences", "grants_end", "request_key", "file"})
Names = Mapping[Any, Mapping[int, str]]
_JSON = DjangoJSONEncoder(ensure_ascii=False)


@cache
def tables() -> tuple[type[Guarded], ...]:
    """Models of all rooms whose rows belong to a file, in a fixed order."""
    found = [
        model
        for model in apps.get_models()
        if issubclass(model, Guarded) and _file_field(model) is not None
    ]
    return tuple(sorted(found, key=lambda model: model._meta.label_lower))


def _file_field(model: type[models.Model]) -> models.Field[Any, Any] | None:
    named = {field.name: field for field in model._meta.concrete_fields}
    field = named.get("file")
    return field if field is not None and field.related_model is AssistanceFile else None


def sections_of(viewer: Viewer, files: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """Rows by file and table, as plain JSON: what this viewer may see and nothing else."""
    keys, names = list(files), place_names()
    found: dict[UUID, dict[str, Any]] = defaultdict(dict)
    for model in tables():
        every: Any = model.objects.visible_to(viewer)
        rows = every.filter(file__in=keys).order_by("pk")
        for row in rows:
            rest = found[row.file_id]
            rest.setdefault(model._meta.label_lower, []).append(plain(row, names))
    return found


def place_names() -> Names:
    """Agencies and desks by number: a number says nothing to another node."""
    return {model: dict(model.objects.values_list("pk", "name")) for model in (Agency, Desk)}


def plain(row: models.Model, names: Names) -> dict[str, Any]:
    """A row's own columns in JSON's types; bytes and what is this node's alone stay out."""
    return {
        field.name: json_value(_value(row, field, names))
        for field in row._meta.concrete_fields
        if field.name not in LEFT_OUT and not isinstance(field, models.BinaryField)
    }


def _value(row: models.Model, field: models.Field[Any, Any], names: Names) -> Any:
    value = getattr(row, field.attname)
    known = names.get(field.related_model) if field.is_relation else None
    return value if known is None else known.get(value)


def json_value(value: Any) -> Any:
    """Dates, ids and numbers as texts."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, dict):
        return {str(key): json_value(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(part) for part in value]
    try:
        return _JSON.default(value)
    except TypeError:
        return str(value)
