"""A person of whom all is known that a backup must bring back, or must not."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from punte.core.access.door import DataClass, acting_as
from punte.core.files.door import keep_file
from punte.core.vault.door import keep_identity
from punte.core.vault.models import VaultKey
from tests.support.persons import make_consent, make_person, make_sent
from tests.support.worlds import World

PAPER = b"%PDF-1.7\n% an invented paper about nobody\n"


@dataclass(frozen=True)
class Known:
    """A person with identity, a file, and a referral that carries a copy of the name."""

    person: UUID
    referral: UUID
    file: UUID
    family_name: str
    wrapped: bytes


def known_person(world: World, family_name: str) -> Known:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        keep_identity(
            by=by,
            subject=person.id,
            owner=by.agency_audience,
            audiences=[],
            values={"given_name": "Proba", "family_name": family_name},
        )
        paper = keep_file(
            by=by,
            subject=person.id,
            owner=by.agency_audience,
            audiences=[],
            name="paper.pdf",
            chunks=[PAPER],
        )
        make_consent(by, person, world.ngo, classes=[DataClass.IDENTITY])
        fields = ["age_band", "sex", "given_name", "family_name"]
        sent = make_sent(by, person, world.desk, fields=fields)
        key = VaultKey.objects.get(subject=person.id)
    return Known(person.id, sent.id, paper.id, family_name, bytes(key.wrapped))
