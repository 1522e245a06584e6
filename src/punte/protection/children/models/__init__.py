from punte.protection.children.models.age import AgeAssessment, AgeStep
from punte.protection.children.models.best_interests import BestInterests, Signature
from punte.protection.children.models.guardian import Guardian
from punte.protection.children.models.people import Companion, Schooling

__all__ = [
    "AgeAssessment",
    "AgeStep",
    "BestInterests",
    "Companion",
    "Guardian",
    "Schooling",
    "Signature",
]
