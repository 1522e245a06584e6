"""Persons to be compared, and what a comparison says."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

# Worth proposing to people; they decide.
ADVISED: Final = 0.8
# Worth showing to somebody who looks for more.
LOOK: Final = 0.5


@dataclass(frozen=True, slots=True)
class Record:
    """What one source, or several, say of a person; conflicting values stand side by side.

    `names` are full names in any script and order of parts. `births` are ISO dates, or a year and
    month, or a year ("1990-04-12", "1990-04", "1990"). `sexes` are "male" and "female" or their
    first letters, `places` of birth or living as written, `countries` codes of nationality.
    `selectors` are pairs of kind and key as `algorithms.selectors` makes them, valid ones only.
    """

    id: Hashable
    names: tuple[str, ...]
    births: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    selectors: frozenset[tuple[str, str]] = frozenset()


class Feature(StrEnum):
    """What speaks for or against."""

    NAME_SAME = "the names agree"
    NAME_NEAR = "the names are near"
    NAME_OTHER = "the names differ"
    BIRTH_SAME = "the same date of birth"
    BIRTH_SWAPPED = "the same date of birth with day and month exchanged"
    BIRTH_YEAR = "the same year of birth, as far as it is known"
    BIRTH_NEAR = "dates of birth that differ in one place"
    BIRTH_OTHER = "other dates of birth"
    SEX_OTHER = "other sex"
    PLACE_SAME = "the same place"
    COUNTRY_SAME = "the same nationality"
    COUNTRY_OTHER = "other nationality"
    IDENTITY_SAME = "the same personal or document number"
    IDENTITY_OTHER = "other personal numbers"
    SELECTOR_SAME = "the same phone, device, account or address"
    VEHICLE_SAME = "the same vehicle"
    ONLY_NAME = "nothing but the name"
    NOTHING_TIES = "neither a full date of birth nor a number of a person agrees"
    NAME_MISSING = "without agreeing names it is no proposal"
    FULL = "more than enough"


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the waterfall: what was compared, and what it adds to the score."""

    feature: Feature
    weight: float
    left: str = ""
    right: str = ""


class Band(StrEnum):
    """What may be done with a pair. None of them merges anything."""

    ADVISED = "advised"
    LOOK = "look"
    NAME_ALONE = "name alone: look, never merge"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Score:
    """From 0 to 1. The weights of the reasons add up to it."""

    value: float
    band: Band
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two persons who may be one; `left` stands before `right` in the order given."""

    left: Hashable
    right: Hashable
    score: Score
