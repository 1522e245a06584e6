"""What sources state of a case's subjects: plain, frozen values with ids of the caller's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Subject:
    """Somebody or something that a case is about.

    kind: a name of `stating.CLASSES`; another is a plain object under its kind. said: values by
    name, of which the parts of UCO that hold one alone take the first.
    """

    id: UUID
    kind: str
    name: str = ""
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Link:
    """How one subject is tied to another. kind: in the caller's words, such as "Ownership"."""

    id: UUID
    kind: str
    source: UUID
    target: UUID
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True)
class Marking:
    """A restriction in words, which statements then carry."""

    id: UUID
    text: str


@dataclass(frozen=True)
class Statement:
    """What one source says of one subject or link: `text`, such as "phone: +373 600 00 001".

    tags: grades and the like. marking: the restriction under which it may travel.
    """

    id: UUID
    about: UUID
    text: str
    made_at: datetime
    tags: tuple[str, ...] = ()
    marking: UUID | None = None
    description: str = ""


@dataclass(frozen=True)
class Source:
    """Where statements come from, as a provenance record of them. exhibit: the record of the
    exhibit that it was read from.
    """

    id: UUID
    name: str
    statements: tuple[UUID, ...]
    description: str = ""
    exhibit: UUID | None = None
