"""The referral's states and moves, as data. `referral_actions.move_referral` is their only user.

Follows the referral machine of the room's notes: addressed to a desk, with clocks, redirect,
wait list, partial outcome, and a loop that only the sender closes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class State(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    SEEN = "seen"
    INFO_REQUESTED = "info_requested"
    ACCEPTED = "accepted"
    WAIT_LISTED = "wait_listed"
    DECLINED = "declined"
    REDIRECTED = "redirected"
    SERVICE_STARTED = "service_started"
    DELIVERED = "delivered"
    PARTLY = "partly"
    NOT_DELIVERED = "not_delivered"
    PERSON_WITHDREW = "person_withdrew"
    LOST_CONTACT = "lost_contact"
    UNSAFE = "unsafe"
    LOOP_CLOSED = "loop_closed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CONSENT_WITHDRAWN = "consent_withdrawn"


LABELS: dict[State, Text] = {
    State.DRAFT: _("Draft"),
    State.SENT: _("Sent"),
    State.SEEN: _("Seen"),
    State.INFO_REQUESTED: _("Asked for more"),
    State.ACCEPTED: _("Accepted"),
    State.WAIT_LISTED: _("On the wait list"),
    State.DECLINED: _("Declined"),
    State.REDIRECTED: _("Sent on to another desk"),
    State.SERVICE_STARTED: _("Service started"),
    State.DELIVERED: _("Delivered"),
    State.PARTLY: _("Delivered in part"),
    State.NOT_DELIVERED: _("Not delivered"),
    State.PERSON_WITHDREW: _("The person no longer wants it"),
    State.LOST_CONTACT: _("Contact lost"),
    State.UNSAFE: _("Stopped: not safe"),
    State.LOOP_CLOSED: _("Loop closed"),
    State.WITHDRAWN: _("Withdrawn by the sender"),
    State.EXPIRED: _("No answer in time"),
    State.CONSENT_WITHDRAWN: _("Consent withdrawn"),
}
STATE_CHOICES = [(state.value, label) for state, label in LABELS.items()]

WAITING = frozenset({State.SENT, State.SEEN, State.INFO_REQUESTED, State.WAIT_LISTED})
RUNNING = WAITING | {State.ACCEPTED, State.SERVICE_STARTED}
OUTCOMES = frozenset(
    {
        State.DELIVERED,
        State.PARTLY,
        State.NOT_DELIVERED,
        State.PERSON_WITHDREW,
        State.LOST_CONTACT,
        State.UNSAFE,
    }
)
TO_CONFIRM = OUTCOMES | {State.DECLINED, State.REDIRECTED, State.EXPIRED}
# The columns of a board, left to right; a referral in none of these states stands on no board.
BOARD: dict[str, frozenset[State]] = {
    "sent": frozenset({State.SENT, State.SEEN}),
    "info": frozenset({State.INFO_REQUESTED}),
    "accepted": frozenset({State.ACCEPTED, State.WAIT_LISTED}),
    "started": frozenset({State.SERVICE_STARTED}),
    "confirm": TO_CONFIRM,
}
ENDED = frozenset({State.LOOP_CLOSED, State.WITHDRAWN, State.CONSENT_WITHDRAWN})
LIVE = frozenset(State) - ENDED - {State.DRAFT}


class Side(StrEnum):
    SENDER = "sender"
    RECEIVER = "receiver"
    SYSTEM = "system"


class Clock(StrEnum):
    """Measures in the rule table of deadlines."""

    ANSWER = "referral.answer"
    ANSWER_URGENT = "referral.answer_urgent"
    INFO = "referral.info"
    START = "referral.start"
    CONFIRM = "referral.confirm"


@dataclass(frozen=True)
class Move:
    """One allowed move.

    side: who may. note: whether words are required. reasons: codes to choose from, if any.
    meets, starts, pauses, resumes: what it does to clocks. ends_access: grants end with it.
    """

    name: str
    label: Text
    sources: frozenset[State]
    target: State
    side: Side
    note: bool = False
    reasons: tuple[tuple[str, Text], ...] = ()
    meets: tuple[Clock, ...] = ()
    starts: tuple[Clock, ...] = ()
    pauses: tuple[Clock, ...] = ()
    resumes: tuple[Clock, ...] = ()
    stops_all: bool = False
    ends_access: bool = False
    by_hand: bool = True


DECLINE_REASONS = (
    ("no_place", _("No free place")),
    ("not_our_profile", _("We cannot help with this need")),
    ("not_our_area", _("Outside our area")),
    ("safety", _("We cannot keep the person safe")),
    ("no_capacity", _("No staff free in time")),
    ("other", _("Another reason")),
)
WITHDRAW_REASONS = (
    ("helped_elsewhere", _("Helped elsewhere")),
    ("sent_by_mistake", _("Sent by mistake")),
    ("situation_changed", _("The situation changed")),
    ("other", _("Another reason")),
)


def reason_name(code: str) -> Text:
    """A reason in words; one no longer known stands for itself."""
    return dict((*DECLINE_REASONS, *WITHDRAW_REASONS)).get(code, code)


ANSWERS = (Clock.ANSWER, Clock.ANSWER_URGENT)
_OPEN = frozenset({State.SEEN, State.INFO_REQUESTED, State.WAIT_LISTED})
_HELPING = frozenset({State.ACCEPTED, State.SERVICE_STARTED})
_END = frozenset({State.ACCEPTED, State.WAIT_LISTED, State.SERVICE_STARTED})


def _outcome(name: str, label: Text, sources: frozenset[State], target: State) -> Move:
    return Move(
        name,
        label,
        sources,
        target,
        Side.RECEIVER,
        note=True,
        meets=(Clock.START, *ANSWERS),
        starts=(Clock.CONFIRM,),
    )


MOVES: dict[str, Move] = {
    move.name: move
    for move in (
        Move(
            "send", _("Send"), frozenset({State.DRAFT}), State.SENT, Side.SENDER,
            starts=(Clock.ANSWER,), by_hand=False,
        ),
        Move(
            "see", _("Opened"), frozenset({State.SENT}), State.SEEN, Side.RECEIVER, by_hand=False
        ),
        Move(
            "ask", _("Ask for more"), frozenset({State.SEEN}), State.INFO_REQUESTED,
            Side.RECEIVER, note=True, pauses=ANSWERS, starts=(Clock.INFO,),
        ),
        Move(
            "answer", _("Answer"), frozenset({State.INFO_REQUESTED}), State.SEEN, Side.SENDER,
            note=True, meets=(Clock.INFO,), resumes=ANSWERS,
        ),
        Move(
            "accept", _("Accept"), _OPEN, State.ACCEPTED, Side.RECEIVER,
            meets=(*ANSWERS, Clock.INFO), starts=(Clock.START,),
        ),
        Move(
            "wait_list", _("Put on the wait list"),
            frozenset({State.SEEN, State.INFO_REQUESTED}), State.WAIT_LISTED, Side.RECEIVER,
            note=True, meets=(*ANSWERS, Clock.INFO), starts=(Clock.START,),
        ),
        Move(
            "decline", _("Decline"), _OPEN, State.DECLINED, Side.RECEIVER, note=True,
            reasons=DECLINE_REASONS, meets=(*ANSWERS, Clock.INFO, Clock.START),
            starts=(Clock.CONFIRM,),
        ),
        Move(
            "redirect", _("Suggest another desk"), _OPEN, State.REDIRECTED, Side.RECEIVER,
            note=True, meets=(*ANSWERS, Clock.INFO, Clock.START), starts=(Clock.CONFIRM,),
        ),
        Move(
            "start", _("Start the service"), frozenset({State.ACCEPTED}), State.SERVICE_STARTED,
            Side.RECEIVER, meets=(Clock.START,),
        ),
        _outcome("deliver", _("Delivered"), frozenset({State.SERVICE_STARTED}), State.DELIVERED),
        _outcome("partly", _("Delivered in part"), frozenset({State.SERVICE_STARTED}),
                 State.PARTLY),
        _outcome("not_deliver", _("Not delivered"), _HELPING, State.NOT_DELIVERED),
        _outcome("person_withdrew", _("The person no longer wants it"), _END,
                 State.PERSON_WITHDREW),
        _outcome("lose_contact", _("Contact lost"), _END, State.LOST_CONTACT),
        _outcome("unsafe", _("Stop: not safe"), _END, State.UNSAFE),
        Move(
            "close", _("Confirm and close the loop"), TO_CONFIRM, State.LOOP_CLOSED, Side.SENDER,
            meets=(Clock.CONFIRM,), stops_all=True, ends_access=True,
        ),
        Move(
            "return", _("Not so: give it back"), frozenset({State.DELIVERED, State.PARTLY}),
            State.SERVICE_STARTED, Side.SENDER, note=True, meets=(Clock.CONFIRM,),
        ),
        Move(
            "withdraw", _("Withdraw the referral"), WAITING | {State.ACCEPTED}, State.WITHDRAWN,
            Side.SENDER, note=True, reasons=WITHDRAW_REASONS, stops_all=True, ends_access=True,
        ),
        Move(
            "expire", _("No answer in time"), WAITING, State.EXPIRED, Side.SYSTEM,
            stops_all=True, starts=(Clock.CONFIRM,), by_hand=False,
        ),
        Move(
            "send_again", _("Send again"), frozenset({State.EXPIRED}), State.SENT, Side.SENDER,
            meets=(Clock.CONFIRM,), starts=(Clock.ANSWER,),
        ),
        Move(
            "withdraw_consent", _("Consent withdrawn"), LIVE, State.CONSENT_WITHDRAWN,
            Side.SENDER, stops_all=True, ends_access=True, by_hand=False,
        ),
    )
}  # fmt: skip


def moves_from(state: State, side: Side) -> list[Move]:
    """Moves that a person on this side may make by hand now, in the table's order."""
    return [m for m in MOVES.values() if state in m.sources and m.side == side and m.by_hand]


def answer_clock(urgent: bool) -> Clock:
    """An urgent referral has the shorter clock."""
    return Clock.ANSWER_URGENT if urgent else Clock.ANSWER
