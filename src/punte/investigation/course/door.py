"""What other rooms may use of course: who is pursued, what is ahead in court, and the acts by
which a case goes its way, each as its form sends it.
"""

from __future__ import annotations

from punte.investigation.course.actions.accused import (
    Accusation,
    bring_charge,
    name_suspect,
    record_plea,
)
from punte.investigation.course.actions.court import (
    Act,
    Date,
    end_hearing,
    send_to_court,
    set_hearing,
)
from punte.investigation.course.actions.judgments import (
    Ruling,
    give_judgment,
    lodge_appeal,
    make_final,
)
from punte.investigation.course.actions.restraints import Order as RestraintOrder
from punte.investigation.course.actions.restraints import order_restraint
from punte.investigation.course.actions.sentences import Penalty, enforce, pass_sentence
from punte.investigation.course.actions.victims import (
    Awarded,
    Given,
    add_victim,
    keep_award,
    lodge_claim,
    protect_in_court,
    record_disclosure,
)
from punte.investigation.course.models import (
    Accused,
    Award,
    Charge,
    Disclosure,
    Hearing,
    Indictment,
    Judgment,
    Sentence,
    Step,
    Verdict,
    VictimRole,
)
from punte.investigation.course.queries.course import course_of, hearings_ahead
from punte.investigation.course.words import (
    AgeBand,
    Appellant,
    Basis,
    CourtMeasure,
    DataKind,
    Enforcement,
    Finding,
    HearingKind,
    HearingState,
    Instance,
    Plea,
    RestraintKind,
    Standing,
    State,
)

__all__ = [
    "Accusation",
    "Accused",
    "Act",
    "AgeBand",
    "Appellant",
    "Award",
    "Awarded",
    "Basis",
    "Charge",
    "CourtMeasure",
    "DataKind",
    "Date",
    "Disclosure",
    "Enforcement",
    "Finding",
    "Given",
    "Hearing",
    "HearingKind",
    "HearingState",
    "Indictment",
    "Instance",
    "Judgment",
    "Penalty",
    "Plea",
    "RestraintKind",
    "RestraintOrder",
    "Ruling",
    "Sentence",
    "Standing",
    "State",
    "Step",
    "Verdict",
    "VictimRole",
    "add_victim",
    "bring_charge",
    "course_of",
    "end_hearing",
    "enforce",
    "give_judgment",
    "hearings_ahead",
    "keep_award",
    "lodge_appeal",
    "lodge_claim",
    "make_final",
    "name_suspect",
    "order_restraint",
    "pass_sentence",
    "protect_in_court",
    "record_disclosure",
    "record_plea",
    "send_to_court",
    "set_hearing",
]
