"""Planning services, and saying what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import DataClass, Viewer
from punte.core.agencies.door import Agency, Desk
from punte.core.errors import Invalid
from punte.core.once import made_once
from punte.protection.assistance.door import AssistanceFile, hold_file
from punte.protection.configuration.door import labels_of
from punte.protection.delivery.actions.rows import (
    change,
    check_class,
    check_version,
    checked_words,
    enter,
    hold_row,
    sides,
)
from punte.protection.delivery.lists import REFUSAL
from punte.protection.delivery.models import ServiceItem
from punte.protection.delivery.models.service import DONE
from punte.protection.delivery.models.words import (
    KINDS,
    MEDICAL_KINDS,
    Currency,
    Outcome,
    Provider,
)
from punte.protection.delivery.rules import MOST_COST, MOST_HOURS, day_in_bounds


@dataclass(frozen=True)
class Plan:
    """When, and by whom: a desk of one's own, another agency, or a name outside."""

    planned_for: date
    provider: Provider
    desk: Desk | None = None
    agency: Agency | None = None
    provider_name: str = ""


@dataclass(frozen=True)
class Result:
    """What became of a service. cost is in `currency`; hours and cost may be unknown."""

    outcome: Outcome
    delivered_on: date | None = None
    hours: Decimal | None = None
    cost: Decimal | None = None
    currency: str = ""
    refusal: str = ""
    words: str = ""


@transaction.atomic
def plan_service(
    *, by: Viewer, file: UUID, kind: str, plan: Plan, request_key: UUID
) -> ServiceItem:
    """Plan one service. Raises Invalid, Refused (a class one may not see), NotHere, Conflict."""
    held = hold_file(by, file)
    if kind not in dict(KINDS):
        raise Invalid(_("Choose the kind of help."))
    check_class(by, class_of(kind))
    check_plan(by, plan)
    row, new = made_once(
        ServiceItem,
        by=by,
        request_key=request_key,
        same={"file_id": held.id, "kind": kind},
        make=lambda: make_service(by, held, kind, plan, request_key),
    )
    if new:
        enter("service.plan", by, held, row, kind=kind)
    return row


def make_service(
    by: Viewer, file: AssistanceFile, kind: str, plan: Plan, request_key: UUID
) -> ServiceItem:
    return ServiceItem.objects.create(
        kind=kind,
        planned_for=plan.planned_for,
        provider=plan.provider,
        desk=plan.desk,
        agency=plan.agency,
        provider_name=plan.provider_name.strip(),
        written_by_id=by.account_id,
        changed_at=timezone.now(),
        request_key=request_key,
        **sides(file),
    )


@transaction.atomic
def replan_service(*, by: Viewer, service: UUID, plan: Plan, version: int) -> ServiceItem:
    """Another day or provider. Raises Conflict when somebody changed it since."""
    row, file = hold_row(by, ServiceItem, service)
    check_version(row, version)
    check_plan(by, plan)
    values = {
        "planned_for": plan.planned_for,
        "provider": plan.provider.value,
        "desk": plan.desk,
        "agency": plan.agency,
        "provider_name": plan.provider_name.strip(),
    }
    fields = change(row, values)
    enter("service.change", by, file, row, fields=fields)
    return row


@transaction.atomic
def record_outcome(*, by: Viewer, service: UUID, result: Result, version: int) -> ServiceItem:
    """Say what became of a service, or correct what was said; the ledger keeps both.

    Raises Invalid, Refused, NotHere, and Conflict when somebody changed it since.
    """
    row, file = hold_row(by, ServiceItem, service)
    check_version(row, version)
    check_result(result)
    done = result.outcome in DONE
    values = {
        "outcome": result.outcome.value,
        "delivered_on": result.delivered_on if done else None,
        "hours": result.hours,
        "cost": result.cost,
        "currency": result.currency if result.cost is not None else "",
        "refusal": result.refusal if result.outcome == Outcome.REFUSED else "",
        "words": checked_words(result.words, 2000, _("The text is longer than 2,000 characters.")),
    }
    before = row.outcome
    change(row, values)
    enter("service.outcome", by, file, row, before=before, after=result.outcome.value)
    return row


def class_of(kind: str) -> str:
    """The class of data that a kind of help belongs to."""
    return str(DataClass.MEDICAL if kind in MEDICAL_KINDS else DataClass.OPERATIONAL)


def check_plan(by: Viewer, plan: Plan) -> None:
    """Exactly one provider, of the kind that was chosen, and a day that can be meant."""
    given = {
        Provider.OWN: plan.desk,
        Provider.AGENCY: plan.agency,
        Provider.OUTSIDE: plan.provider_name.strip(),
    }
    if not given[plan.provider] or any(
        value for kind, value in given.items() if kind != plan.provider
    ):
        raise Invalid(_("Say who gives the help: one desk, one agency or one name."))
    if plan.desk is not None and plan.desk.agency_id != by.agency_id:
        raise Invalid(_("Choose a desk of your own agency."))
    checked_words(plan.provider_name, 120, _("The name is longer than 120 characters."))
    check_day(plan.planned_for)


def check_result(result: Result) -> None:
    if result.outcome in DONE:
        if result.delivered_on is None or result.delivered_on > timezone.localdate():
            raise Invalid(_("Say on which day it was given; not one to come."))
        check_day(result.delivered_on)
    if result.outcome == Outcome.REFUSED and result.refusal not in labels_of(REFUSAL):
        raise Invalid(_("Choose why the person refused."))
    if not in_range(result.hours, MOST_HOURS):
        raise Invalid(_("Hours go from 0 to 1,000."))
    if not in_range(result.cost, MOST_COST):
        raise Invalid(_("A cost goes from 0 to 100,000,000."))
    if result.cost is not None and result.currency not in Currency.values:
        raise Invalid(_("Choose the currency of the cost."))


def in_range(value: Decimal | None, most: Decimal) -> bool:
    return value is None or (value.is_finite() and 0 <= value <= most)


def check_day(day: date) -> None:
    if not day_in_bounds(day, timezone.localdate()):
        raise Invalid(_("This day lies too far away. Check the year."))
