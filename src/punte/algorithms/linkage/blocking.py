"""Which pairs are worth comparing: those that share a key. Nobody compares all with all."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

from punte.algorithms.linkage.dates import known_part
from punte.algorithms.linkage.model import Record
from punte.algorithms.linkage.names import parts
from punte.algorithms.linkage.parts import Part

# A key that more records share tells nothing; other keys of the same records still may.
BIGGEST: Final = 80
KEY_LETTERS: Final = 4
Pairs = npt.NDArray[np.int64]


def part_keys(one: Part) -> tuple[str, ...]:
    """Keys by which a part is found in any script: its given name, or four letters of its sound.

    A vowel counts only at the beginning, for the others are what habits change.
    """
    numbers = one.given.full | one.given.short
    if numbers:
        return tuple(f"#{number}" for number in sorted(numbers))
    found = {_skeleton(reading) for reading in one.readings}
    return tuple(sorted(found))


def _skeleton(reading: str) -> str:
    rest = "".join(c for c in reading[1:] if c not in "aeiou")
    return (reading[0] + rest)[:KEY_LETTERS]


def block_keys(record: Record) -> Iterator[tuple[str, ...]]:
    """Keys of a record: its selectors; its day of birth (day and month in either order) with one
    part of a name; two parts with the year, and with the next, so that years one off meet too;
    two parts alone where the year is not known."""
    for selector in record.selectors:
        yield ("s", *selector)
    dates = {known_part(birth) for birth in record.births if birth[:4].isdigit()}
    years = {date[:4] for date in dates}
    for name in record.names:
        keys = [part_keys(part) for part in parts(name)]
        singles = {key for some in keys for key in some}
        couples = {
            tuple(sorted((a, b))) for one, two in combinations(keys, 2) for a in one for b in two
        }
        for date in dates:
            if len(date) == 10:
                low, high = sorted((date[5:7], date[8:]))
                yield from (("d", date[:4], low, high, single) for single in singles)
        for year in years:
            yield from (("y", when, *c) for when in (year, str(int(year) + 1)) for c in couples)
        if not years:
            yield from (("n", *couple) for couple in couples)


def unborn_keys(record: Record) -> Iterator[tuple[str, ...]]:
    """Keys by which a record with a date of birth meets those without one."""
    for name in record.names:
        keys = [part_keys(part) for part in parts(name)]
        for one, two in combinations(keys, 2):
            yield from (("n", *sorted((a, b))) for a in one for b in two)


def candidate_pairs(records: Sequence[Record]) -> Pairs:
    """Pairs of places in `records`, shape (n, 2), each once, the smaller place first."""
    keys: list[int] = []
    places: list[int] = []
    wanted: set[int] = set()
    for place, record in enumerate(records):
        mine = {hash(key) for key in block_keys(record)}
        keys += mine
        places += [place] * len(mine)
        if not record.births:
            wanted.update(hash(key) for key in unborn_keys(record))
    if wanted:
        for place, record in enumerate(records):
            if record.births:
                mine = {hash(key) for key in unborn_keys(record)} & wanted
                keys += mine
                places += [place] * len(mine)
    return _pairs(np.array(keys, dtype=np.int64), np.array(places, dtype=np.int64), len(records))


def _pairs(keys: Pairs, places: Pairs, count: int) -> Pairs:
    order = np.lexsort((places, keys))
    keys, places = keys[order], places[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else keys
    sizes = np.diff(np.append(starts, len(keys)))
    found = [np.zeros(0, dtype=np.int64)]
    for size in range(2, BIGGEST + 1):
        of_size = starts[sizes == size]
        if len(of_size):
            block = places[of_size[:, None] + np.arange(size)]
            left, right = np.triu_indices(size, 1)
            found.append((block[:, left] * count + block[:, right]).ravel())
    codes = np.unique(np.concatenate(found))
    return np.stack((codes // count, codes % count), axis=1) if count else codes.reshape(0, 2)
