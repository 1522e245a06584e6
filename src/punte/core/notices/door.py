"""What other rooms may use of notices."""

from punte.core.notices.actions import read_notice, send_notice
from punte.core.notices.kinds import KINDS
from punte.core.notices.queries import my_notices, unread_count
from punte.core.notices.recipients import (
    agency_behind,
    at_audience,
    at_desk,
    colleagues,
    coordination_above,
    stand_ins,
    with_role,
    working,
)

__all__ = [
    "KINDS",
    "agency_behind",
    "at_audience",
    "at_desk",
    "colleagues",
    "coordination_above",
    "my_notices",
    "read_notice",
    "send_notice",
    "stand_ins",
    "unread_count",
    "with_role",
    "working",
]
