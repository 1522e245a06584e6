"""Reading what a page's script sends: JSON of bounded size, with keys of the right kind."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from punte.core.errors import Invalid
from punte.investigation.analysis.content import LONGEST, MOST_NODES


class Asked:
    """What was sent; every getter raises Invalid for what does not fit."""

    def __init__(self, request: HttpRequest) -> None:
        if len(request.body) > LONGEST:
            raise Invalid(_("This chart is too large."))
        try:
            data = json.loads(request.body)
        except (ValueError, RecursionError) as error:
            raise _unreadable() from error
        if not isinstance(data, dict):
            raise _unreadable()
        self.data: dict[str, Any] = data

    def key(self, name: str) -> UUID:
        return _key(self.data.get(name))

    def keys(self, name: str) -> list[UUID]:
        """Distinct keys in their order, at most as many as a chart holds."""
        values = self.data.get(name, [])
        if not isinstance(values, list) or len(values) > MOST_NODES:
            raise Invalid(_("A chart holds at most %(number)s entities.") % {"number": MOST_NODES})
        return list(dict.fromkeys(_key(value) for value in values))

    def text(self, name: str, most: int = 200) -> str:
        value = self.data.get(name, "")
        if not isinstance(value, str) or len(value) > most or "\x00" in value:
            raise _unreadable()
        return value.strip()

    def number(self, name: str, low: int, high: int) -> int:
        value = self.data.get(name, low)
        if not isinstance(value, int) or not low <= value <= high:
            raise _unreadable()
        return value

    def yes(self, name: str) -> bool:
        return self.data.get(name) is True


def _key(value: Any) -> UUID:
    try:
        return UUID(str(value))
    except ValueError as error:
        raise _unreadable() from error


def _unreadable() -> Invalid:
    return Invalid(_("This is no chart that can be read."))
