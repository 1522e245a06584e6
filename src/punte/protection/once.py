"""Keys that make an act happen once, however often its form is sent."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.http import HttpRequest
from django.utils.translation import gettext as _

from punte.core.errors import Invalid


def once_key_of(request: HttpRequest) -> UUID:
    """The form's `once` field; Invalid when it is missing or no key."""
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError as error:
        raise Invalid(_("This form has lost its key. Open the page again.")) from error


def derived_key(key: UUID, step: str) -> UUID:
    """A second key for the next step of the same act."""
    return uuid5(key, step)
