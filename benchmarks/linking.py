"""Merge proposals over 200,000 invented persons: time, recall, and false ones where it matters.

Run: `python benchmarks/linking.py [persons]`. Needs no database. Among the persons are cross-script
pairs of one person, and pairs of two persons with the same given name or surname and, the hardest,
the same date of birth. Their names are of `tests/algorithms/linkage/names.csv`, which nothing of
the scorer was made from. Ends with a code other than zero when a target is missed.
"""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import dataclass

from punte.algorithms.linkage import (
    NAMES_AGREE,
    Band,
    Proposal,
    Record,
    compare,
    compare_names,
    propose,
)
from tests.algorithms.linkage.people import hard_negatives, pairs_as_records, people, true_pairs

TRUE, HARD = 2_000, 8_000
SECONDS, RECALL = 60.0, 0.93


@dataclass(frozen=True)
class Measured:
    """What `measure` found; `false` counts pairs of two persons at the advised threshold."""

    persons: int
    seconds: float
    proposals: int
    advised: int
    recall: float
    name_recall: float
    false: int
    name_false: int
    memory: float

    @property
    def missed(self) -> bool:
        short = min(self.recall, self.name_recall) < RECALL
        return short or self.seconds > SECONDS or bool(self.false + self.name_false)

    def lines(self) -> list[str]:
        return [
            f"persons                                {self.persons:>12,}",
            f"time of propose (target {SECONDS:.0f} s)          {self.seconds:>10.1f} s",
            f"proposals, of them advised             {self.proposals:>12,} {self.advised:>10,}",
            f"recall of {TRUE:,} cross-script pairs        {self.recall:>10.3f} (target {RECALL})",
            f"recall by the names alone              {self.name_recall:>12.3f}",
            f"false of {HARD:,} hard pairs, advised        {self.false:>10} (target 0)",
            f"false by the names alone               {self.name_false:>12}",
            f"most memory                            {self.memory:>9.0f} MB",
        ]


def measure(persons: int = 200_000, seed: int = 2) -> Measured:
    """Propose over so many persons, the measured pairs among them."""
    true, hard = true_pairs(TRUE, seed), hard_negatives(HARD, seed + 1)
    ours = pairs_as_records(true, seed, "true")
    theirs = pairs_as_records(hard, seed, "hard")
    everyone = [*ours, *theirs, *people(persons - len(ours) - len(theirs), seed)]
    start = time.perf_counter()
    proposals = propose(everyone)
    seconds = time.perf_counter() - start
    advised = [p for p in proposals if p.score.band is Band.ADVISED]
    return Measured(
        persons=len(everyone),
        seconds=seconds,
        proposals=len(proposals),
        advised=len(advised),
        recall=_found(ours, advised) / TRUE,
        name_recall=sum(compare_names(a, b) >= NAMES_AGREE for a, b in true) / TRUE,
        false=_advised(theirs),
        name_false=sum(compare_names(a, b) >= NAMES_AGREE for a, b in hard),
        memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def _found(couples: list[Record], advised: list[Proposal]) -> int:
    pairs = {frozenset((p.left, p.right)) for p in advised}
    return sum(
        frozenset((one.id, other.id)) in pairs
        for one, other in zip(couples[::2], couples[1::2], strict=True)
    )


def _advised(couples: list[Record]) -> int:
    return sum(
        compare(one, other).band is Band.ADVISED
        for one, other in zip(couples[::2], couples[1::2], strict=True)
    )


def main() -> int:
    persons = int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 200_000
    measured = measure(persons)
    print("\n".join(measured.lines()))
    return int(measured.missed)


if __name__ == "__main__":
    sys.exit(main())
