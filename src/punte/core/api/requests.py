"""What an operation of the API begins with: its permission, its key, its page."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Annotated, Any, TypeVar
from uuid import UUID, uuid5

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema
from ninja.params.functions import Header
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    WithJsonSchema,
    model_validator,
)

from punte.core.access.door import HELP, Permission, Purpose, Viewer
from punte.core.api.models import ApiAct
from punte.core.api.problems import NoToken
from punte.core.errors import Invalid, NotHere

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")
LONGEST_KEY = 200
TAG = re.compile(r'^"([0-9]{1,9})"$')
YEARS = range(1900, 2200)


def in_years(value: date) -> Any:
    if value.year not in YEARS:
        raise ValueError(f"A year is one of {YEARS.start} to {YEARS.stop - 1}.")
    return value


# A day, and a moment with its time zone, that a clock can still count with.
Day = Annotated[date, AfterValidator(in_years)]
Moment = Annotated[AwareDatetime, AfterValidator(in_years)]


def allows(*permissions: Permission, purposes: Collection[Purpose] = HELP) -> Callable[[F], F]:
    """Name the permissions of an operation, of which one is enough, and the purposes it serves.

    A request without a working token gets 401, without the permission 403; for a token of another
    purpose there is nothing here: 404. Stands under the route's decorator, nearest to the function.
    """

    def decorate(operation: F) -> F:
        @functools.wraps(operation)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            viewer = with_token(request)
            if not any(viewer.may(permission) for permission in permissions):
                viewer.require(permissions[0])
            if viewer.purpose not in purposes:
                raise NotHere(what=f"purpose {viewer.purpose.value}")
            return operation(request, *args, **kwargs)

        guarded.permission = permissions[0]  # type: ignore[attr-defined]
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


def act_once(request: HttpRequest, act: Callable[[], T], again: Callable[[], T]) -> T:
    """`act` when its key comes to this address the first time; later `again`: read what stands.

    For changes of what is there; what makes a row keeps the key in the row. A change that failed
    leaves no key behind.
    """
    key = uuid5(request_key(request), request.path)
    _row, new = ApiAct.objects.get_or_create(key=key, defaults={"at": timezone.now()})
    return act() if new else again()


def tag_of(answer: Any) -> str:
    """The ETag of an answer that tells its version; else empty."""
    version = answer.get("version") if isinstance(answer, dict) else None
    return "" if version is None else f'"{version}"'


def read_tag(sent: object) -> object:
    """The version that an ETag of ours names."""
    found = TAG.fullmatch(str(sent).strip())
    if found is None:
        raise ValueError('Send the ETag of the answer that was read, such as "3".')
    return int(found[1])


# The version that a change was decided on: a parameter of the operation, `version: IfMatch`.
IfMatch = Annotated[
    int,
    BeforeValidator(read_tag),
    WithJsonSchema({"type": "string", "pattern": TAG.pattern}),
    Header(
        alias="If-Match", description="The ETag of the answer that was read; 412 if it has changed"
    ),
]


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
