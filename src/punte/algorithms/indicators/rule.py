"""When a dimension is positive, with ratings and answers that may be missing."""

from collections import Counter
from collections.abc import Iterable, Sequence

from punte.algorithms.indicators.catalogue import positive_rule
from punte.algorithms.indicators.model import (
    Answer,
    Answered,
    Counts,
    DimensionResult,
    Item,
    Outcome,
    Strength,
)

_OPEN = (Answer.NOT_ASKED, Answer.UNKNOWN)


def is_positive(counts: Counts) -> bool:
    """Whether so many indicators make a dimension positive (WCMS_105023 p. 3).

    Two strong, or one strong with one medium or weak, or three medium, or two medium with one
    weak. Weak ones alone never do.
    """
    have = {
        "strong": counts.strong,
        "medium": counts.medium,
        "weak": counts.weak,
        "medium_or_weak": counts.medium + counts.weak,
    }
    return any(all(have[name] >= least for name, least in way.items()) for way in positive_rule())


def assess_dimension(
    answers: Sequence[Answered], *, dimension: str = "", rated: bool = True
) -> DimensionResult:
    """What one dimension's answers say.

    Positive if the rated yes-answers alone decide it. Cannot tell if they do not, but would if
    unrated yes-answers were strong or open questions were a yes, and if nothing was answered at
    all. Without a rule (`rated` False) any yes needs a person and only a no throughout is not
    positive.
    """
    yes = [one.item for one in answers if one.answer is Answer.YES]
    left_open = [one.item for one in answers if one.answer in _OPEN]
    lower, upper = _count(yes, None), _count([*yes, *left_open], Strength.STRONG)
    nothing_said = len(left_open) == len(answers)
    return DimensionResult(
        dimension=dimension,
        outcome=_outcome(lower, upper, nothing_said, rated),
        lower=lower,
        upper=upper,
        yes=_ids(yes),
        unrated=_ids(item for item in yes if item.strength is None),
        open=_ids(left_open),
    )


def _outcome(lower: Counts, upper: Counts, nothing_said: bool, rated: bool) -> Outcome:
    if rated and is_positive(lower):
        return Outcome.POSITIVE
    could_be = is_positive(upper) if rated else upper != Counts()
    return Outcome.CANNOT_TELL if nothing_said or could_be else Outcome.NOT_POSITIVE


def _count(items: Iterable[Item], unrated_as: Strength | None) -> Counts:
    found = Counter(item.strength or unrated_as for item in items)
    return Counts(found[Strength.STRONG], found[Strength.MEDIUM], found[Strength.WEAK])


def _ids(items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(item.id for item in items)
