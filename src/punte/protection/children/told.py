"""What the child path brings to a file's timeline, table by table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.protection.assistance.door import AssistanceFile, register_timeline
from punte.protection.children.models import (
    AgeAssessment,
    AgeStep,
    BestInterests,
    Guardian,
    Schooling,
)
from punte.protection.children.models.words import AgeMove
from punte.protection.children.queries.guardians import guardians_of
from punte.protection.children.queries.page import (
    MOST,
    ages_of,
    assessments_of,
    schooling_of,
    steps_of,
)

Event = dict[str, Any]


def _guardian_event(row: Guardian) -> dict[str, Any]:
    return {
        "when": row.recorded_at,
        "title": _("Guardian: %(role)s") % {"role": row.role},
        "text": row.get_kind_display(),
        "chip": _("conflict of interest") if row.conflict else "",
        "chip_tone": "late",
    }


def _assessment_event(row: BestInterests) -> dict[str, Any]:
    signature = getattr(row, "signature", None)
    return {
        "when": row.recorded_at,
        "title": _("Best interests assessed"),
        "text": row.get_recommendation_display(),
        "who": row.recorded_by.name,
        "chip": "" if signature else _("waits for a second person"),
        "chip_tone": "warning",
    }


def _doubt_event(row: AgeAssessment) -> dict[str, Any]:
    return {
        "when": row.recorded_at,
        "title": AgeMove.DOUBT.label,
        "text": row.reason,
        "who": row.recorded_by.name,
        "tone": "special",
    }


def _step_event(row: AgeStep) -> dict[str, Any]:
    return {
        "when": row.recorded_at,
        "title": row.get_move_display(),
        "text": row.words,
        "chip": row.get_method_display() if row.method else "",
        "who": row.recorded_by.name,
    }


def _school_event(row: Schooling) -> dict[str, Any]:
    return {
        "when": row.recorded_at,
        "title": _("School: %(level)s") % {"level": row.get_level_display()},
        "text": row.get_attendance_display(),
    }


TOLD = (
    (Guardian, lambda viewer, file: guardians_of(viewer, file)[:MOST], _guardian_event),
    (BestInterests, assessments_of, _assessment_event),
    (AgeAssessment, ages_of, _doubt_event),
    (AgeStep, steps_of, _step_event),
    (Schooling, schooling_of, _school_event),
)


def tell() -> None:
    """Called once, when the program starts."""
    for table, rows, event in TOLD:

        def source(
            viewer: Viewer, file: AssistanceFile, rows: Any = rows, event: Any = event
        ) -> Iterable[Event]:
            return map(event, rows(viewer, file))

        register_timeline(table, source)
