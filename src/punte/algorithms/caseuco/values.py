"""Values and nodes of JSON-LD, and what makes them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

Node = dict[str, Any]


class Maker(Protocol):
    """Makes nodes whose ids begin alike."""

    def ref(self, thing: UUID) -> Node: ...

    def refs(self, things: tuple[UUID, ...]) -> list[Node]: ...

    def node(self, thing: UUID, kind: str, **said: Any) -> Node: ...


def moment(value: datetime) -> Node:
    """A time as xsd:dateTime; in UTC, whole seconds where nothing finer was said."""
    return {"@type": "xsd:dateTime", "@value": value.astimezone(UTC).isoformat()}


def integer(value: int) -> Node:
    return {"@type": "xsd:integer", "@value": str(value)}


def first(values: Iterable[str]) -> str:
    """The first of some values; "" of none."""
    return next(iter(values), "")
