from __future__ import annotations

import pytest

from tests.core.access.guarded import make_tables, owner_role
from tests.support.database import as_role


@pytest.fixture
def tables(db: None) -> None:
    """The two guarded tables, for this test alone."""
    with as_role(owner_role()):
        make_tables()
