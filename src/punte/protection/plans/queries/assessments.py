"""Reading assessments: as far as the classes of data of one's role go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from punte.core.access.door import DataClass, Permission, Viewer, get_visible
from punte.protection.assistance.door import AssistanceFile
from punte.protection.plans.assessment_rules import (
    HIDDEN,
    NEEDS,
    NOT_ASKED,
    NOT_RATED,
    RATINGS,
    Shift,
    area_level,
    shift,
)
from punte.protection.plans.models import PARTS, Assessment, LegalPart, MedicalPart
from punte.protection.plans.questions import QuestionSet, set_of

Parts = dict[DataClass, "MedicalPart | LegalPart"]


@dataclass(frozen=True)
class Whole:
    """An assessment with those of its parts that the viewer's role sees.

    classes: what the role sees; a part of a class in it that is missing was not asked.
    """

    row: Assessment
    parts: Parts
    classes: frozenset[DataClass]

    @property
    def questions(self) -> QuestionSet:
        return set_of(self.row.set_version)

    def answers(self, area: str, data_class: DataClass) -> dict[str, Any] | None:
        """{need: {"level", "note"}} of an area; None when the role does not see its class."""
        if data_class == DataClass.OPERATIONAL:
            return dict(self.row.needs.get(area, {}))
        if data_class not in self.classes:
            return None
        part = self.parts.get(data_class)
        return dict(part.needs.get(area, {})) if part else {}

    def level(self, area: str) -> str:
        """The level of an area: of NEEDS, or not asked, or hidden."""
        found = next((known for known in self.questions.areas if known.key == area), None)
        if found is None:
            return NOT_ASKED
        answers = self.answers(area, found.data_class)
        return HIDDEN if answers is None else area_level(answers)

    def rating(self, risk: str) -> str:
        return str(self.row.risks.get(risk, {}).get("level", NOT_RATED))


def assessments_of(viewer: Viewer, file: AssistanceFile) -> QuerySet[Assessment]:
    """All of a file, newest first."""
    return (
        Assessment.objects.visible_to(viewer)
        .filter(file=file)
        .select_related("made_by")
        .order_by("-number")
    )


def get_assessment(viewer: Viewer, assessment_id: UUID) -> Assessment:
    """One, or NotHere; Refused without the permission to see files."""
    viewer.require(Permission.SEE_FILES)
    return get_visible(Assessment, viewer=viewer, pk=assessment_id)


def last_assessment(viewer: Viewer, file: AssistanceFile) -> Assessment | None:
    """The newest of a file, if there is one."""
    return assessments_of(viewer, file).first()


def before(viewer: Viewer, row: Assessment) -> Assessment | None:
    """The one that came before."""
    rows = Assessment.objects.visible_to(viewer).select_related("made_by")
    return rows.filter(file=row.file_id, number__lt=row.number).order_by("-number").first()


def whole(viewer: Viewer, rows: Iterable[Assessment]) -> list[Whole]:
    """Assessments with their parts: one query a class that the role sees."""
    known = list(rows)
    parts: dict[UUID, Parts] = {row.id: {} for row in known}
    for data_class, model in PARTS.items():
        if data_class in viewer.classes:
            found = model.objects.visible_to(viewer).filter(assessment__in=list(parts))
            for part in found.select_related("made_by"):
                parts[part.assessment_id][data_class] = part
    return [Whole(row, parts[row.id], viewer.classes) for row in known]


def shifts(now: Whole, before: Whole | None) -> tuple[list[Shift], list[Shift]]:
    """Areas and risks of the newer one's questions, each beside what it was before."""
    areas = [
        shift(a.key, before.level(a.key) if before else None, now.level(a.key), NEEDS)
        for a in now.questions.areas
    ]
    risks = [
        shift(r.key, before.rating(r.key) if before else None, now.rating(r.key), RATINGS)
        for r in now.questions.risks
    ]
    return areas, risks
