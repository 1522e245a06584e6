"""Pages of a list: each says where the next begins."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from ninja import Schema

from punte.core.errors import Invalid

M = TypeVar("M", bound=Model)
MOST = 200


class Page(Schema):
    """A page of a list. next: what to send as `after` for the one that follows; null at the end."""

    next: str | None


def page_of(
    rows: QuerySet[M], *, by: str, after: str | None, limit: int
) -> tuple[list[M], str | None]:
    """One page in the order of a day, time or text and the key, and the cursor of the next.

    by: as `order_by` takes it: "-changed_at" falls, "due_on" rises; rows without one come last.
    A cursor goes on where the page ended, whatever is added meanwhile. Raises Invalid for a
    cursor that this list did not give, and for a limit outside 1 to 200.
    """
    if not 1 <= limit <= MOST:
        raise Invalid(f"limit is 1 to {MOST}.")
    name = by.lstrip("-")
    if after:
        rows = rows.filter(further(rows, by, after))
    found = list(rows.order_by(by, "pk")[: limit + 1])
    page = found[:limit]
    if len(found) <= limit:
        return page, None
    value = getattr(page[-1], name)
    plain = value if value is None or isinstance(value, str) else value.isoformat()
    return page, make_cursor(plain, str(page[-1].pk))


def further(rows: QuerySet[M], by: str, after: str) -> Q:
    """What comes after a cursor."""
    name = by.lstrip("-")
    value, key = read_cursor(rows, name, after)
    if value is None:
        return Q(**{name: None, "pk__gt": key})
    beyond = Q(**{f"{name}__{'lt' if by != name else 'gt'}": value})
    return beyond | Q(**{name: value, "pk__gt": key}) | Q(**{name: None})


def make_cursor(*parts: str | None) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


def read_cursor(rows: QuerySet[M], name: str, text: str) -> tuple[Any, UUID]:
    """The day, time or text and the key of a cursor; Invalid when it is none of this list."""
    field: Any = rows.model._meta.get_field(name)
    try:
        value, key = json.loads(base64.urlsafe_b64decode(text.encode()))
        found = field.to_python(value), UUID(key)
    except (ValueError, TypeError, AttributeError, ValidationError, binascii.Error) as error:
        raise Invalid("`after` is no cursor of this list.") from error
    if isinstance(found[0], str) and "\x00" in found[0]:
        raise Invalid("`after` is no cursor of this list.")
    naive = hasattr(found[0], "utcoffset") and found[0].tzinfo is None
    if naive or (found[0] is None and not field.null):
        raise Invalid("`after` is no cursor of this list.")
    return found
