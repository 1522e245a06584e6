"""The hand-over of a file to another agency: its states and steps, as data.

`actions.transfer.step_transfer` is their only user.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class State(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


LABELS: dict[State, Text] = {
    State.ASKED: _("Waiting for an answer"),
    State.ACCEPTED: _("Accepted"),
    State.DECLINED: _("Declined"),
    State.WITHDRAWN: _("Withdrawn"),
}
STATE_CHOICES = [(state.value, label) for state, label in LABELS.items()]
ENDED = frozenset({State.ACCEPTED, State.DECLINED, State.WITHDRAWN})


class Side(StrEnum):
    GIVER = "giver"
    RECEIVER = "receiver"


DECLINE_REASONS: tuple[tuple[str, Text], ...] = (
    ("no_place", _("No free place")),
    ("not_our_profile", _("We cannot help with this need")),
    ("not_our_area", _("Outside our area")),
    ("safety", _("We cannot keep the person safe")),
    ("no_capacity", _("No staff free in time")),
    ("other", _("Another reason")),
)


@dataclass(frozen=True)
class Step:
    """One allowed step. side: who may. reasons: codes to choose from; none asks for none."""

    name: str
    label: Text
    sources: frozenset[State]
    target: State
    side: Side
    reasons: tuple[tuple[str, Text], ...] = ()
    notice: str = "transfer_answered"


STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        Step("accept", _("Take over"), frozenset({State.ASKED}), State.ACCEPTED, Side.RECEIVER),
        Step(
            "decline",
            _("Decline"),
            frozenset({State.ASKED}),
            State.DECLINED,
            Side.RECEIVER,
            reasons=DECLINE_REASONS,
        ),
        Step(
            "withdraw",
            _("Withdraw the hand-over"),
            frozenset({State.ASKED}),
            State.WITHDRAWN,
            Side.GIVER,
            notice="transfer_withdrawn",
        ),
    )
}


def steps_from(state: State, side: Side) -> list[Step]:
    """The steps that this side may take now."""
    return [step for step in STEPS.values() if state in step.sources and step.side == side]


def allowed(name: str, state: State, side: Side) -> bool:
    """Whether this side may take this step from this state."""
    step = STEPS.get(name)
    return step is not None and state in step.sources and step.side == side
