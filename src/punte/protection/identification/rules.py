"""The status ladder and notifications, decided on plain values. No queries, no clock.

What the law of a country says stands in tables here with its source. A row marked unverified was
read from a list of actors or another's summary, not from the text of the act.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from punte.protection.identification.models.words import NamePlace, RedFlag
from punte.protection.persons.door import AgeBand, Status

RUNGS = (Status.NONE, Status.POTENTIAL, Status.PRESUMED, Status.IDENTIFIED)

# From where one may go in a first decision. Out of "not a victim" only a review leads.
MOVES: dict[Status, frozenset[Status]] = {
    Status.NONE: frozenset({Status.POTENTIAL, Status.PRESUMED, Status.NOT_VICTIM}),
    Status.POTENTIAL: frozenset({Status.PRESUMED, Status.NOT_VICTIM}),
    Status.PRESUMED: frozenset({Status.IDENTIFIED, Status.POTENTIAL, Status.NOT_VICTIM}),
    Status.IDENTIFIED: frozenset({Status.PRESUMED, Status.NOT_VICTIM}),
    Status.NOT_VICTIM: frozenset(),
}
REVIEW_OUTCOMES = frozenset(
    {Status.POTENTIAL, Status.PRESUMED, Status.IDENTIFIED, Status.NOT_VICTIM}
)
# These two always take a second person, besides every lowering, review and appeal.
ALWAYS_TWO = frozenset({Status.IDENTIFIED, Status.NOT_VICTIM})

EEA = frozenset(
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
        "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Deciding:
    """Which kinds of agency may decide one rung in one country, and where that is written."""

    kinds: frozenset[str]
    source: str
    verified: bool = False


_MD = "Law 241/2005; HG 228/2014 (territorial teams); HG 270/2014 (children)"
_RO = "Law 678/2001 art. 27²; HG 88/2023 (actors of the mechanism)"
_HELPERS = frozenset({"coordination", "child_protection", "social", "ngo", "shelter", "health"})
_TEAMS = frozenset({"coordination", "child_protection", "social"})
_UNITS = frozenset({"coordination", "child_protection"})

DECIDING: dict[str, dict[Status, Deciding]] = {
    "MD": {
        Status.POTENTIAL: Deciding(_HELPERS, _MD),
        Status.PRESUMED: Deciding(_TEAMS, _MD),
        Status.IDENTIFIED: Deciding(_UNITS, _MD),
        Status.NOT_VICTIM: Deciding(_UNITS, _MD),
    },
    "RO": {
        Status.POTENTIAL: Deciding(_HELPERS, _RO),
        Status.PRESUMED: Deciding(_TEAMS, _RO),
        Status.IDENTIFIED: Deciding(_UNITS, _RO),
        Status.NOT_VICTIM: Deciding(_UNITS, _RO),
    },
}
# A country without a table of its own: coordination units alone.
ELSEWHERE = Deciding(frozenset({"coordination"}), "no table for this country")

# Whose citizens count as the country's own, so that no reflection period for foreigners runs.
OWN_CITIZENS: dict[str, frozenset[str]] = {
    "MD": frozenset({"MD"}),
    "RO": EEA,  # Law 678/2001 art. 38¹: EU and EEA citizens as Romanians
}


def reachable(current: Status, *, review: bool) -> frozenset[Status]:
    """The statuses a decision may set; a review or appeal may also leave things as they stand."""
    return REVIEW_OUTCOMES if review else MOVES[current]


def lowers(current: Status, status: Status) -> bool:
    """True when the decision takes something from the person that they had."""
    if status == Status.NOT_VICTIM:
        return current != Status.NOT_VICTIM
    if current == Status.NOT_VICTIM:
        return False
    return RUNGS.index(status) < RUNGS.index(current)


def needs_second(current: Status, status: Status, *, review: bool) -> bool:
    """True when one person alone may not decide it."""
    return review or status in ALWAYS_TWO or lowers(current, status)


def deciding(jurisdiction: str, status: Status) -> Deciding:
    """Who may decide this rung under this country's law."""
    return DECIDING.get(jurisdiction, {}).get(status, ELSEWHERE)


def may_decide(kind: str, jurisdiction: str, status: Status) -> bool:
    """True when an agency of this kind may be the deciding body."""
    return kind in deciding(jurisdiction, status).kinds


def is_foreign(jurisdiction: str, nationality: str) -> bool | None:
    """Whether the person counts as a foreigner there; None when the nationality is not known."""
    if not nationality:
        return None
    return nationality not in OWN_CITIZENS.get(jurisdiction, frozenset({jurisdiction}))


def starts_reflection(
    jurisdiction: str, nationality: str, status: Status, earlier: Iterable[Status]
) -> bool:
    """True when a decision opens the reflection period: a foreigner's first time as presumed."""
    first = status == Status.PRESUMED and Status.PRESUMED not in set(earlier)
    return first and is_foreign(jurisdiction, nationality) is True


def is_child_path(age_band: str) -> bool:
    """A child, or someone whose age is not known."""
    return age_band != AgeBand.ADULT


def may_decline_name(age_band: str) -> bool:
    """Only an adult may ask not to be named."""
    return not is_child_path(age_band)


def keeps_name(name_place: str) -> bool:
    return name_place == NamePlace.NAMED


def red_flags_named(flags: Iterable[str]) -> list[str]:
    """Known red flags in their order, once each."""
    chosen = set(flags)
    return [flag.value for flag in RedFlag if flag.value in chosen]


def take_up_measure(*, child_path: bool, urgent: bool) -> str:
    """The clock that runs until a notification is taken up; a child or danger shortens it."""
    return "notification.take_up_child" if child_path or urgent else "notification.take_up"
