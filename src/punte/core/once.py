"""An act that a form sends twice happens once: its key is kept in the row it makes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from punte.core.access.door import Guarded, Viewer
from punte.core.errors import Conflict, Invalid

G = TypeVar("G", bound=Guarded)


def once_key_of(request: HttpRequest) -> UUID:
    """The form's `once` field; Invalid when it is missing or no key."""
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError as error:
        raise Invalid(_("This form has lost its key. Open the page again.")) from error


def derived_key(key: UUID, step: str) -> UUID:
    """A second key for the next step of the same act."""
    return uuid5(key, step)


def made_once(
    model: type[G], *, by: Viewer, request_key: UUID, same: dict[str, Any], make: Callable[[], G]
) -> tuple[G, bool]:
    """The row already made under `request_key`, or the one `make` makes now; and whether it did.

    same: field values that must agree, so that a key taken from elsewhere opens nothing. Two
    requests at once end in one row: the later waits on the unique key and reads the first's.
    Raises Conflict when the key was used for something else.
    """
    found = _made(model, by, request_key, same)
    if found is not None:
        return found, False
    try:
        with transaction.atomic():
            return make(), True
    except IntegrityError as error:
        if "request_key" not in str(error):
            raise
    found = _made(model, by, request_key, same)
    if found is None:
        raise Conflict(_("This form was used before. Open it anew, please."))
    return found, False


def _made(model: type[G], by: Viewer, request_key: UUID, same: dict[str, Any]) -> G | None:
    rows: Any = model._default_manager.all()
    found: G | None = rows.visible_to(by).filter(request_key=request_key).first()
    if found is not None and any(getattr(found, key) != value for key, value in same.items()):
        raise Conflict(_("This form was used before. Open it anew, please."))
    return found
