"""Which persons may be one, however and in whichever script their names were written."""

from punte.algorithms.linkage.model import (
    ADVISED,
    LOOK,
    Band,
    Feature,
    Proposal,
    Reason,
    Record,
    Score,
)
from punte.algorithms.linkage.names import (
    NAMES_AGREE,
    NAMES_NEAR,
    Alignment,
    align,
    compare_names,
)
from punte.algorithms.linkage.propose import propose
from punte.algorithms.linkage.score import WEIGHTS, compare

__all__ = [
    "ADVISED",
    "LOOK",
    "NAMES_AGREE",
    "NAMES_NEAR",
    "WEIGHTS",
    "Alignment",
    "Band",
    "Feature",
    "Proposal",
    "Reason",
    "Record",
    "Score",
    "align",
    "compare",
    "compare_names",
    "propose",
]
