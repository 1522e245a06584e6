"""Exhibits, their custody and files as things of a CASE/UCO document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID, uuid5

from punte.algorithms.caseuco import Action, Digest, File, Item, Person, Place, Thing, Tool
from punte.algorithms.caseuco import Exhibit as Record
from punte.investigation.evidence.models import Custody, EvidenceFile, Exhibit


def described(
    case: UUID, exhibit: Exhibit, steps: Sequence[Custody], files: Sequence[EvidenceFile]
) -> Iterator[Thing]:
    """An exhibit with its custody and files as things of a CASE document; who and where appear as
    often as they are named, each time the same.
    """
    item = uuid5(exhibit.pk, "item")
    yield Item(item, exhibit.what, exhibit.description)
    objects = (item, *(file.pk for file in files))
    for file in files:
        yield _file(file)
    yield Record(exhibit.pk, exhibit.number, exhibit.what, objects)
    before: tuple[UUID, ...] = ()
    for step in steps:
        yield from _step(case, step, before)
        before = (step.pk,)
    for file in files:
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
