"""Analysis of competing hypotheses: what each piece of evidence tells. Plain values.

After R. Heuer, *Psychology of Intelligence Analysis* (CIA 1999), chapter 8: evidence that fits all
hypotheses tells nothing between them, and the hypothesis with least against it stands best, not
the one with most for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from punte.investigation.proof.words import Fit, Telling


def telling_of(fits: Sequence[str | None]) -> Telling:
    """How much evidence tells between hypotheses; fits: one for each, None where not judged.

    It speaks for one and against another as soon as both stand beside each other; it tells
    nothing when all are judged alike.
    """
    found = {fit for fit in fits if fit}
    if {Fit.CONSISTENT, Fit.INCONSISTENT} <= found:
        return Telling.MUCH
    if len(found) > 1:
        return Telling.SOME
    if None in fits or not fits:
        return Telling.OPEN
    return Telling.NOTHING


def against(judged: Iterable[tuple[int, str | None]]) -> int:
    """How much weighs against a hypothesis: the weights of what is inconsistent with it."""
    return sum(weight for weight, fit in judged if fit == Fit.INCONSISTENT)
