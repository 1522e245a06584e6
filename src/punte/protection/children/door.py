"""What other rooms may use of a child's file."""

from __future__ import annotations

from punte.protection.children.actions.path import start_child_path
from punte.protection.children.models import (
    AgeAssessment,
    AgeStep,
    BestInterests,
    Companion,
    Guardian,
    Schooling,
    Signature,
)
from punte.protection.children.queries.guardians import guardians_of
from punte.protection.children.queries.page import assessments_of, vault_subjects

__all__ = [
    "AgeAssessment",
    "AgeStep",
    "BestInterests",
    "Companion",
    "Guardian",
    "Schooling",
    "Signature",
    "assessments_of",
    "guardians_of",
    "start_child_path",
    "vault_subjects",
]
