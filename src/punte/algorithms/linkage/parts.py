"""How near two parts of names are, from 0 to 1."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein

from punte.algorithms.linkage.given import Known, father, known, of_men, rivals
from punte.algorithms.linkage.habits import ANY_J
from punte.algorithms.linkage.sound import certain, readings

# Each value tells which rule spoke, so no two are equal.
SAME: Final = 1.0
EQUIVALENT: Final = 0.96
SHORT_FORM: Final = 0.93
FEMININE: Final = 0.92
# Two letters that changed places: a slip of the hand, or Bodnari and Bondari.
EXCHANGED: Final = 0.8
INITIAL: Final = 0.7
OTHER_GIVEN: Final = 0.3
# An ending makes another name: Ceban and Cebanu, Rotaru and Rotari, Marin and Marina.
OTHER_ENDING: Final = 0.7

# How much may differ for each letter of the longer word until nothing is left.
# Shorter words are other names too often when letters change places.
LEAST_TO_SLIP: Final = 5
PER_LETTER: Final = 0.4
_VOWELS: Final = frozenset("aeiou")
_NEAR_VOWELS: Final = frozenset(frozenset(pair) for pair in ("ao", "ae", "ei", "ou", "iu"))
_NEAR: Final = frozenset(
    frozenset(pair)
    for pair in ("td", "bp", "vf", "zs", "js", "Cs", "Ct", "Gj", "Gg", "kg", "mn", "Gz", "jz")
)


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a name with all that comparing needs; made once by `part`."""

    word: str
    readings: tuple[str, ...]
    given: Known
    father: frozenset[int] | None
    man: bool
    certain: str

    @property
    def initial(self) -> bool:
        return len(self.word) == 1


@lru_cache(maxsize=400_000)
def part(word: str, habits: tuple[int, ...] = ()) -> Part:
    """`habits`: those that the name shows which it is of."""
    plain = readings(word)
    if known(plain).full:
        # Jana is Жанна as it stands; a j alone does not make it Яна, a German surname does.
        habits = tuple(habit for habit in habits if habit != ANY_J)
    keys = readings(word, habits) if habits else plain
    given = known(keys)
    return Part(word, keys, given, father(word, keys), of_men(given), certain(word))


@lru_cache(maxsize=1_000_000)
def nearness(one: Part, other: Part) -> float:
    """1 for the same word in any script, less for what differs; the same both ways."""
    if not one.readings or not other.readings:
        return 0.0
    if one.initial or other.initial:
        mine, theirs = ({reading[0] for reading in p.readings} for p in (one, other))
        return INITIAL if mine & theirs else 0.0
    if not set(one.readings).isdisjoint(other.readings):
        if not _apart(one.certain, other.certain):
            return SAME
        return EQUIVALENT if one.given.full & other.given.full else OTHER_ENDING
    by_table = _by_table(one, other)
    if by_table is not None:
        return by_table
    return max(_sounding(a, b) for a in one.readings for b in other.readings)


def _apart(one: str, other: str) -> bool:
    """Whether s and ș, or t and ț, tell two names apart that lost marks would make one."""
    return one != other and len(one) == len(other)


def _by_table(one: Part, other: Part) -> float | None:
    """What the table of given names says; None if it does not know both."""
    if one.given and other.given:
        if one.given.full & other.given.full:
            return EQUIVALENT
        if rivals(one.given, other.given):
            return OTHER_GIVEN
        mine, theirs = one.given.full | one.given.short, other.given.full | other.given.short
        return SHORT_FORM if mine & theirs else OTHER_GIVEN
    for child, parent in ((one, other), (other, one)):
        # A father's name may stand as itself or with its ending: Ion and Ivanovici.
        if child.father and (parent.father or parent.given.full):
            fathers = parent.father or parent.given.full
            return EQUIVALENT if child.father & fathers else OTHER_GIVEN
    return None


def _sounding(a: str, b: str) -> float:
    if _masculine(a) == _masculine(b):
        return FEMININE
    if _exchanged(a, b):
        return EXCHANGED
    longest = max(len(a), len(b))
    if longest < 2 or Levenshtein.distance(a, b, score_cutoff=3) > 3:
        return 0.0
    near = max(0.0, 1 - _cost(a, b) / (PER_LETTER * (longest - 1)))
    return min(near, OTHER_ENDING) if _ending(a) != _ending(b) else near


def _exchanged(a: str, b: str) -> bool:
    """Whether two neighbours within a word, not its first letter, changed places."""
    if len(a) != len(b) or len(a) < LEAST_TO_SLIP or a[0] != b[0]:
        return False
    apart = [place for place, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(apart) != 2 or apart[1] - apart[0] != 1:
        return False
    first, second = apart
    return a[first] == b[second] and a[second] == b[first]


def _masculine(key: str) -> str:
    """A woman's surname as her father bears it: Ivanova and Ivanov, -scaia and -schi."""
    for ending, by in (
        ("kaia", "ki"),
        ("ska", "ski"),
        ("tka", "tki"),
        ("aia", "i"),
        ("ova", "ov"),
        ("eva", "ev"),
        ("ina", "in"),
    ):
        if key.endswith(ending) and len(key) > len(ending) + 1:
            return key.removesuffix(ending) + by
    return key


def _ending(key: str) -> str:
    """The vowels at the end."""
    stem = key.rstrip("aeiou")
    return key[len(stem) :]


def _cost(a: str, b: str) -> float:
    """Edit distance in which vowels, and consonants that sound alike, cost less."""
    row = [0.0]
    for j, letter in enumerate(b):
        row.append(row[j] + _gap(letter))
    for letter in a:
        before, row = row, [row[0] + _gap(letter)]
        for j, opposite in enumerate(b):
            row.append(
                min(
                    before[j] + _change(letter, opposite),
                    before[j + 1] + _gap(letter),
                    row[j] + _gap(opposite),
                )
            )
    return row[-1]


def _gap(letter: str) -> float:
    return 0.6 if letter in _VOWELS else 1.0


def _change(a: str, b: str) -> float:
    if a == b:
        return 0.0
    pair = frozenset((a, b))
    if pair <= _VOWELS:
        return 0.55 if pair in _NEAR_VOWELS else 0.7
    return 0.8 if pair in _NEAR else 1.0
