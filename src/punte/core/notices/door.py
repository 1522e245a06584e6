"""What other rooms may use of notices."""

from punte.core.notices.actions import send_notice
from punte.core.notices.kinds import KINDS
from punte.core.notices.queries import my_notices, unread_count
from punte.core.notices.recipients import (
    at_audience,
    at_desk,
    coordination_above,
    supervisors_above,
    with_role,
)

__all__ = [
    "KINDS",
    "at_audience",
    "at_desk",
    "coordination_above",
    "my_notices",
    "send_notice",
    "supervisors_above",
    "unread_count",
    "with_role",
]
