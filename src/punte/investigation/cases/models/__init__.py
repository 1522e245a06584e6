from punte.investigation.cases.models.case import Case, CaseEvent, CaseRow, Member, of_case
from punte.investigation.cases.models.offences import CaseOffence, Offence
from punte.investigation.cases.models.tasks import CheckAnswer, Task

__all__ = [
    "Case",
    "CaseEvent",
    "CaseOffence",
    "CaseRow",
    "CheckAnswer",
    "Member",
    "Offence",
    "Task",
    "of_case",
]
