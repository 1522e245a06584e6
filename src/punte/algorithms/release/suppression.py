"""Small values hidden in tables of counts, with neighbours so that no sum gives them away.

Primary and complementary cell suppression: Hundepool et al., Statistical Disclosure Control
(2012), chapter 4. The neighbours are chosen line by line, the smallest first; that hides more
than the least, and never less than it must. Tables are protected one by one: what the difference
of two tables tells is not looked at.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Hidden = NDArray[np.bool_]

SMALL = 5
# What stands hidden in one line must add up to so many, or it would be few people still.
TOGETHER = 10
_NEVER = np.iinfo(np.int64).max


def small(counts: Counts) -> Hidden:
    """Which values are of one person to four. Zero tells of nobody, and is shown."""
    return (counts >= 1) & (counts < SMALL)


def hide_line(counts: Counts, sums_hidden: Hidden) -> Hidden:
    """What is hidden in lists of values, each given out with its sum.

    counts: (lists, values). sums_hidden: (lists,), whether the sum is hidden itself.
    """
    hidden = small(counts)
    while _hide_more(counts, hidden, sums_hidden, counts >= 0):
        pass
    return hidden


def hide(counts: Counts, row_sums_hidden: Hidden, column_sums_hidden: Hidden) -> Hidden:
    """What is hidden in tables given out with the sums of their rows and columns.

    counts: (tables, rows, columns), tables of the same people by other steps; a place that is
    zero in all of them is left out of what is given out, so it cannot serve to hide another.
    row_sums_hidden: (tables, rows), column_sums_hidden: (tables, columns).

    Afterwards a row or column whose sum is shown hides nothing, or several values that add up to
    ten or more; one whose sum is hidden hides a value at least. The exception is a line that has
    no further value to hide.
    """
    hidden = small(counts)
    there = np.broadcast_to(counts.any(axis=0), counts.shape)
    turned = counts.swapaxes(1, 2), hidden.swapaxes(1, 2), column_sums_hidden, there.swapaxes(1, 2)
    while True:
        by_rows = _hide_more(counts, hidden, row_sums_hidden, there)
        by_columns = _hide_more(*turned)
        if not by_rows and not by_columns:
            return hidden


def _hide_more(counts: Counts, hidden: Hidden, sums_hidden: Hidden, there: Any) -> bool:
    """Hide the smallest value left in each line that gives something away; whether any did."""
    how_many = hidden.sum(axis=-1)
    together = np.where(hidden, counts, 0).sum(axis=-1)
    alone = (how_many == 1) | ((how_many > 1) & (together < TOGETHER))
    lacking = np.where(sums_hidden, how_many == 0, alone)
    # A zero hides last: that somebody is there may be known.
    cost = np.where(counts == 0, _NEVER - 1, counts)
    cost = np.where(hidden | ~there, _NEVER, cost)
    chosen = cost.argmin(axis=-1)[..., None]
    can = np.take_along_axis(cost, chosen, axis=-1)[..., 0] < _NEVER
    more = lacking & can
    before = np.take_along_axis(hidden, chosen, axis=-1)
    np.put_along_axis(hidden, chosen, before | more[..., None], axis=-1)
    return bool(more.any())
