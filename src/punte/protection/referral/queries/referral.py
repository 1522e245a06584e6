"""Reading referrals: inbox and outbox as boards and lists, what is stuck, one referral."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.agencies.door import Jurisdiction
from punte.core.database.lists import counts_of_each, first_of_each
from punte.core.errors import NotHere
from punte.protection.referral.machine import (
    BOARD,
    RUNNING,
    TO_CONFIRM,
    Side,
    State,
)
from punte.protection.referral.models import (
    Referral,
    ReferralEvent,
    ReferralSnapshot,
    ReferralWords,
)

CARDS = 12
COUNT_LIMIT = 1000
READERS = (Permission.SEND_REFERRAL, Permission.ANSWER_REFERRAL, Permission.SEE_STUCK)

# Counts of the rail and the day go no further.


@dataclass
class Column:
    """A column of the board: its most pressing cards and how many there are, up to a bound."""

    key: str
    title: str | Promise
    number: int
    cards: list[Referral] = field(default_factory=list)
    count: int = 0

    @property
    def more(self) -> bool:
        return self.count > len(self.cards)


TITLES = {
    "sent": _("Waiting for an answer"),
    "info": _("Asked for more"),
    "accepted": _("Accepted"),
    "started": _("In progress"),
    "confirm": _("To confirm"),
}


def columns() -> list[Column]:
    """The board's columns, left to right."""
    return [Column(key, TITLES[key], number) for number, key in enumerate(BOARD, 1)]


def inbox(viewer: Viewer) -> QuerySet[Referral]:
    """Referrals to the desks the viewer serves."""
    return (
        Referral.objects.visible_to(viewer)
        .filter(at_desks(viewer.desk_ids), receiver=viewer.agency_id)
        .exclude(state=State.DRAFT)
        .select_related("sender", "desk__agency")
    )


def at_desks(desks: Iterable[int]) -> Case:
    """To one of these desks; hidden from the planner, which would sort what an index has in order.

    Most of an agency's referrals go to desks that the viewer serves.
    """
    ours = When(desk__in=list(desks), then=Value(True))
    return Case(ours, default=Value(False), output_field=BooleanField())


def outbox(viewer: Viewer) -> QuerySet[Referral]:
    """Referrals that the viewer's agency sent."""
    return (
        Referral.objects.visible_to(viewer)
        .filter(sender=viewer.agency_id)
        .select_related("sender", "desk__agency")
    )


def board(
    rows: QuerySet[Referral], *, most: int = CARDS, count_to: int = COUNT_LIMIT
) -> list[Column]:
    """The columns with at most `most` cards each, in two queries whatever the table's size."""
    filled = columns()
    numbers, rows = range(1, len(filled) + 1), rows.filter(board_column__gt=0)
    counts = counts_of_each(rows, "board_column", numbers, count_to)
    for column, count in zip(filled, counts, strict=True):
        column.count = count
    order = ["due_at", "-changed_at"]
    for card in first_of_each(rows, "board_column", numbers, order=order, most=most):
        filled[card.board_column - 1].cards.append(card)
    return filled


def filtered(
    rows: QuerySet[Referral],
    *,
    states: Iterable[str] = (),
    service: str = "",
    urgent: bool = False,
    late: bool = False,
    number: int | None = None,
    plant: int | None = None,
) -> QuerySet[Referral]:
    """Narrow a list by what its filter form says."""
    wanted = Q()
    if states := list(states):
        wanted &= Q(state__in=states)
    if service:
        wanted &= Q(service=service)
    if urgent:
        wanted &= Q(urgent=True)
    if late:
        wanted &= Q(due_at__lt=timezone.now())
    if number is not None:
        wanted &= Q(number=number)
    if plant is not None:
        wanted &= Q(plant=plant)
    return rows.filter(wanted)


