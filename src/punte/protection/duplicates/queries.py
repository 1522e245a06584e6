"""Advice that two files may be one person: read from the blind index, opening nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from punte.core.access.door import DataClass, Permission, Viewer
from punte.core.errors import NotHere
from punte.core.ledger.door import record
from punte.core.vault.door import Likeness, alike_subjects, alike_values, likeness_of
from punte.protection.duplicates.models import Verdict
from punte.protection.duplicates.rules import FACTS, Strength, Weighed, weigh
from punte.protection.persons.door import Person, get_person, persons_by_id

SHOWN, LOOKED_AT = 10, 50


@dataclass(frozen=True)
class Hit:
    """Somebody who may be the same person, and what speaks for it and against it."""

    person: Person
    weighed: Weighed

    @property
    def strong(self) -> bool:
        return self.weighed.strength is Strength.STRONG


@dataclass(frozen=True)
class Link:
    """A person whom a colleague holds for the same."""

    person: Person
    verdict: Verdict


@dataclass(frozen=True)
class Advice:
    """hits: possible and probable ones, surest first. same: said to be the same by a colleague.

    names: others whose name alone is alike, found only when they were asked for.
    """

    person: Person | None = None
    hits: list[Hit] = field(default_factory=list)
    names: list[Hit] = field(default_factory=list)
    same: list[Link] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.hits or self.same)


def may_be_advised(viewer: Viewer) -> bool:
    """Whoever notifies or works with persons, and may see identities at all."""
    return viewer.may(Permission.NOTIFY) and DataClass.IDENTITY in viewer.classes


def advice_for(viewer: Viewer, person: Person, *, by_name: bool = False) -> Advice:
    """Who may be the same person as this one, among identities that the viewer may see.

    What the viewer's agency said of a pair is heeded: "not the same" is not proposed again. What
    was found is an entry in the ledger.
    """
    if not may_be_advised(viewer):
        return Advice(person)
    likes = alike_subjects(viewer, person.id, limit=LOOKED_AT, by_name=by_name)
    verdicts = verdicts_on(viewer, person.id)
    linked = [key for key, row in verdicts.items() if row.said == Verdict.Said.SAME]
    known = {row.id: row for row in persons_by_id(viewer, [*(x.subject for x in likes), *linked])}
    settled = {key for key, row in verdicts.items() if row.said != Verdict.Said.OPEN}
    hits = weighed_hits(likes, known, settled, facts_of(person))
    same = [Link(known[key], verdicts[key]) for key in linked if key in known]
    advice = Advice(person, *split(hits), same)
    note(viewer, person, len(advice.hits) + len(advice.names))
    return advice


def advice_for_values(
    viewer: Viewer, identity: Mapping[str, str], facts: Mapping[str, str]
) -> Advice:
    """The same for somebody who is about to be notified. Raises Invalid naming the field.

    identity: fields of the vault; facts: see `rules.FACTS`. Nothing of it is kept.
    """
    if not may_be_advised(viewer):
        return Advice()
    given = {key: value for key, value in identity.items() if value.strip()}
    likes = alike_values(viewer, given, limit=LOOKED_AT)
    known = {row.id: row for row in persons_by_id(viewer, [like.subject for like in likes])}
    advice = Advice(None, *split(weighed_hits(likes, known, set(), facts)))
    note(viewer, None, len(advice.hits))
    return advice


def parts_of(like: Likeness) -> dict[str, str]:
    return {part.value: how.value for part, how in like.parts.items()}


def facts_of(person: Person) -> dict[str, str]:
    return {name: str(getattr(person, name)) for name in FACTS}


def weighed_hits(
    likes: list[Likeness],
    known: Mapping[UUID, Person],
    settled: set[UUID],
    facts: Mapping[str, str],
) -> list[Hit]:
    """Those worth a look, surest first; among equals the newest."""
    hits = [
        Hit(known[like.subject], weigh(parts_of(like), facts, facts_of(known[like.subject])))
        for like in likes
        if like.subject in known and like.subject not in settled
    ]
    hits.sort(key=lambda hit: hit.person.id, reverse=True)
    hits.sort(key=lambda hit: (-hit.weighed.strength, -hit.weighed.score))
    return hits


def split(hits: list[Hit]) -> tuple[list[Hit], list[Hit]]:
    """Those to be shown, and those whose name alone is alike."""
    shown = [hit for hit in hits if hit.weighed.strength >= Strength.POSSIBLE]
    names = [hit for hit in hits if hit.weighed.strength is Strength.NAME_ONLY]
    return shown[:SHOWN], names[:SHOWN]


def note(viewer: Viewer, person: Person | None, found: int) -> None:
    """An entry of what was found; none where nobody was."""
    if found:
        record(
            action="person.compare",
            by=viewer,
            subject=person.id if person else None,
            owners=[person.owner if person else viewer.agency_audience],
            detail={"found": found},
        )


def verdicts_on(viewer: Viewer, person: UUID) -> dict[UUID, Verdict]:
    """The agency's latest word on each pair that the person is of, by the other one's key."""
    rows = Verdict.objects.visible_to(viewer).filter(owner=viewer.agency_audience)
    said = rows.filter(Q(one=person) | Q(other=person)).select_related("said_by")
    return {
        row.other_id if row.one_id == person else row.one_id: row
        for row in said.order_by("said_at", "id")
    }


def last_verdict(viewer: Viewer, one: UUID, other: UUID) -> Verdict | None:
    """The agency's latest word on two persons."""
    first, second = sorted((one, other))
    rows = Verdict.objects.visible_to(viewer).filter(
        owner=viewer.agency_audience, one=first, other=second
    )
    return rows.select_related("said_by").order_by("-said_at", "-id").first()


def get_pair(viewer: Viewer, one: UUID, other: UUID) -> tuple[Person, Person]:
    """Two persons in the order of their keys. Raises NotHere."""
    if one == other:
        raise NotHere(what="compare a person with itself", subject=one)
    first, second = sorted((one, other))
    return get_person(viewer, first), get_person(viewer, second)


def weighed_pair(viewer: Viewer, one: Person, other: Person) -> Weighed:
    """Two persons against each other, as far as the viewer may see their identities."""
    like = likeness_of(viewer, one.id, other.id)
    return weigh(parts_of(like), facts_of(one), facts_of(other))
