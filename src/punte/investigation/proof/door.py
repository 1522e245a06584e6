"""What other rooms may use of proof: the list for the defence, for a court's bundle."""

from __future__ import annotations

from punte.investigation.proof.models import Hypothesis, Serving, Thing
from punte.investigation.proof.queries.defence import servings_of, things_on
from punte.investigation.proof.queries.hypotheses import matrix_of
from punte.investigation.proof.words import Decision

__all__ = [
    "Decision",
    "Hypothesis",
    "Serving",
    "Thing",
    "matrix_of",
    "servings_of",
    "things_on",
]
