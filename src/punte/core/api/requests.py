"""What an operation of the API begins with: its permission, its key, its page."""

from __future__ import annotations

import base64
import binascii
import functools
import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from ninja import Schema
from pydantic import model_validator

from punte.core.access.door import Permission, Viewer
from punte.core.api.problems import NoToken
from punte.core.errors import Invalid

F = TypeVar("F", bound=Callable[..., Any])
M = TypeVar("M", bound=Model)
MOST = 200
LONGEST_KEY = 200


def allows(permission: Permission) -> Callable[[F], F]:
    """Name the permission of an operation; a request without a working token gets 401.

    Stands under the route's decorator, nearest to the function.
    """

    def decorate(operation: F) -> F:
        @functools.wraps(operation)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            with_token(request).require(permission)
            return operation(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        # Ninja reads annotations where the function was written, which is not here.
        guarded.__signature__ = inspect.signature(operation, eval_str=True)  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def with_token(request: HttpRequest) -> Viewer:
    """The API's first gate, before anything of the request is read; raises NoToken."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None:
        raise NoToken
    return viewer


def viewer_in(request: HttpRequest) -> Viewer:
    """The program's viewer, in an operation that `allows` guards."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def request_key(request: HttpRequest) -> UUID:
    """The key that makes a POST act once: from the header `Idempotency-Key` and the token.

    Raises Invalid when the header is missing, empty, or longer than 200 characters.
    """
    key = request.headers.get("Idempotency-Key", "").strip()
    if not key or len(key) > LONGEST_KEY:
        raise Invalid("Send a header Idempotency-Key of 1 to 200 characters, new for each act.")
    token_id: UUID = request.api_token.id  # type: ignore[attr-defined]
    return uuid5(token_id, key)


class Body(Schema):
    """What a request may send: a NUL character anywhere in it is refused, as no text holds one."""

    @model_validator(mode="before")
    @classmethod
    def refuse_nul(cls, values: Any) -> Any:
        sent = getattr(values, "_obj", values)  # ninja hands over what it was given in a wrapper
        if has_nul(sent):
            raise ValueError("A text holds a NUL character.")
        return values


def has_nul(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(has_nul(one) for pair in value.items() for one in pair)
    if isinstance(value, list | tuple):
        return any(has_nul(one) for one in value)
    return isinstance(value, str) and "\x00" in value


class Page(Schema):
    """A page of a list. next: what to send as `after` for the one that follows; null at the end."""

    next: str | None


def page_of(
    rows: QuerySet[M], *, newest: str, after: str | None, limit: int
) -> tuple[list[M], str | None]:
    """One page by falling `newest` (a time) and key, and the cursor of the next.

    A cursor goes on where the page ended, whatever is added meanwhile. Raises Invalid for a
    cursor that this list did not give, and for a limit outside 1 to 200.
    """
    if not 1 <= limit <= MOST:
        raise Invalid(f"limit is 1 to {MOST}.")
    if after:
        moment, key = read_cursor(after)
        rows = rows.filter(Q(**{f"{newest}__lt": moment}) | Q(**{newest: moment, "pk__gt": key}))
    found = list(rows.order_by(f"-{newest}", "pk")[: limit + 1])
    page = found[:limit]
    more = len(found) > limit
    return page, make_cursor(
        getattr(page[-1], newest).isoformat(), str(page[-1].pk)
    ) if more else None


def make_cursor(*parts: str) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


def read_cursor(text: str) -> Sequence[Any]:
    """The time and the key of a cursor; Invalid when it is none."""
    try:
        moment, key = json.loads(base64.urlsafe_b64decode(text.encode()))
        read = datetime.fromisoformat(moment), UUID(key)
    except (ValueError, TypeError, binascii.Error) as error:
        raise Invalid("`after` is no cursor of this list.") from error
    if read[0].tzinfo is None:
        raise Invalid("`after` is no cursor of this list.")
    return read
