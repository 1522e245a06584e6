"""A new person under a pseudonym that nobody has."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from punte.core.errors import Conflict
from punte.protection.persons import pseudonyms
from punte.protection.persons.models import Person

DRAWS, WIDE_DRAWS = 6, 20
WIDE_DIGITS = 10_000_000
TAKEN = """
SELECT plant, number FROM unnest(%s::smallint[], %s::int[]) AS drawn(plant, number)
JOIN protection_person USING (plant, number)
"""


def free_pseudonyms(count: int) -> list[tuple[int, int]]:
    """So many different pseudonyms that nobody has now, for rows written by the thousand.

    Somebody else may take one meanwhile: the unique key then refuses, and the caller tries anew.
    Raises Conflict when too few were free.
    """
    found: dict[tuple[int, int], None] = {}
    for attempt in range(DRAWS + WIDE_DRAWS):
        drawn = {_drawn(wide=attempt >= DRAWS) for _ in range(count - len(found))} - found.keys()
        found.update(dict.fromkeys(drawn - _taken(drawn)))
        if len(found) == count:
            return list(found)
    raise Conflict(_("No free pseudonym was found. Try again, please."))


def _taken(drawn: Collection[tuple[int, int]]) -> set[tuple[int, int]]:
    plants, numbers = ([pair[part] for pair in drawn] for part in (0, 1))
    with connection.cursor() as cursor:
        cursor.execute(TAKEN, [plants, numbers])
        return set(cursor.fetchall())


def _drawn(*, wide: bool) -> tuple[int, int]:
    plant, number = pseudonyms.draw()
    return plant, secrets.randbelow(WIDE_DIGITS) if wide else number


def create_person(**values: Any) -> Person:
    """Keep a person with these fields; past many tries the pseudonym's number grows longer.

    Raises Conflict when no pseudonym was free.
    """
    for attempt in range(DRAWS + WIDE_DRAWS):
        plant, number = pseudonyms.draw()
        if attempt >= DRAWS:
            number = secrets.randbelow(WIDE_DIGITS)
        try:
            with transaction.atomic():
                return Person.objects.create(plant=plant, number=number, **values)
        except IntegrityError as error:
            if "pseudonym_once" not in str(error):
                raise
    raise Conflict(_("No free pseudonym was found. Try again, please."))
