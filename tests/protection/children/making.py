"""A child's file for tests, and what its forms hold; all invented."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils import timezone

from punte.core.access.door import Viewer
from punte.protection.assistance.models import AssistanceFile
from punte.protection.children import rules
from punte.protection.children.actions.age import Found, record_finding
from punte.protection.children.actions.best_interests import Assessment, Option
from punte.protection.children.actions.guardians import Appointment, record_guardian
from punte.protection.children.instruments import dimensions
from punte.protection.children.models import AgeAssessment, Guardian
from punte.protection.children.models.words import AgeMethod, GuardianKind, Recommendation
from tests.support.files import make_file
from tests.support.persons import make_person

WORDS = "Words enough for a reader."


def child_of(by: Viewer, **values: Any) -> AssistanceFile:
    return make_file(by, make_person(by, age_band=values.pop("age_band", "child"), **values))


def appoint(by: Viewer, file: AssistanceFile, **values: Any) -> Guardian:
    known: dict[str, Any] = {
        "kind": GuardianKind.PUBLIC,
        "role": "Guardian of the invented district",
        "agency_name": "Invented Office",
        "appointed_by": "Invented Court",
        "starts_on": timezone.localdate(),
    }
    who = Appointment(**{**known, **values})
    return record_guardian(by=by, file=file.id, who=who, request_key=uuid4())


def answers() -> dict[str, str]:
    return {q.key: WORDS for part in dimensions() for q in part.questions if q.required}


def assessment(**values: Any) -> Assessment:
    known: dict[str, Any] = {
        "assessed_on": timezone.localdate(),
        "heard": True,
        "answers": answers(),
        "ratings": {"safety": "danger"},
        "options": [Option("Stay here", "Safe", "Far"), Option("Go home", "Near", "Not safe")],
        "recommendation": Recommendation.CARE,
        "reasons": WORDS,
    }
    return Assessment(**{**known, **values})


def find(by: Viewer, row: AgeAssessment, low: int | None, high: int | None, **more: Any) -> None:
    known: dict[str, Any] = {
        "method": AgeMethod.PSYCHOSOCIAL,
        "body": "Invented Office",
        "margin": rules.Margin(low, high),
        "agreed": False,
        "words": WORDS,
    }
    found = Found(**{**known, **more})
    record_finding(by=by, assessment=row.id, found=found, request_key=uuid4())
