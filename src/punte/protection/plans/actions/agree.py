"""The person agrees to the plan, and when it is looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.errors import Conflict, Invalid
from punte.core.ledger.door import record
from punte.core.once import made_once
from punte.protection.assistance.door import AssistanceFile, hold_file
from punte.protection.plans import clocks
from punte.protection.plans.actions.changes import plan_of
from punte.protection.plans.models import Agreement, Goal, Plan, Step
from punte.protection.plans.models.words import AgreedHow

LONGEST_REVIEW = timedelta(days=366)


@dataclass(frozen=True)
class Agreed:
    """How the person agreed: on which day, in which language, spoken or signed; and when the
    plan is reviewed.
    """

    agreed_on: date
    language: str
    how: AgreedHow
    review_on: date


@transaction.atomic
def agree_plan(
    *, by: Viewer, file: UUID, agreed: Agreed, version: int, request_key: UUID
) -> Agreement:
    """Keep the person's agreement to the plan as it stood at `version`; a review is a new one.

    Raises Conflict when the plan has changed since or has fields to settle, Invalid for a plan
    without goals and for dates that do not fit.
    """
    held = hold_file(by, file)
    check_dates(agreed, timezone.localdate())
    plan = plan_of(by, held)
    agreement, new = made_once(
        Agreement,
        by=by,
        request_key=request_key,
        same={"plan_id": plan.id, "by_id": by.account_id},
        make=lambda: _make(by, plan, agreed, version, request_key),
    )
    if new:
        _follow(by, held, plan, agreement)
    return agreement


def check_dates(agreed: Agreed, today: date) -> None:
    if agreed.agreed_on > today:
        raise Invalid(_("The day of the agreement cannot lie in the future."))
    if not today < agreed.review_on <= today + LONGEST_REVIEW:
        raise Invalid(_("The review is between tomorrow and one year from now."))


def check_plan(by: Viewer, plan: Plan, version: int) -> None:
    """Refuse what the person cannot have agreed to."""
    if version != plan.version:
        raise Conflict(_("The plan has changed since you opened it. Look again, then agree."))
    if not plan.goals.exists():
        raise Invalid(_("A plan needs at least one goal."))
    rows = (model.objects.visible_to(by).filter(file=plan.file_id) for model in (Goal, Step))
    if any(found.exclude(disputed=[]).exists() for found in rows):
        raise Conflict(_("Two people wrote different things. Settle that first, then agree."))


def _make(by: Viewer, plan: Plan, agreed: Agreed, version: int, request_key: UUID) -> Agreement:
    check_plan(by, plan, version)
    return Agreement.objects.create(
        file_id=plan.file_id,
        plan=plan,
        version=version,
        agreed_on=agreed.agreed_on,
        language=agreed.language,
        how=agreed.how,
        review_on=agreed.review_on,
        at=timezone.now(),
        by_id=by.account_id,
        request_key=request_key,
        owner=plan.owner,
        audiences=plan.audiences,
    )


def _follow(by: Viewer, file: AssistanceFile, plan: Plan, agreement: Agreement) -> None:
    plan.review_on = agreement.review_on
    plan.save(update_fields=["review_on"])
    clocks.agreed(by, file, agreement.review_on)
    record(
        action="plan.agree",
        by=by,
        subject=file.person_id,
        owners=[file.owner],
        detail={
            "file": str(file.id),
            "version": agreement.version,
            "how": agreement.how,
            "language": agreement.language,
            "review_on": agreement.review_on.isoformat(),
        },
    )
