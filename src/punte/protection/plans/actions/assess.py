"""Keeping an assessment, and the parts of it that others fill in later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import DataClass, Permission, Viewer, get_visible
from punte.core.errors import Conflict, Invalid, Refused
from punte.core.ledger.door import record
from punte.core.once import made_once
from punte.protection.assistance.door import AssistanceFile, hold_file, rate_risk
from punte.protection.plans import clocks
from punte.protection.plans.assessment_rules import Suggestion, suggest_risk
from punte.protection.plans.models import PARTS, Assessment, Plan
from punte.protection.plans.models.words import Rating
from punte.protection.plans.questions import set_of

Needs = Mapping[str, Mapping[str, Mapping[str, str]]]


@dataclass(frozen=True)
class Answers:
    """What was asked and found. needs: {area: {need: {"level", "note"}}} over all classes that
    were filled in; risks: {risk: {"level", "factors", "note"}}.
    """

    set_version: int
    needs: Needs
    risks: Mapping[str, Mapping[str, Any]]
    interpreter: bool = False

    def needs_of(self, data_class: DataClass) -> dict[str, Any]:
        """The answers that belong to one class of data."""
        areas = {area.key for area in set_of(self.set_version).areas_of(data_class)}
        return {area: dict(found) for area, found in self.needs.items() if area in areas}


@dataclass(frozen=True)
class Decision:
    """The risk that a person decided on; why is asked where it differs from the suggested."""

    risk: Rating
    why: str = field(default="")


def suggestion_for(answers: Answers) -> Suggestion:
    """The advice. It knows the operational part alone: its reasons are read by every role."""
    risks = [risk.key for risk in set_of(answers.set_version).risks]
    return suggest_risk(answers.needs_of(DataClass.OPERATIONAL), answers.risks, risks)


@transaction.atomic
def keep_assessment(
    *,
    by: Viewer,
    file: UUID,
    answers: Answers,
    decision: Decision,
    request_key: UUID,
    made_at: datetime | None = None,
) -> Assessment:
    """Keep one assessment whole, and set the risk of the file as the person decided.

    "Not rated" leaves the file's risk as it stands. made_at: of one that was made elsewhere; it
    never lies in the future. Raises Refused for answers of a class that
    the role does not see, Invalid for a risk without its reason, Conflict for a closed file.
    """
    held, now = hold_file(by, file), timezone.now()
    advice = check_assessment(by, answers, decision)
    row, new = made_once(
        Assessment,
        by=by,
        request_key=request_key,
        same={"file_id": held.id, "made_by_id": by.account_id},
        make=lambda: _make(
            by, held, answers, advice, decision, request_key, min(made_at or now, now)
        ),
    )
    if new:
        _follow(by, held, row)
    return row


def check_assessment(by: Viewer, answers: Answers, decision: Decision) -> Suggestion:
    """The advice on answers that the viewer may give. Raises Refused for a class of data that the
    role does not see, Invalid for a decision without its reason.
    """
    check_classes(by, answers)
    advice = suggestion_for(answers)
    if decision.risk != advice.level and not decision.why.strip():
        raise Invalid(_("You decided otherwise than suggested. Say why."))
    return advice


def check_classes(by: Viewer, answers: Answers) -> None:
    for data_class in PARTS:
        if answers.needs_of(data_class) and data_class not in by.classes:
            raise Refused(what=f"assess {data_class.value}")


def _make(
    by: Viewer,
    file: AssistanceFile,
    answers: Answers,
    advice: Suggestion,
    decision: Decision,
    request_key: UUID,
    made_at: datetime,
) -> Assessment:
    newest = Assessment.objects.visible_to(by).filter(file=file).order_by("-number").first()
    row = Assessment.objects.create(
        file=file,
        number=newest.number + 1 if newest else 1,
        set_version=answers.set_version,
        needs=answers.needs_of(DataClass.OPERATIONAL),
        risks=dict(answers.risks),
        suggested=advice.level,
        reasons=[asdict(reason) for reason in advice.reasons],
        risk=decision.risk,
        risk_why=decision.why.strip(),
        interpreter=answers.interpreter,
        made_at=made_at,
        made_by_id=by.account_id,
        request_key=request_key,
        owner=file.owner,
        audiences=file.audiences,
    )
    for data_class in PARTS:
        if needs := answers.needs_of(data_class):
            _make_part(by, row, data_class, needs)
    return row


def _make_part(by: Viewer, row: Assessment, data_class: DataClass, needs: Needs) -> None:
    PARTS[data_class].objects.create(
        file_id=row.file_id,
        assessment=row,
        needs=needs,
        made_at=timezone.now(),
        made_by_id=by.account_id,
        owner=row.owner,
        audiences=row.audiences,
    )


def _follow(by: Viewer, file: AssistanceFile, row: Assessment) -> None:
    if row.risk:
        rate_risk(by=by, file=file, risk=AssistanceFile.Risk(row.risk))
    planned = Plan.objects.visible_to(by).filter(file=file, review_on__isnull=False).exists()
    clocks.assessed(by, file, planned=planned)
    record(
        action="assessment.record",
        by=by,
        subject=file.person_id,
        owners=[file.owner],
        detail={
            "file": str(file.id),
            "assessment": str(row.id),
            "set": row.set_version,
            "suggested": row.suggested,
            "risk": row.risk,
        },
    )


@transaction.atomic
def add_part(*, by: Viewer, assessment: UUID, data_class: DataClass, needs: Needs) -> Assessment:
    """Fill in the part of a class of data that whoever assessed could not. Once only.

    Raises Refused for a role without the class, Conflict when the part is there already.
    """
    by.require(Permission.WORK_FILES)
    if data_class not in PARTS or data_class not in by.classes:
        raise Refused(what=f"assess {data_class.value}")
    row = get_visible(Assessment, viewer=by, pk=assessment)
    file = hold_file(by, row.file_id)
    areas = {area.key for area in set_of(row.set_version).areas_of(data_class)}
    if not needs or not areas.issuperset(needs):
        raise Invalid(_("Nothing of this part was asked yet."))
    if PARTS[data_class].objects.visible_to(by).filter(assessment=row).exists():
        raise Conflict(_("Somebody has filled in this part already. Assess anew to change it."))
    _make_part(by, row, data_class, needs)
    record(
        action="assessment.add_part",
        by=by,
        subject=file.person_id,
        owners=[file.owner],
        detail={"file": str(file.id), "assessment": str(row.id), "class": data_class.value},
    )
    return row
