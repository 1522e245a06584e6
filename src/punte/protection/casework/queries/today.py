"""What waits for a viewer: what is new, what is late, what needs a second person."""

from __future__ import annotations

from dataclasses import dataclass, field

from punte.core.access.door import Permission, Viewer
from punte.protection.funnel.door import (
    Cut,
    Step,
    funnel,
)
from punte.protection.identification.door import (
    Notification,
    StatusProposal,
    open_proposals,
    sent_notifications,
    waiting_notifications,
)
from punte.protection.referral.door import (
    Column,
    board,
    inbox,
    outbox,
)

MOST = 8
CARDS, MANY = 3, 100


@dataclass
class Today:
    """The home page's parts; an empty part is not shown."""

    notifications: list[Notification] = field(default_factory=list)
    sent: list[Notification] = field(default_factory=list)
    proposals: list[StatusProposal] = field(default_factory=list)
    inbox: list[Column] = field(default_factory=list)
    outbox: list[Column] = field(default_factory=list)
    funnel: list[Step] = field(default_factory=list)


def today(viewer: Viewer) -> Today:
    """Only the parts that the role may have."""
    found = Today()
    if viewer.may(Permission.TAKE_UP):
        found.notifications = list(waiting_notifications(viewer)[:MOST])
    elif viewer.may(Permission.NOTIFY):
        found.sent = list(sent_notifications(viewer)[:MOST])
    if viewer.may(Permission.CONFIRM_STATUS):
        found.proposals = list(open_proposals(viewer)[:MOST])
    if viewer.may(Permission.ANSWER_REFERRAL) and viewer.desk_ids:
        found.inbox = board(inbox(viewer), most=CARDS, count_to=MANY)
    if viewer.may(Permission.SEND_REFERRAL):
        found.outbox = board(outbox(viewer), most=CARDS, count_to=MANY)
    if viewer.may(Permission.SEE_FUNNEL):
        found.funnel = funnel(viewer, Cut(period=12)).steps
    return found
