"""Proposals over many persons."""

from collections.abc import Collection, Hashable, Sequence
from typing import Final

from punte.algorithms.linkage.blocking import candidate_pairs
from punte.algorithms.linkage.dates import compare_births
from punte.algorithms.linkage.model import LOOK, Feature, Proposal, Record
from punte.algorithms.linkage.score import compare

_AGAINST: Final = frozenset({Feature.BIRTH_OTHER})


def propose(
    records: Sequence[Record],
    *,
    floor: float = LOOK,
    known: Collection[tuple[Hashable, Hashable]] = (),
) -> list[Proposal]:
    """Pairs of records that may be one person, the surest first; each pair once.

    Pairs below `floor`, and those `known` (decided before, in either order), are left out. Only
    records that share a key are compared (see `blocking`), so a pair that shares none is not found.
    Two pairs of one score keep the order of the records.
    """
    decided = {frozenset(pair) for pair in known}
    found = []
    for left, right in candidate_pairs(records).tolist():
        one, other = records[left], records[right]
        if _hopeless(one, other) or frozenset((one.id, other.id)) in decided:
            continue
        score = compare(one, other)
        if score.value >= floor:
            found.append(Proposal(one.id, other.id, score))
    return sorted(found, key=lambda proposal: -proposal.score.value)


def _hopeless(one: Record, other: Record) -> bool:
    """Other dates of birth, and no number in common: no need to read the names."""
    births = compare_births(one.births, other.births)
    return (
        births is not None and births[0] in _AGAINST and one.selectors.isdisjoint(other.selectors)
    )
