"""What other rooms may use of notices."""

from punte.core.notices.actions import read_notice, send_notice
from punte.core.notices.kinds import KINDS
from punte.core.notices.queries import my_notices, unread_count
from punte.core.notices.recipients import (
    FEW,
    agency_behind,
    at_audience,
    at_desk,
    at_work_first,
    colleagues,
    coordination_above,
    coordination_of,
    stand_ins,
    with_role,
    working,
)

__all__ = [
    "FEW",
    "KINDS",
    "agency_behind",
    "at_audience",
    "at_desk",
    "at_work_first",
    "colleagues",
    "coordination_above",
    "coordination_of",
    "my_notices",
    "read_notice",
    "send_notice",
    "stand_ins",
    "unread_count",
    "with_role",
    "working",
]
