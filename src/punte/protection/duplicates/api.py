"""Operations on duplicates: advice alone, nothing is merged."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from punte.core.access.door import Permission
from punte.core.api.door import allows, viewer_in
from punte.core.errors import NotHere
from punte.protection.duplicates.queries import Advice, Hit, Link, advice_for, may_be_advised
from punte.protection.duplicates.rules import Says
from punte.protection.persons.door import code_of, get_person

router = Router(tags=["duplicates"])


class ReasonOut(Schema):
    """A part of two files, never its value."""

    part: str
    how: str
    says: Says
    text: str


class HitOut(Schema):
    """Somebody who may be the same. strength: possible or strong; reasons: weightiest first."""

    person: UUID
    code: str
    strength: str
    reasons: list[ReasonOut]

    @staticmethod
    def resolve_person(hit: Hit) -> UUID:
        return hit.person.id

    @staticmethod
    def resolve_code(hit: Hit) -> str:
        return code_of(hit.person.plant, hit.person.number)

    @staticmethod
    def resolve_strength(hit: Hit) -> str:
        return hit.weighed.strength.name.lower()

    @staticmethod
    def resolve_reasons(hit: Hit) -> list[object]:
        return list(hit.weighed.known)


class SameOut(Schema):
    """Said by a colleague to be the same."""

    person: UUID
    code: str
    said_at: datetime

    @staticmethod
    def resolve_person(link: Link) -> UUID:
        return link.person.id

    @staticmethod
    def resolve_code(link: Link) -> str:
        return code_of(link.person.plant, link.person.number)

    @staticmethod
    def resolve_said_at(link: Link) -> datetime:
        return link.verdict.said_at


class AdviceOut(Schema):
    hits: list[HitOut]
    same: list[SameOut]


@router.get(
    "/persons/{uuid:person_id}/duplicates",
    response=AdviceOut,
    summary="Who may be the same person: advice, with reasons",
)
@allows(Permission.EDIT_PERSON)
def duplicates(request: HttpRequest, person_id: UUID) -> Advice:
    viewer = viewer_in(request)
    person = get_person(viewer, person_id)
    if not may_be_advised(viewer):
        raise NotHere(what="compare identities", subject=person.id)
    return advice_for(viewer, person)
