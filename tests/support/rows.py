"""A valid row of any model, made from its fields: for walks over all tables."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.db import models
from django.utils import timezone

from punte.core.ids import new_id

# What the fields alone do not tell: values that a constraint of the table asks for.
SPECIAL: dict[str, dict[str, Any]] = {
    "access.Grant": {"ends_at": timezone.now() + timedelta(days=1)},
    "deadlines.Clock": {
        "started_at": timezone.now(),
        "warn_at": timezone.now() + timedelta(days=1),
        "due_at": timezone.now() + timedelta(days=2),
    },
    "course.Disclosure": {"until": timezone.now() + timedelta(days=1)},
    "course.Restraint": {"ends_at": timezone.now() + timedelta(days=1)},
    "assistance.AssistanceFile": {"state": "open"},
    "assistance.Transfer": {"basis": "vital"},
    "deadlines.Rule": {"term": 5, "warn_before": 1},
    "authorisations.MeasureRule": {"first_days": 30, "total_days": None},
    "authorisations.Request": {
        "wished_start": timezone.now(),
        "wished_end": timezone.now() + timedelta(days=1),
    },
    "authorisations.Order": {
        "start": timezone.now(),
        "end": timezone.now() + timedelta(days=1),
    },
    "plans.Change": {"number": 2, "based_on": 1},
    "referral.Consent": {"expires_at": timezone.now() + timedelta(days=1)},
    "referral.Referral": {"basis": "legal"},
}


def make_row(model: type[models.Model], **given: Any) -> models.Model:
    """Write one row; rows it points at are made too, unless given. Returns it unread."""
    row = draft_row(model, **given)
    row.save(force_insert=True)
    return row


def draft_row(model: type[models.Model], **given: Any) -> models.Model:
    """The same, not yet written; what it points at is."""
    values = {**SPECIAL.get(model._meta.label, {}), **given}
    for field in model._meta.concrete_fields:
        if field.name not in values and not _may_stay_out(field):
            values[field.name] = _value(field, given)
    return model(**values)


def _may_stay_out(field: models.Field[Any, Any]) -> bool:
    made_by_database = isinstance(field, models.AutoField | models.BigAutoField)
    has_default = field.has_default() or field.db_default is not models.NOT_PROVIDED
    return made_by_database or field.null or has_default or getattr(field, "auto_now_add", False)


def _value(field: models.Field[Any, Any], given: dict[str, Any]) -> Any:
    if isinstance(field, models.ForeignKey):
        target: type[models.Model] = field.related_model  # type: ignore[assignment]
        names = {f.name for f in target._meta.concrete_fields}
        if not names & PASSED_ON and not field.unique and (found := target._base_manager.first()):
            return found
        passed = {k: v for k, v in given.items() if k in names & PASSED_ON}
        return _made(target, passed) or make_row(target, **passed)
    if field.choices:
        return field.choices[0][0]  # type: ignore[index]
    for kind, make in MAKERS.items():
        if isinstance(field, kind):
            return make(field)
    raise TypeError(f"say in tests/support/rows.py how to fill {field}")


def _made(target: type[models.Model], passed: dict[str, Any]) -> models.Model | None:
    """The row made on the way before, where the owner may have one alone, as a case's team has."""
    alone = [c.fields for c in target._meta.constraints if isinstance(c, models.UniqueConstraint)]
    if "owner" not in passed or ("owner",) not in alone:
        return None
    return target._base_manager.filter(owner=passed["owner"]).first()


PASSED_ON = {"owner", "audiences", "grants_end"}
_NUMBER = count(1)
MAKERS: dict[type[models.Field[Any, Any]], Any] = {
    models.UUIDField: lambda field: new_id(),
    models.EmailField: lambda field: f"row{next(_NUMBER)}@test.invalid",
    models.CharField: lambda field: f"x{next(_NUMBER)}"[: field.max_length],
    models.TextField: lambda field: "invented",
    models.BooleanField: lambda field: False,
    models.BinaryField: lambda field: b"0123456789abcdef",
    models.DateTimeField: lambda field: timezone.now(),
    models.DateField: lambda field: date(2026, 1, 1),
    models.FloatField: lambda field: 1.0,
    models.DurationField: lambda field: timedelta(),
    # Far from the keys of real accounts, which many of these name.
    models.BigIntegerField: lambda field: 10**12 + next(_NUMBER),
    models.IntegerField: lambda field: next(_NUMBER),
    models.DecimalField: lambda field: Decimal(10),
    models.JSONField: lambda field: {},
    models.Field: lambda field: [],
}
