"""How two dates of birth agree."""

from typing import Final

from punte.algorithms.linkage.model import Feature

# From the most telling down.
ORDER: Final = (
    Feature.BIRTH_SAME,
    Feature.BIRTH_SWAPPED,
    Feature.BIRTH_YEAR,
    Feature.BIRTH_NEAR,
    Feature.BIRTH_OTHER,
)


def compare_dates(one: str, other: str) -> Feature | None:
    """Which feature two ISO dates (or years, or years and months) give; None if one is no date.

    The first of January is how registers write a year of which no more is known.
    """
    if not (one[:4].isdigit() and other[:4].isdigit()):
        return None
    mine, theirs = known_part(one), known_part(other)
    if mine == theirs and len(mine) == 10:
        return Feature.BIRTH_SAME
    if mine[:4] != theirs[:4]:
        return Feature.BIRTH_NEAR if _one_year_off(mine, theirs) else Feature.BIRTH_OTHER
    shorter = min(len(mine), len(theirs))
    if shorter < 10:
        return Feature.BIRTH_YEAR if mine[:shorter] == theirs[:shorter] else Feature.BIRTH_OTHER
    if (mine[5:7], mine[8:]) == (theirs[8:], theirs[5:7]):
        return Feature.BIRTH_SWAPPED
    wrong = sum(a != b for a, b in zip(mine, theirs, strict=True))
    return Feature.BIRTH_NEAR if wrong == 1 else Feature.BIRTH_OTHER


def known_part(date: str) -> str:
    return date[:4] if date[4:] in ("-01-01", "-01") else date[:10]


def _one_year_off(one: str, other: str) -> bool:
    return one[4:] == other[4:] and abs(int(one[:4]) - int(other[:4])) == 1


def compare_births(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[Feature, str, str] | None:
    """The most telling agreement among all that sources say, with the two dates."""
    found = [(f, a, b) for a in one for b in other if (f := compare_dates(a, b)) is not None]
    return min(found, key=lambda told: ORDER.index(told[0])) if found else None
