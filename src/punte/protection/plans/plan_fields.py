"""The fields of goals and steps: as text in changes, as values in rows, as words on pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punte.core.errors import Invalid
from punte.protection.plans.models.words import (
    Area,
    Doer,
    GoalState,
    Kind,
    StepState,
    Wanted,
)

LONGEST = 300


@dataclass(frozen=True)
class Field:
    """One field. what: its kind of value (words, optional words, a date, a desk), or choices."""

    label: str | Promise
    what: str | type[TextChoices]


FIELDS: dict[str, dict[str, Field]] = {
    Kind.GOAL: {
        "words": Field(gettext_lazy("Goal"), "words"),
        "area": Field(gettext_lazy("Area"), Area),
        "wanted": Field(gettext_lazy("Wanted?"), Wanted),
        "target_on": Field(gettext_lazy("Reached by"), "date"),
        "state": Field(gettext_lazy("State"), GoalState),
    },
    Kind.STEP: {
        "words": Field(gettext_lazy("Step"), "words"),
        "doer": Field(gettext_lazy("Who does it"), Doer),
        "desk": Field(gettext_lazy("Which desk"), "desk"),
        "due_on": Field(gettext_lazy("Due"), "date"),
        "state": Field(gettext_lazy("State"), StepState),
        "reason": Field(gettext_lazy("Why dropped"), "remark"),
    },
}


def as_text(value: Any) -> str:
    """A form's or a row's value as changes keep it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(getattr(value, "pk", value)).strip()


def texts_of(kind: str, row: Any) -> dict[str, str]:
    """All fields of a goal or step as changes keep them."""
    columns = {"desk": "desk_id"}
    return {name: as_text(getattr(row, columns.get(name, name))) for name in FIELDS[kind]}


def field_of(kind: str, name: str) -> Field:
    """Invalid for a field that there is not."""
    field = FIELDS[kind].get(name)
    if field is None:
        raise Invalid(_("There is no such field."))
    return field


def as_value(kind: str, name: str, text: str) -> Any:
    """A change's text as the row keeps it; Invalid where it makes no sense."""
    field = field_of(kind, name)
    if isinstance(field.what, type):
        if text not in field.what.values:
            raise _senseless(field)
        return text
    return _plain_value(field, text)


def _plain_value(field: Field, text: str) -> Any:
    try:
        if field.what == "date":
            return date.fromisoformat(text) if text else None
        if field.what == "desk":
            return int(text) if text else None
    except ValueError as error:
        raise _senseless(field) from error
    if len(text) > LONGEST or "\x00" in text or (field.what == "words" and not text):
        raise _senseless(field)
    return text


def _senseless(field: Field) -> Invalid:
    return Invalid(_("This does not fit here: %(field)s.") % {"field": field.label})


def in_words(kind: str, name: str, text: str, desks: Mapping[str, str]) -> str:
    """A change's text for people. desks: names by number, as text."""
    field = FIELDS[kind].get(name)
    if not text or field is None:
        return text or "–"
    if isinstance(field.what, type):
        return str(field.what(text).label) if text in field.what.values else text
    if field.what == "date":
        return date_format(date.fromisoformat(text), "DATE_FORMAT")
    return desks.get(text, text) if field.what == "desk" else text
