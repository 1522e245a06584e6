from punte.investigation.course.models.accused import (
    Accused,
    Charge,
    Indictment,
    Restraint,
    Step,
)
from punte.investigation.course.models.court import Appeal, Hearing, Judgment, Sentence, Verdict
from punte.investigation.course.models.victims import (
    Award,
    DisclosedPart,
    Disclosure,
    VictimRole,
    letter_of,
)

__all__ = [
    "Accused",
    "Appeal",
    "Award",
    "Charge",
    "DisclosedPart",
    "Disclosure",
    "Hearing",
    "Indictment",
    "Judgment",
    "Restraint",
    "Sentence",
    "Step",
    "Verdict",
    "VictimRole",
    "letter_of",
]
