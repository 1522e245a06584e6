"""A bundle's exhibits and custody as a CASE/UCO document."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid5

from punte.algorithms.caseuco import (
    Action,
    Bundle,
    Digest,
    Exhibit,
    File,
    Investigation,
    Item,
    Person,
    Place,
    Thing,
    Tool,
    write,
)
from punte.investigation.bundle.gathering import Gathered, Proven
from punte.investigation.evidence.door import Custody, EvidenceFile


def case_document(proven: Proven) -> bytes:
    """The JSON-LD of what a bundle holds, as bytes."""
    case = proven.case
    status = "open" if case.open else "closed"
    investigation = Investigation(
        case.pk, case.number, status, start=case.opened_at, end=case.closed_at
    )
    things: dict[UUID, Thing] = {}
    for gathered in proven.exhibits:
        for thing in _things(case.pk, gathered):
            things.setdefault(thing.id, thing)
    return write(Bundle(investigation, tuple(things.values())))


def _things(case: UUID, gathered: Gathered) -> Iterator[Thing]:
    exhibit = gathered.exhibit
    item = uuid5(exhibit.pk, "item")
    yield Item(item, exhibit.what, exhibit.description)
    objects = (item, *(file.pk for file in gathered.files))
    for file in gathered.files:
        yield _file(file)
    yield Exhibit(exhibit.pk, exhibit.number, exhibit.what, objects)
    before: tuple[UUID, ...] = ()
    for step in gathered.steps:
        yield from _step(case, step, before)
        before = (step.pk,)
    for file in gathered.files:
        yield _person(case, file.by_id, file.by.name)
        if file.of_id:
            yield from _copy(case, file)


def _file(file: EvidenceFile) -> File:
    digests = (Digest("SHA256", file.sha256), Digest("SHA512", file.sha512))
    return File(file.pk, file.name, file.size, digests, file.content_type, file.at)


def _person(case: UUID, account: int, name: str, role: str = "") -> Person:
    return Person(uuid5(case, f"account {account}"), name, role=role)


def _step(case: UUID, step: Custody, before: tuple[UUID, ...]) -> Iterator[Thing]:
    by = _person(case, step.by_id, step.by_name)
    yield by
    takers: tuple[UUID, ...] = ()
    if step.taker and step.taker != step.by_name:
        taker = Person(uuid5(case, f"taker {step.taker}"), step.taker)
        yield taker
        takers = (taker.id,)
    place = uuid5(case, f"place {step.place}") if step.place else None
    if place:
        yield Place(place, step.place)
    said = {
        "clock": str(step.clock), "clock offset in seconds": str(step.clock_offset),
        "seal": step.seal, "from": step.giver, "ledger entry": str(step.entry),
    }  # fmt: skip
    first = step.step == "taken"
    yield Action(
        step.pk,
        str(step.step),
        step.at,
        description=step.reason,
        performer=by.id,
        participants=takers,
        place=place,
        objects=() if first else (step.exhibit_id,),
        results=(step.exhibit_id,) if first else (),
        after=before,
        arguments=tuple((name, value) for name, value in said.items() if value),
    )


def _copy(case: UUID, file: EvidenceFile) -> Iterator[Thing]:
    tool = uuid5(case, f"tool {file.tool} {file.tool_version}")
    yield Tool(tool, file.tool, file.tool_version)
    yield Action(
        uuid5(file.pk, "made"),
        "copied",
        file.at,
        performer=uuid5(case, f"account {file.by_id}"),
        instruments=(tool,),
        objects=(file.of_id,) if file.of_id else (),
        results=(file.pk,),
        arguments=tuple((str(name), str(value)) for name, value in file.parameters.items()),
    )
