"""One seeded database for all tests of the corridor; they only read it, or roll back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from punte.demo import seeding
from punte.demo.blocks import Order
from tests.support.database import CopiedDatabase, cloned_database, connected_to

SIZE = 120


def quiet(*_words: object) -> None:
    """A corridor that is made without talking."""


def now() -> datetime:
    return timezone.now().astimezone(UTC).replace(second=0, microsecond=0)


@pytest.fixture(scope="package")
def seeded(django_db_setup: None, django_db_blocker: Any) -> Iterator[CopiedDatabase]:
    """A copy of the migrated database with SIZE persons in it."""
    with django_db_blocker.unblock(), cloned_database() as database:
        with connected_to(database, role=None):
            seeding.fill(Order(SIZE, 7, now()), workers=1, say=quiet, progress=quiet)
        yield database


@pytest.fixture
def owner(seeded: CopiedDatabase, django_db_blocker: Any) -> Iterator[None]:
    """Work in the seeded database as its owner, past the policies."""
    with django_db_blocker.unblock(), connected_to(seeded, role=None):
        yield


@pytest.fixture
def web(seeded: CopiedDatabase, django_db_blocker: Any) -> Iterator[None]:
    """Work in the seeded database as the web role."""
    with django_db_blocker.unblock(), connected_to(seeded):
        yield
