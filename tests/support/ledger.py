"""Looking into the ledger as nobody in life can: all entries, whoever may read them."""

from __future__ import annotations

from django.db import connection

from punte.core.ledger.models import Entry
from tests.support.database import as_role


def entries(action: str) -> list[Entry]:
    """All entries of an action, oldest first."""
    with as_role(str(connection.settings_dict["USER"])):
        return list(Entry.objects.filter(action=action).order_by("at"))
