"""What assessments and plans bring to a file's timeline, and what they say when it closes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punte.core.access.door import Viewer
from punte.protection.assistance.door import AssistanceFile, ClosingCheck
from punte.protection.plans.assessment_words import LEVEL_TONES
from punte.protection.plans.models import Agreement, Assessment
from punte.protection.plans.queries.assessments import assessments_of
from punte.protection.plans.queries.plans import agreements_of, open_steps, steps_left

MOST = 20
NEXT = 3


def assessed(viewer: Viewer, file: AssistanceFile) -> Iterable[dict[str, Any]]:
    """The newest assessments, for the timeline of a file."""
    return [_assessed(row) for row in assessments_of(viewer, file)[:MOST]]


def agreed(viewer: Viewer, file: AssistanceFile) -> Iterable[dict[str, Any]]:
    """The newest agreements on the plan."""
    return [_agreed(row) for row in agreements_of(viewer, file)[:MOST]]


def _assessed(row: Assessment) -> dict[str, Any]:
    return {
        "when": row.made_at,
        "title": _("Needs and risk assessed"),
        "who": str(row.made_by),
        "url": row.get_absolute_url(),
        "chip": _("Risk: %(level)s") % {"level": row.get_risk_display()},
        "chip_tone": LEVEL_TONES.get(row.risk, "plain"),
    }


def _agreed(row: Agreement) -> dict[str, Any]:
    review = date_format(row.review_on, "DATE_FORMAT")
    return {
        "when": row.at,
        "title": _("Plan agreed with the person"),
        "who": str(row.by),
        "url": reverse("protection:plan", args=[row.file_id]),
        "text": _("Looked at again on %(day)s") % {"day": review},
        "tone": "ok",
    }


def next_steps_of(viewer: Viewer, file: AssistanceFile) -> Iterable[dict[str, Any]]:
    """The steps of the plan that are due soonest, late ones first."""
    plan = reverse("protection:plan", args=[file.id])
    rows = open_steps(viewer).filter(file=file, due_on__isnull=False)
    return [{"text": row.words, "due": row.due_on, "url": plan} for row in rows[:NEXT]]


OPEN_STEPS_LEFT = ClosingCheck(gettext_lazy("Steps of the plan still to do"), steps_left)
