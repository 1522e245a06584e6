"""Which way a referral goes through its states, and how long each step takes."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import accumulate

from punte.demo.rng import Random, delay
from punte.protection.referral.machine import MOVES, State

Path = tuple[str, ...]
Step = tuple[str, datetime]


class Choice:
    """Paths with weights, each written as words: `12 send see decline close`."""

    def __init__(self, *lines: str):
        self.paths: list[Path] = []
        weights: list[int] = []
        for line in lines:
            weight, *moves = line.split()
            weights.append(int(weight))
            self.paths.append(tuple(moves))
        self._up_to = list(accumulate(weights))

    def draw(self, rng: Random) -> Path:
        return rng.choices(self.paths, cum_weights=self._up_to)[0]


HELPED_AND_CLOSED = Choice(
    "50 send see accept start deliver close",
    "12 send see accept start partly close",
    "10 send see ask answer accept start deliver close",
    "6 send see wait_list accept start deliver close",
    "5 send see accept start person_withdrew close",
    "4 send see accept start lose_contact close",
    "2 send see accept start unsafe close",
    "2 send see accept start partly return deliver close",
    "2 send expire send_again see accept start deliver close",
)
HELPED = Choice(
    "60 send see accept start",
    "12 send see accept start deliver",
    "6 send see accept start partly",
    "3 send see accept start person_withdrew",
    "3 send see accept start lose_contact",
)
CLOSED_WITHOUT_HELP = Choice(
    "40 send see decline close",
    "18 send see redirect close",
    "10 send see ask answer decline close",
    "12 send expire close",
    "8 send see accept not_deliver close",
    "7 send see accept person_withdrew close",
    "4 send see wait_list lose_contact close",
    "1 send see wait_list unsafe close",
)
GIVEN_UP = Choice(
    "25 send withdraw",
    "40 send see withdraw",
    "8 send see ask withdraw",
    "9 send see wait_list withdraw",
    "18 send see accept withdraw",
)
NO_ANSWER_YET = Choice(
    "20 send",
    "26 send see",
    "10 send see ask",
    "14 send see accept",
    "10 send see wait_list",
    "8 send see decline",
    "3 send see redirect",
    "6 send expire",
    "2 send see accept not_deliver",
    "1 send see wait_list unsafe",
)
# Ways to each state, for the scenes of the named people.
WAYS: dict[State, Path] = {
    State.SENT: ("send",),
    State.SEEN: ("send", "see"),
    State.INFO_REQUESTED: ("send", "see", "ask"),
    State.ACCEPTED: ("send", "see", "accept"),
    State.WAIT_LISTED: ("send", "see", "wait_list"),
    State.DECLINED: ("send", "see", "decline"),
    State.REDIRECTED: ("send", "see", "redirect"),
    State.SERVICE_STARTED: ("send", "see", "accept", "start"),
    State.DELIVERED: ("send", "see", "accept", "start", "deliver"),
    State.PARTLY: ("send", "see", "accept", "start", "partly"),
    State.NOT_DELIVERED: ("send", "see", "accept", "not_deliver"),
    State.PERSON_WITHDREW: ("send", "see", "accept", "person_withdrew"),
    State.LOST_CONTACT: ("send", "see", "accept", "start", "lose_contact"),
    State.UNSAFE: ("send", "see", "wait_list", "unsafe"),
    State.LOOP_CLOSED: ("send", "see", "accept", "start", "deliver", "close"),
    State.WITHDRAWN: ("send", "see", "withdraw"),
    State.EXPIRED: ("send", "expire"),
    State.CONSENT_WITHDRAWN: ("send", "see", "accept", "withdraw_consent"),
    State.DRAFT: (),
}

HOURS = {
    "send": 0.7, "see": 12, "ask": 9, "answer": 18, "accept": 26, "wait_list": 30, "decline": 24,
    "redirect": 24, "start": 110, "deliver": 24 * 38, "partly": 24 * 34, "not_deliver": 24 * 12,
    "person_withdrew": 24 * 14, "lose_contact": 24 * 20, "unsafe": 24 * 8, "close": 64,
    "return": 40, "withdraw": 24 * 8, "expire": 24 * 9, "send_again": 40,
    "withdraw_consent": 24 * 6,
}  # fmt: skip
URGENT = {"see": 0.2, "accept": 0.25, "ask": 0.3, "start": 0.25, "expire": 0.35}
BY_SENDER = {"send", "answer", "close", "return", "withdraw", "send_again", "withdraw_consent"}


def walk(
    rng: Random, path: Path, start: datetime, *, pace: float, urgent: bool, now: datetime
) -> list[Step]:
    """The steps of the path that have been made by now, each with its moment."""
    at, steps = start, []
    for move in path:
        at += delay(rng, HOURS[move] * pace * (URGENT.get(move, 1) if urgent else 1), 0.7)
        if at > now:
            break
        steps.append((move, at))
    return steps


def walk_back(rng: Random, path: Path, last: datetime, *, pace: float) -> list[Step]:
    """The steps of the whole path, the last of them made at `last`."""
    ends, steps = last, []
    for move in reversed(path):
        steps.append((move, ends))
        took = delay(rng, HOURS[move] * pace, 0.5)
        ends -= min(took, timedelta(days=30))
    return steps[::-1]


def state_after(steps: list[Step]) -> State:
    return MOVES[steps[-1][0]].target if steps else State.DRAFT


def cut_at(steps: list[Step], moment: datetime) -> list[Step]:
    """The steps made before a moment."""
    return [step for step in steps if step[1] < moment]