def stuck(viewer: Viewer, days: int = 0) -> QuerySet[Referral]:
    """Referrals whose clock ran out: sent by one's agency; all, for a country's coordination."""
    limit = timezone.now() - timedelta(days=days)
    rows = Referral.objects.visible_to(viewer).filter(
        due_at__lt=limit, state__in=RUNNING | TO_CONFIRM
    )
    if not coordinates_country(viewer):
        rows = rows.filter(sender=viewer.agency_id)
    return rows.select_related("sender", "desk__agency").order_by("due_at")


def coordinates_country(viewer: Viewer) -> bool:
    """Whether the viewer works in the national coordination, which sees all that is stuck."""
    return Jurisdiction.objects.filter(
        pk=viewer.jurisdiction, coordination_audience__in=viewer.audiences
    ).exists()


def get_referral(viewer: Viewer, referral: UUID) -> Referral:
    """One referral with its two sides; NotHere when the viewer works on neither.

    The agency's number alone is not enough: its manager and its analysts carry it too.
    """
    if not any(viewer.may(permission) for permission in READERS):
        raise NotHere(what="read protection.referral")
    get_visible(Referral, viewer=viewer, pk=referral)
    return Referral.objects.select_related(
        "sender", "sent_by", "desk__agency", "consent", "suggested_desk__agency", "named_account"
    ).get(pk=referral)


def events_of(referral: Referral) -> QuerySet[ReferralEvent]:
    """Its moves, newest first."""
    return (
        ReferralEvent.objects.filter(referral=referral)
        .select_related("by", "agency")
        .order_by("-at", "-id")
    )


def words_of(viewer: Viewer, *, referral: UUID) -> dict[UUID | None, str]:
    """What was written, by event; None is the request. Nothing once the access has ended."""
    rows = ReferralWords.objects.visible_to(viewer).filter(referral=referral)
    return dict(rows.values_list("event_id", "text"))


def notes_on(viewer: Viewer, events: Sequence[ReferralEvent]) -> dict[UUID, str]:
    """The notes of these moves as far as they are open, by event."""
    keys = [event.pk for event in events]
    referrals = {event.referral_id for event in events}
    rows = ReferralWords.objects.visible_to(viewer).filter(referral__in=referrals, event__in=keys)
    return dict(rows.values_list("event_id", "text"))


def snapshot_of(viewer: Viewer, referral: Referral) -> ReferralSnapshot | None:
    """The shared fields while the access runs; None after it ended or before it was sent."""
    return ReferralSnapshot.objects.visible_to(viewer).filter(referral=referral).first()


def referrals_of(person: UUID, viewer: Viewer) -> QuerySet[Referral]:
    """All referrals of a person that the viewer may see, newest first."""
    return (
        Referral.objects.visible_to(viewer)
        .filter(person=person)
        .select_related("desk__agency", "sender")
        .order_by("-created_at")
    )


def due_side_of(viewer: Viewer, referral: Referral) -> bool:
    """Is it this viewer's turn?"""
    if referral.due_side == Side.SENDER:
        return viewer.agency_audience == referral.owner
    return referral.desk.audience in viewer.audiences


def referrals_to_answer(viewer: Viewer) -> QuerySet[Referral]:
    """Referrals at the viewer's desks that wait for an answer."""
    return on_board(inbox(viewer), "sent")


def referrals_to_explain(viewer: Viewer) -> QuerySet[Referral]:
    """Referrals of the viewer's agency about which the other side asks."""
    return on_board(outbox(viewer), "info")


def referrals_to_confirm(viewer: Viewer) -> QuerySet[Referral]:
    """Referrals of the viewer's agency whose outcome is theirs to confirm."""
    return on_board(outbox(viewer), "confirm")


def on_board(rows: QuerySet[Referral], key: str) -> QuerySet[Referral]:
    """Those in one column; the second condition names the index of the boards."""
    return rows.filter(board_column=list(BOARD).index(key) + 1, board_column__gt=0)
