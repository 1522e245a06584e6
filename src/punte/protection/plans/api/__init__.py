"""Operations on needs assessments and plans."""

from __future__ import annotations

from punte.protection.plans.api.assessments import router as assessments
from punte.protection.plans.api.plan import router as plan

ROUTERS = (assessments, plan)
