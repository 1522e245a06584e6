"""What other rooms may use of proof: the list for the defence, for a court's bundle; and the acts
by which hypotheses are weighed and the list is made and served.
"""

from __future__ import annotations

from punte.investigation.proof.actions.defence import (
    Served,
    decide_thing,
    list_missing,
    serve,
)
from punte.investigation.proof.actions.hypotheses import (
    Evidence,
    Revision,
    add_piece,
    judge_piece,
    revise_hypothesis,
    state_hypothesis,
)
from punte.investigation.proof.models import Hypothesis, Serving, Thing
from punte.investigation.proof.queries.defence import servings_of, things_on
from punte.investigation.proof.queries.hypotheses import matrix_of
from punte.investigation.proof.words import Decision, Fit, Standing, Weight

__all__ = [
    "Decision",
    "Evidence",
    "Fit",
    "Hypothesis",
    "Revision",
    "Served",
    "Serving",
    "Standing",
    "Thing",
    "Weight",
    "add_piece",
    "decide_thing",
    "judge_piece",
    "list_missing",
    "matrix_of",
    "revise_hypothesis",
    "serve",
    "servings_of",
    "state_hypothesis",
    "things_on",
]
