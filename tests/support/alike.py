"""Invented persons whose identities are alike."""

from __future__ import annotations

from typing import Any

from punte.core.access.door import Viewer
from punte.core.vault.door import keep_identity
from punte.protection.persons.models import Person
from tests.support.persons import make_person

SHE = {"given_name": "Ștefana", "family_name": "Exemplescu", "birth_date": "1990-03-05"}
SAME_WOMAN = {"given_name": "Штефана", "family_name": "Экземплеску", "birth_date": "5.3.1990"}


def named(by: Viewer, identity: dict[str, str], **values: Any) -> Person:
    person = make_person(by, **values)
    keep_identity(
        by=by, subject=person.id, owner=person.owner, audiences=[person.owner], values=identity
    )
    return person
