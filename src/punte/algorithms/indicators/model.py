"""What a screening asks, what is answered, and what comes out: advice, never a decision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Path = Literal["adult", "child"]
Form = Literal["sexual", "labour"]
Element = Literal["act", "means", "purpose", "vulnerability", "sign"]


class Answer(StrEnum):
    """What the person or the observation said. Not asked and unknown are never a no."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"
    UNKNOWN = "unknown"


class Strength(StrEnum):
    """How much an indicator weighs in the Delphi list. None in its place means not rated."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class AgeBand(StrEnum):
    """Age as far as it is known at the time of asking."""

    ADULT = "adult"
    CHILD = "child"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What one dimension says. Cannot tell: answers or ratings that could change it are missing."""

    POSITIVE = "positive"
    NOT_POSITIVE = "not_positive"
    CANNOT_TELL = "cannot_tell"


class Finding(StrEnum):
    """What the published table says of a combination; manual review where it says nothing."""

    NO_INDICATION = "no_indication"
    EXPLOITED_LABOUR_RIGHTS = "exploited_not_trafficked_labour_rights"
    DECEIVED_AND_EXPLOITED = "deceived_and_exploited"
    TRAFFICKING_INDICATED = "trafficking_indicated"
    MANUAL_REVIEW = "manual_review"


class Because(StrEnum):
    """Why the advice is what it is."""

    TABLE = "the_published_table_covers_this_combination"
    CHILD = "child_exploitation_without_need_of_means"
    NOTHING_POSITIVE = "all_was_asked_and_nothing_is_positive"
    UNRATED = "an_answer_counts_for_an_indicator_without_rating"
    OPEN = "questions_that_could_change_the_result_are_open"
    NOT_COVERED = "the_published_table_does_not_cover_this_combination"
    ACT_NOT_SHOWN = "exploitation_is_shown_but_no_act"
    SIGNS = "signs_were_seen_that_no_rule_weighs"


@dataclass(frozen=True)
class Item:
    """One indicator. `strength` None is not rated, which is not the same as weightless.

    `confidence` says how well the rating is known (see `_meta` in the data), `concept` names
    what is asked across instruments, `ilo11` the numbers (1 to 11) of the ILO indicators of
    forced labour it belongs to, `urgent` that a yes needs help now.
    """

    id: str
    text: str
    dimension: str
    element: Element
    strength: Strength | None
    confidence: str
    concept: str = ""
    ilo11: tuple[int, ...] = ()
    urgent: bool = False


@dataclass(frozen=True)
class Instrument:
    """A set of questions under a version that is stored with every screening.

    `rated` tells that the Delphi rule applies; otherwise every yes needs a person. `path` and
    `form` are None for instruments that serve all.
    """

    version: str
    items: tuple[Item, ...]
    rated: bool
    path: Path | None = None
    form: Form | None = None

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Names of the dimensions in the order in which they are asked."""
        return tuple(dict.fromkeys(item.dimension for item in self.items))


@dataclass(frozen=True)
class Answered:
    """An item with its answer."""

    item: Item
    answer: Answer


@dataclass(frozen=True)
class Counts:
    """How many indicators of each strength count; whole numbers from 0."""

    strong: int = 0
    medium: int = 0
    weak: int = 0


@dataclass(frozen=True)
class DimensionResult:
    """What one dimension says, and between which bounds.

    `lower` counts rated yes-answers only. `upper` adds what could at most count besides: unrated
    yes-answers as strong, and open items as if they were a yes. Lists hold item ids.
    """

    dimension: str
    outcome: Outcome
    lower: Counts
    upper: Counts
    yes: tuple[str, ...]
    unrated: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def needs_person(self) -> bool:
        """Whether only a person can say, because a yes belongs to an unrated indicator."""
        return self.outcome is Outcome.CANNOT_TELL and bool(self.unrated)


@dataclass(frozen=True)
class Reason:
    """A term of the Palermo definition, and the ids of the answers that speak for it.

    An act that was seen rather than asked has no ids.
    """

    term: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Triad:
    """Act, means and purpose (Palermo Protocol, Art. 3), each with what speaks for it."""

    act: tuple[Reason, ...]
    means: tuple[Reason, ...]
    purpose: tuple[Reason, ...]
    means_needed: bool


@dataclass(frozen=True)
class Advice:
    """What the answers suggest to the person who decides. It binds nobody."""

    finding: Finding
    because: tuple[Because, ...]


@dataclass(frozen=True)
class Assessment:
    """All that an instrument has to say of a set of answers.

    `forced_labour` gives per ILO indicator (its number) the ids that speak for it; `urgent` the
    ids of yes-answers that need help now.
    """

    version: str
    dimensions: tuple[DimensionResult, ...]
    advice: Advice
    triad: Triad
    forced_labour: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    urgent: tuple[str, ...] = ()
