"""How near two names are: parts are aligned, and the weakest weighs most."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
from typing import Final

from punte.algorithms.linkage.habits import habits_of
from punte.algorithms.linkage.parts import (
    EQUIVALENT,
    FEMININE,
    INITIAL,
    OTHER_ENDING,
    SHORT_FORM,
    Part,
    nearness,
    part,
)
from punte.algorithms.linkage.sound import words

# Two names agree from here on: a reason to compare the persons, never to merge them.
NAMES_AGREE: Final = 0.9
# Written wrongly, perhaps: worth a look if other things agree.
NAMES_NEAR: Final = 0.75
WEAKEST: Final = 0.6
EXTRA: Final = 0.06
EXTRA_PATRONYMIC: Final = 0.02
# One part alone (only a given name, only a surname) says little.
ONE_PART: Final = 0.5
# The parts agree, but the given name of one stands where the father's of the other does.
OTHER_BEARER: Final = 0.6
TRANSLATED: Final = frozenset({EQUIVALENT, SHORT_FORM})
# Beyond so many parts the order decides: nobody has more than four names to be told by.
MOST_PARTS: Final = 4


@lru_cache(maxsize=400_000)
def parts(name: str) -> tuple[Part, ...]:
    """The parts of a full name, in any order and script, as `compare_names` takes them."""
    found = words(name)
    habits = habits_of(" ".join(found))
    return tuple(p for word in found[:MOST_PARTS] if (p := part(word, habits)).readings)


@dataclass(frozen=True, slots=True)
class Alignment:
    """The score of two names, and which parts were taken for each other."""

    value: float
    pairs: tuple[tuple[str, str, float], ...]
    extra: tuple[str, ...]


def compare_names(one: str, other: str) -> float:
    """From 0 to 1; the same both ways and in any order of the parts.

    From NAMES_AGREE on the two may be one name. A name alone never says that two persons are one.
    """
    return score_parts(parts(one), parts(other))


def align(one: str, other: str) -> Alignment:
    """The same with its reasons: pairs as (part of `one`, part of `other`, nearness)."""
    mine, theirs = parts(one), parts(other)
    flipped = len(mine) > len(theirs)
    few, many = (theirs, mine) if flipped else (mine, theirs)
    value, order = _best(few, many)
    pairs = [(a, many[i]) for a, i in zip(few, order, strict=True)]
    told = tuple(
        (b.word, a.word, nearness(a, b)) if flipped else (a.word, b.word, nearness(a, b))
        for a, b in pairs
    )
    extra = tuple(p.word for i, p in enumerate(many) if i not in order)
    return Alignment(value, told, extra)


def share_given(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a given name of these is one of those, which a marriage leaves as it was."""
    mine, theirs = ([p for name in names for p in parts(name)] for names in (some, others))
    return any(a.given and nearness(a, b) >= SHORT_FORM for a in mine for b in theirs if b.given)


def score_parts(one: tuple[Part, ...], other: tuple[Part, ...]) -> float:
    return _best(one, other)[0] if len(one) <= len(other) else _best(other, one)[0]


def _best(few: tuple[Part, ...], many: tuple[Part, ...]) -> tuple[float, tuple[int, ...]]:
    """The best value, and for each of the few its place among the many."""
    if not few:
        return 0.0, ()
    near = [[nearness(a, b) for b in many] for a in few]
    best, chosen = -1.0, tuple(range(len(few)))
    for order in permutations(range(len(many)), len(few)):
        value = _value(few, many, order, near)
        if value > best:
            best, chosen = value, order
    return best, chosen


def _value(
    few: tuple[Part, ...], many: tuple[Part, ...], order: tuple[int, ...], near: list[list[float]]
) -> float:
    found = _held(few, many, order, near)
    told = _without_initial(few, many, order, found)
    value = WEAKEST * min(told) + (1 - WEAKEST) * sum(told) / len(told)
    value -= EXTRA_PATRONYMIC * (len(found) - len(told))
    for j, extra in enumerate(many):
        if j not in order:
            value -= EXTRA_PATRONYMIC if extra.father is not None else EXTRA
    own = sum(
        not (_of_father(a, few) or _of_father(many[j], many) or a.initial or many[j].initial)
        for a, j in zip(few, order, strict=True)
    )
    if own < 2:
        value = min(value, ONE_PART)
    elif not _one_bearer(few, many, order):
        value = min(value, OTHER_BEARER)
    return max(0.0, value)


def _without_initial(
    few: tuple[Part, ...], many: tuple[Part, ...], order: tuple[int, ...], found: list[float]
) -> list[float]:
    """A third part that is an initial of the other's speaks neither for nor against."""
    whole = [
        value
        for a, j, value in zip(few, order, found, strict=True)
        if value != INITIAL or not (a.initial or many[j].initial)
    ]
    return whole if len(whole) > 1 else found


def _held(
    few: tuple[Part, ...], many: tuple[Part, ...], order: tuple[int, ...], near: list[list[float]]
) -> list[float]:
    """What each pair says: surnames are not translated, and no man bears a woman's form of one."""
    found = [near[i][j] for i, j in enumerate(order)]
    man = _a_man(few) or (len(few) == len(many) and _a_man(many))
    found = [OTHER_ENDING if man and value == FEMININE else value for value in found]
    if len(few) == 2:
        one = sum(value in TRANSLATED for value in found) == 1
        first = _first_given(few), _first_given(many)
        for i, j in enumerate(order):
            of_father = few[i].father is not None or many[j].father is not None
            # Where the surname is a given name too, the order of one of them tells.
            either = one and found[i] == EQUIVALENT and (first[0] == i or first[1] == j)
            given = either or first == (i, j)
            if found[i] in TRANSLATED and (of_father or not given):
                found[i] = OTHER_ENDING
    return found


def _a_man(name: tuple[Part, ...]) -> bool:
    return any(p.man for p in name)


def _first_given(name: tuple[Part, ...]) -> int | None:
    return next((i for i, one in enumerate(name) if one.given), None)


def _of_father(one: Part, name: tuple[Part, ...]) -> bool:
    """Whether a part is a father's name; surnames may end so too (Petrovici).

    Of two parts it is the surname; where two end so, the woman's form is the father's name.
    """
    if one.father is None or len(name) < 3:
        return False
    daughter = one.readings[0].endswith("na")
    return daughter or (bool(one.father) and sum(bool(p.father) for p in name) == 1)


def _one_bearer(few: tuple[Part, ...], many: tuple[Part, ...], order: tuple[int, ...]) -> bool:
    """The first given name is the bearer's own, a later one may be the father's.

    So Maria Ceban Ion is not Ion Ceban, and Ion Petru Rusu is not Petru Ion Rusu. True also where
    the table does not know one.
    """
    if len(many) > len(few):
        other = _first_given(many)
        return other is None or other in order
    mine, theirs = ([i for i, p in enumerate(name) if p.given] for name in (few, many))
    if len(few) < 3 or len(mine) != 2 or len(theirs) != 2:
        return True
    return [order[i] for i in mine] != theirs[::-1]
