"""Reading a child's file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

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
        ages=list(ages_of(viewer, file)),
        steps=list(steps_of(viewer, file)),
        schooling=list(schooling_of(viewer, file)),
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


def ages_of(viewer: Viewer, file: AssistanceFile) -> Any:
    """Assessments of the age, newest first."""
    return (
        AgeAssessment.objects.visible_to(viewer)
        .filter(file=file)
        .select_related("decided_by", "proposed_by", "recorded_by")
        .order_by("-recorded_at", "id")[:MOST]
    )


def steps_of(viewer: Viewer, file: AssistanceFile) -> Any:
    """What was done to assess it, newest first."""
    rows = AgeStep.objects.visible_to(viewer).filter(file=file).select_related("recorded_by")
    return rows.order_by("-recorded_at", "id")[:MOST]


def schooling_of(viewer: Viewer, file: AssistanceFile) -> Any:
    rows = Schooling.objects.visible_to(viewer).filter(file=file)
    return rows.order_by("-since", "-id")[:MOST]


def get_assessment(viewer: Viewer, assessment: UUID) -> BestInterests:
    """One assessment, or NotHere."""
    get_visible(BestInterests, viewer=viewer, pk=assessment)
    return BestInterests.objects.select_related(
        "recorded_by", "signature__recorded_by", "file"
    ).get(pk=assessment)


def vault_subjects(viewer: Viewer, file: AssistanceFile) -> list[UUID]:
    """Keys under which the vault holds names of guardians: they are erased with the file."""
    return list(guardians_of(viewer, file).filter(named=True).values_list("pk", flat=True))
