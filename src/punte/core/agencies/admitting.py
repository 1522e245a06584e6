"""Who is told when somebody is handed a link to an administrator's role.

Rooms above say how: in `AppConfig.ready` they call `register(tell)`.
"""

from __future__ import annotations

from collections.abc import Callable

from punte.core.access.door import Viewer
from punte.core.agencies.models import Agency

# Takes who handed the link out (None: who keeps the machine) and the agency that it leads to.
Teller = Callable[[Viewer | None, Agency], None]

ADMINISTRATOR = "administrator"
_tellers: list[Teller] = []


def register(tell: Teller) -> None:
    """Add a way of telling."""
    _tellers.append(tell)


def tell_all(by: Viewer | None, agency: Agency) -> None:
    """Say that somebody was handed a link to an administrator's role in this agency."""
    for tell in _tellers:
        tell(by, agency)
