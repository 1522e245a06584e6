"""What waits for a viewer: what is new, what is late, what needs a second person."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import QuerySet

from punte.core.access.door import Permission, Viewer
from punte.protection.models import Notification, StatusProposal
from punte.protection.queries.funnel import Cut, Step, funnel, months_back
from punte.protection.queries.referral import Column, board, inbox, outbox

MOST = 8


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
        found.inbox = board(inbox(viewer))
    if viewer.may(Permission.SEND_REFERRAL):
        found.outbox = board(outbox(viewer))
    if viewer.may(Permission.SEE_FUNNEL):
        found.funnel = funnel(viewer, Cut(since=months_back(12))).steps
    return found


def waiting_notifications(viewer: Viewer) -> QuerySet[Notification]:
    """Sent to the viewer's unit and not taken up yet; urgent first, then the oldest."""
    return (
        Notification.objects.visible_to(viewer)
        .filter(to_agency=viewer.agency_id, state=Notification.State.SENT)
        .select_related("from_agency")
        .order_by("-urgent", "sent_at")
    )


def sent_notifications(viewer: Viewer) -> QuerySet[Notification]:
    """What the viewer's agency notified, newest first."""
    return (
        Notification.objects.visible_to(viewer)
        .filter(from_agency=viewer.agency_id)
        .select_related("to_agency")
        .order_by("-sent_at")
    )


def open_proposals(viewer: Viewer) -> QuerySet[StatusProposal]:
    """Decisions of the viewer's agency that wait for a second person, not their own."""
    return (
        StatusProposal.objects.visible_to(viewer)
        .filter(owner=viewer.agency_audience, state=StatusProposal.State.OPEN)
        .exclude(proposed_by=viewer.account_id)
        .select_related("person", "proposed_by")
        .order_by("proposed_at")
    )
