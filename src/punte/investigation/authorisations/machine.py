"""The states of an authorisation and its moves, as data. No clock and no database here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class State(StrEnum):
    ASKED = "asked"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    GRANTED = "granted"
    ACTIVE = "active"
    ENDED = "ended"
    LAPSED = "lapsed"


STATES: dict[State, str | Promise] = {
    State.ASKED: _("Waits for the prosecutor"),
    State.WITHDRAWN: _("Request withdrawn"),
    State.REFUSED: _("Refused"),
    State.GRANTED: _("Ordered, not put in force"),
    State.ACTIVE: _("In force"),
    State.ENDED: _("Ended"),
    State.LAPSED: _("Urgent order not confirmed"),
}
STATE_CHOICES = [(state.value, words) for state, words in STATES.items()]
ORDERED = frozenset({State.GRANTED, State.ACTIVE, State.ENDED})
CLOSED = frozenset({State.WITHDRAWN, State.REFUSED, State.LAPSED})
OVER = frozenset({State.ENDED, State.LAPSED})


class Move(StrEnum):
    """What happens to an authorisation. The last two come by time, by no person's hand."""

    WITHDRAW = "withdraw"
    REFUSE = "refuse"
    GRANT = "grant"
    ORDER_URGENT = "order_urgent"
    ACTIVATE = "activate"
    CONFIRM = "confirm"
    NOT_CONFIRM = "not_confirm"
    EXTEND = "extend"
    END = "end"
    RUN_OUT = "run_out"
    LAPSE = "lapse"


MOVES: dict[Move, str | Promise] = {
    Move.WITHDRAW: _("Request withdrawn"),
    Move.REFUSE: _("Refused"),
    Move.GRANT: _("Ordered"),
    Move.ORDER_URGENT: _("Ordered in urgency by the prosecutor"),
    Move.ACTIVATE: _("Put in force by a second person"),
    Move.CONFIRM: _("Urgent order confirmed by the judge"),
    Move.NOT_CONFIRM: _("Urgent order not confirmed by the judge"),
    Move.EXTEND: _("Extended"),
    Move.END: _("Ended early"),
    Move.RUN_OUT: _("Ended by its date"),
    Move.LAPSE: _("No confirmation came in time"),
}

SOURCES: dict[Move, frozenset[State]] = {
    Move.WITHDRAW: frozenset({State.ASKED}),
    Move.REFUSE: frozenset({State.ASKED}),
    Move.GRANT: frozenset({State.ASKED}),
    Move.ORDER_URGENT: frozenset({State.ASKED}),
    Move.ACTIVATE: frozenset({State.GRANTED}),
    Move.CONFIRM: ORDERED,
    Move.NOT_CONFIRM: ORDERED,
    Move.EXTEND: frozenset({State.GRANTED, State.ACTIVE}),
    Move.END: frozenset({State.GRANTED, State.ACTIVE}),
    Move.RUN_OUT: frozenset({State.GRANTED, State.ACTIVE}),
    Move.LAPSE: ORDERED,
}
TARGETS: dict[Move, State] = {
    Move.WITHDRAW: State.WITHDRAWN,
    Move.REFUSE: State.REFUSED,
    Move.GRANT: State.GRANTED,
    Move.ORDER_URGENT: State.GRANTED,
    Move.ACTIVATE: State.ACTIVE,
    Move.NOT_CONFIRM: State.LAPSED,
    Move.END: State.ENDED,
    Move.RUN_OUT: State.ENDED,
    Move.LAPSE: State.LAPSED,
}


@dataclass(frozen=True)
class Life:
    """Where an authorisation stands.

    end: the first instant at which it no longer holds. confirm_by: until when a judge must confirm
    an urgent order; None when none waits for it. activated: a second person put it in force.
    """

    state: State
    end: datetime | None = None
    confirm_by: datetime | None = None
    activated: bool = False

    @property
    def unconfirmed(self) -> bool:
        return self.confirm_by is not None


def may(life: Life, move: Move, now: datetime) -> bool:
    """Whether this move leads from here at `now`."""
    if life.state not in SOURCES[move]:
        return False
    over = life.end is not None and now >= life.end
    late = life.confirm_by is not None and now >= life.confirm_by
    match move:
        case Move.ACTIVATE | Move.END:
            return not over and not late
        case Move.EXTEND:
            return not over and not life.unconfirmed
        case Move.CONFIRM:
            return life.unconfirmed and not late
        case Move.NOT_CONFIRM:
            return life.unconfirmed
        case Move.RUN_OUT:
            return over and not late
        case Move.LAPSE:
            return late
        case _:
            return True


def moved(
    life: Life,
    move: Move,
    now: datetime,
    *,
    end: datetime | None = None,
    confirm_by: datetime | None = None,
) -> Life:
    """Where it stands after the move.

    end: of a first order or an extension, or where a confirmation adds time. confirm_by: of an
    urgent order. Raises ValueError where the move does not lead.
    """
    if not may(life, move, now):
        raise ValueError(f"no {move} from {life.state} at {now}")
    state = TARGETS.get(move, life.state)
    if move == Move.END:
        return replace(life, state=state, end=now)
    if move in {Move.CONFIRM, Move.EXTEND}:
        later = end if end is not None else life.end
        return replace(life, state=_after_more(life, later, now), end=later, confirm_by=None)
    if move in {Move.NOT_CONFIRM, Move.LAPSE}:
        return replace(life, state=state, confirm_by=None)
    if move in {Move.GRANT, Move.ORDER_URGENT}:
        return Life(state, end, confirm_by)
    return replace(life, state=state, activated=life.activated or move == Move.ACTIVATE)


def _after_more(life: Life, end: datetime | None, now: datetime) -> State:
    """The provisional time may have run out before the judge adds more: then it runs again."""
    if life.state != State.ENDED or end is None or end == life.end or now >= end:
        return life.state
    return State.ACTIVE if life.activated else State.GRANTED
