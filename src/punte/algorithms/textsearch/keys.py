"""What is stored in a blind index for a person's name, and what a search asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from punte.algorithms.textsearch.folding import name_parts
from punte.algorithms.textsearch.sound import phonetic


@dataclass(frozen=True)
class SearchKeys:
    """Keys of one name, each list sorted and without repeats.

    `exact` are folded parts, `phonetic` their keys by sound, `pairs` two keys by sound joined by
    a hyphen in alphabetical order, so that it does not matter which name came first.
    """

    exact: tuple[str, ...]
    phonetic: tuple[str, ...]
    pairs: tuple[str, ...]


def search_keys(given: str, family: str) -> SearchKeys:
    """Keys to be stored for a person. Each pair is of one given and one family part.

    Either may be "". At most 200 characters each; raises TextError like `fold`.
    """
    givens, families = name_parts(given), name_parts(family)
    pairs = (pair(phonetic(g), phonetic(f)) for g in givens for f in families)
    return _keys((*givens, *families), pairs)


def query_keys(text: str) -> SearchKeys:
    """Keys to look for when someone types a name into one box, in any order and script.

    Pairs are of any two parts; a person is found if one of the pairs is stored for them.
    Raises TextError like `fold`.
    """
    parts = name_parts(text)
    sounds = [phonetic(part) for part in parts]
    return _keys(parts, (pair(a, b) for a, b in combinations(sounds, 2)))


def pair(one: str, other: str) -> str:
    """Two keys by sound as one, the same whichever comes first."""
    return "-".join(sorted((one, other)))


def _keys(parts: Iterable[str], pairs: Iterable[str]) -> SearchKeys:
    exact = sorted(set(parts))
    return SearchKeys(
        tuple(exact), tuple(sorted({phonetic(part) for part in exact})), tuple(sorted(set(pairs)))
    )
