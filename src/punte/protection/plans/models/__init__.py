from punte.protection.plans.models.assessment import Assessment, LegalPart, MedicalPart
from punte.protection.plans.models.parts import PARTS
from punte.protection.plans.models.plan import Agreement, Change, Goal, Plan, Step

__all__ = [
    "PARTS",
    "Agreement",
    "Assessment",
    "Change",
    "Goal",
    "LegalPart",
    "MedicalPart",
    "Plan",
    "Step",
]
