"""What other rooms may use of assessments and plans."""

from __future__ import annotations

from punte.protection.plans.models import Agreement, Assessment, Goal, Plan, Step
from punte.protection.plans.queries.assessments import assessments_of, last_assessment
from punte.protection.plans.queries.plans import (
    agreements_of,
    current_plan,
    open_steps,
    steps_left,
)

__all__ = [
    "Agreement",
    "Assessment",
    "Goal",
    "Plan",
    "Step",
    "agreements_of",
    "assessments_of",
    "current_plan",
    "last_assessment",
    "open_steps",
    "steps_left",
]
