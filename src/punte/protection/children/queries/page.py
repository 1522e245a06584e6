"""Reading a child's file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from punte.core.access.door import Viewer, get_visible
from punte.core.deadlines.door import Clock, clocks_about
from punte.protection.assistance.door import AssistanceFile
from punte.protection.children import rules
from punte.protection.children.models import (
    AgeAssessment,
    AgeStep,
    BestInterests,
    Companion,
    Guardian,
    Schooling,
)
from punte.protection.children.models.words import AgeMove
from punte.protection.children.queries.guardians import guardians_of

MOST = 50


@dataclass(frozen=True)
class ChildFile:
    """Everything the page shows; of each list the newest fifty."""

    guardians: list[Guardian]
    assessments: list[BestInterests]
    ages: list[AgeAssessment]
    steps: list[AgeStep]
    schooling: list[Schooling]
    companions: list[Companion]
    clocks: list[Clock]

    @property
    def age(self) -> AgeAssessment | None:
        """The assessment of the age that runs, or the newest decided one."""
        return self.ages[0] if self.ages else None

    @property
    def findings(self) -> list[AgeStep]:
        """Findings of the newest assessment."""
        return [
            step
            for step in self.steps
            if self.age and step.assessment_id == self.age.id and step.move == AgeMove.FIND
        ]

    @property
    def margin(self) -> rules.Margin:
        return rules.widest(rules.Margin(step.low, step.high) for step in self.findings)


def child_file(viewer: Viewer, file: AssistanceFile) -> ChildFile:
    """The child's part of a file."""
    return ChildFile(
        guardians=list(guardians_of(viewer, file)[:MOST]),
        assessments=list(assessments_of(viewer, file)),
        ages=list(
            AgeAssessment.objects.visible_to(viewer)
            .filter(file=file)
            .select_related("decided_by", "proposed_by", "recorded_by")
            .order_by("-recorded_at", "id")[:MOST]
        ),
        steps=list(
            AgeStep.objects.visible_to(viewer)
            .filter(file=file)
            .select_related("recorded_by")
            .order_by("-recorded_at", "id")[:MOST]
        ),
        schooling=list(
            Schooling.objects.visible_to(viewer).filter(file=file).order_by("-since", "-id")[:MOST]
        ),
        companions=list(
            Companion.objects.visible_to(viewer)
            .filter(file=file)
            .order_by("-starts_on", "id")[:MOST]
        ),
        clocks=clocks_about(viewer, [file.id]).get(file.id, []),
    )


def assessments_of(viewer: Viewer, file: AssistanceFile) -> Any:
    """Best-interests assessments of a child with their signatures, newest first."""
    return (
        BestInterests.objects.visible_to(viewer)
        .filter(file=file)
        .select_related("recorded_by", "signature__recorded_by")
        .order_by("-recorded_at", "id")[:MOST]
    )


def get_assessment(viewer: Viewer, assessment: UUID) -> BestInterests:
    """One assessment, or NotHere."""
    get_visible(BestInterests, viewer=viewer, pk=assessment)
    return BestInterests.objects.select_related(
        "recorded_by", "signature__recorded_by", "file"
    ).get(pk=assessment)


def vault_subjects(viewer: Viewer, file: AssistanceFile) -> list[UUID]:
    """Keys under which the vault holds names of guardians: they are erased with the file."""
    return list(guardians_of(viewer, file).filter(named=True).values_list("pk", flat=True))


def child_events(viewer: Viewer, file: AssistanceFile) -> list[dict[str, Any]]:
    """What happened on the child path, for a timeline, newest first."""
    found = child_file(viewer, file)
    events = [
        *[_guardian_event(row) for row in found.guardians],
        *[_assessment_event(row) for row in found.assessments],
        *[_doubt_event(row) for row in found.ages],
        *[_step_event(row) for row in found.steps],
        *[_school_event(row) for row in found.schooling],
    ]
    return sorted(events, key=lambda event: event["when"], reverse=True)


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
