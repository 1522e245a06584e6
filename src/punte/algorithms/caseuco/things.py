"""What a caller says of a case: plain, frozen values with ids of the caller's own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

# Names of UCO's vocabulary HashNameVocab that are used here, with the digits each has.
DIGITS: Final = {"MD5": 32, "SHA1": 40, "SHA256": 64, "SHA384": 96, "SHA512": 128}
_HEX: Final = re.compile(r"[0-9a-fA-F]+")


class BundleError(ValueError):
    """What was said does not hang together; the message says what and where."""


@dataclass(frozen=True)
class Digest:
    """A hash of a file's bytes: `method` as UCO writes it ("SHA256"), `value` hexadecimal."""

    method: str
    value: str

    def __post_init__(self) -> None:
        if DIGITS.get(self.method) != len(self.value) or not _HEX.fullmatch(self.value):
            raise BundleError(f"{self.value!r} is no {self.method or 'named'} digest")


@dataclass(frozen=True)
class Organisation:
    """Who persons act for."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Person:
    """Who acts. role: in the reader's words; investigator: whether that leads the case."""

    id: UUID
    name: str
    organisation: UUID | None = None
    role: str = ""
    investigator: bool = False


@dataclass(frozen=True)
class Place:
    """Where something was or was done, in words."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Tool:
    """A program or device, with the version that was used."""

    id: UUID
    name: str
    version: str = ""


@dataclass(frozen=True)
class Order:
    """What authorises: `number` and `kind` as the paper says, in force from `start` to `end`."""

    id: UUID
    number: str
    kind: str
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True)
class Item:
    """A thing that is not bytes: a telephone, a notebook."""

    id: UUID
    name: str
    description: str = ""


@dataclass(frozen=True)
class File:
    """A file: size in bytes, digests of its content, and when its bytes were taken in."""

    id: UUID
    name: str
    size: int
    digests: tuple[Digest, ...]
    media_type: str = ""
    taken_in: datetime | None = None


@dataclass(frozen=True)
class Exhibit:
    """A provenance record: the exhibit's number, and the ids of its items and files."""

    id: UUID
    number: str
    what: str
    objects: tuple[UUID, ...]


@dataclass(frozen=True)
class Action:
    """Something done with evidence: a seizure, a hand-over, a copy.

    performer: one person. participants: who else took part, the receiver of a hand-over say.
    instrument: tools. objects went in, results came out. after: actions this one follows.
    arguments: (name, value) pairs, such as parameters of a tool or a clock's source.
    """

    id: UUID
    name: str
    start: datetime
    end: datetime | None = None
    description: str = ""
    performer: UUID | None = None
    participants: tuple[UUID, ...] = ()
    instruments: tuple[UUID, ...] = ()
    place: UUID | None = None
    objects: tuple[UUID, ...] = ()
    results: tuple[UUID, ...] = ()
    after: tuple[UUID, ...] = ()
    arguments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Investigation:
    """The case itself. status: "open" or "closed" in whichever words."""

    id: UUID
    name: str
    status: str = ""
    description: str = ""
    start: datetime | None = None
    end: datetime | None = None


Thing = Organisation | Person | Place | Tool | Order | Item | File | Exhibit | Action


@dataclass(frozen=True)
class Bundle:
    """All that goes into one document, in the order in which it is to stand there."""

    investigation: Investigation
    things: tuple[Thing, ...] = ()

    def __post_init__(self) -> None:
        known: dict[UUID, Thing | Investigation] = {self.investigation.id: self.investigation}
        for thing in self.things:
            if thing.id in known:
                raise BundleError(f"the id {thing.id} is used twice")
            known[thing.id] = thing
        for said in known.values():
            for where, reference, kinds in references(said):
                if not isinstance(known.get(reference), kinds):
                    raise BundleError(f"{where} of {said.id} leads nowhere: {reference}")
            for moment in (getattr(said, name, None) for name in ("start", "end", "taken_in")):
                if moment is not None and moment.tzinfo is None:
                    raise BundleError(f"a time of {said.id} has no zone")


def references(thing: Thing | Investigation) -> Iterator[tuple[str, UUID, tuple[type, ...]]]:
    """Where a thing names another: (field, id, what may stand there)."""
    if isinstance(thing, Person) and thing.organisation:
        yield "organisation", thing.organisation, (Organisation,)
    if isinstance(thing, Exhibit):
        yield from (("objects", one, (Item, File)) for one in thing.objects)
    if isinstance(thing, Action):
        yield from _of_action(thing)


def _of_action(action: Action) -> Iterator[tuple[str, UUID, tuple[type, ...]]]:
    who = (Person, Organisation)
    if action.performer:
        yield "performer", action.performer, who
    if action.place:
        yield "place", action.place, (Place,)
    yield from (("participants", one, who) for one in action.participants)
    yield from (("instruments", one, (Tool, Order)) for one in action.instruments)
    yield from (("after", one, (Action,)) for one in action.after)
    held = (Exhibit, Item, File)
    yield from (("objects", one, held) for one in action.objects)
    yield from (("results", one, held) for one in action.results)
