"""What is to be written of entities, as plain values: one at a time or by the hundred thousand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from punte.core.ids import new_id
from punte.investigation.subjects.values import Value


@dataclass(frozen=True)
class Said:
    """One statement to be: a property's value; the source's grades hold unless it has its own."""

    prop: str
    value: Value
    valid_from: date | None = None
    valid_to: date | None = None
    seen_at: datetime | None = None
    source_grade: str = ""
    info_grade: str = ""
    handling: str = ""


@dataclass
class NewEntity:
    """An entity to be written, with what the source says of it.

    tail, head: for a link, the ids of its ends; from_group, to_group: their groups, when they
    differ from the ids.
    """

    schema: str
    caption: str
    said: list[Said] = field(default_factory=list)
    tail: UUID | None = None
    head: UUID | None = None
    from_group: UUID | None = None
    to_group: UUID | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    request_key: UUID | None = None
    id: UUID = field(default_factory=new_id)


@dataclass
class MoreOfEntity:
    """More statements on an entity that is there already."""

    id: UUID
    said: list[Said] = field(default_factory=list)
