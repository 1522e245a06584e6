"""A new person under a pseudonym that nobody has."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from punte.core.errors import Conflict
from punte.protection.persons import pseudonyms
from punte.protection.persons.models import Person

DRAWS, WIDE_DRAWS = 6, 20
WIDE_DIGITS = 10_000_000


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
