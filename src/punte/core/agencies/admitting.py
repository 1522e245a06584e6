"""Who is told when somebody is handed a link to an administrator's role, or is to lose the role.

Rooms above say how: in `AppConfig.ready` they call `register(tell)`.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from punte.core.access.door import Viewer
from punte.core.agencies.models import Agency
from punte.core.agencies.rules import ADMINISTRATOR


class Event(StrEnum):
    """What happened to an administrator's role; also the kind of notice."""

    LET_IN = "administrator_let_in"
    END_PROPOSED = "administrator_end_proposed"
    ENDED = "administrator_ended"


# Takes what happened, who did it (None: who keeps the machine), the agency, and the address of the
# page where administrators go on ("": the agency's).
Teller = Callable[[Event, Viewer | None, Agency, str], None]

_tellers: list[Teller] = []

__all__ = ["ADMINISTRATOR", "Event", "register", "tell_all"]


def register(tell: Teller) -> None:
    """Add a way of telling."""
    _tellers.append(tell)


def tell_all(event: Event, by: Viewer | None, agency: Agency, url: str = "") -> None:
    """Tell the other administrators of the country, and oversight."""
    for tell in _tellers:
        tell(event, by, agency, url)
