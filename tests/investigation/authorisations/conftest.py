from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from punte.investigation.authorisations.registry import _KINDS, ProductKind, register_product
from tests.investigation.authorisations.support import Team
from tests.support.database import as_role
from tests.support.worlds import World


@pytest.fixture
def team(world: World) -> Team:
    return Team(world)


@pytest.fixture
def told() -> Iterator[dict[str, list[int]]]:
    """A kind of product of a room above, and what it was told."""
    heard: dict[str, list[int]] = {"sealed": [], "released": [], "gone": []}
    kind = ProductKind(
        "test_call",
        "Calls",
        lambda key: f"/calls/{key}/",
        sealed=lambda ids: heard["sealed"].append(len(ids)),
        released=lambda _by, ids: heard["released"].append(len(ids)),
        gone=lambda ids: heard["gone"].append(len(ids)),
    )
    register_product(kind)
    yield heard
    del _KINDS[kind.key]


@pytest.fixture
def urgent_path(db: None) -> None:
    """The country's table as an office would set it: 48 hours by the prosecutor."""
    with as_role(str(connection.settings_dict["USER"])), connection.cursor() as cursor:
        cursor.execute("UPDATE investigation_measure_rule SET urgent_hours = 48")
