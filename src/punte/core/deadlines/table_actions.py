"""Changing the table of rules and the holidays. Nothing is overwritten: an edit is a new row."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.deadlines.measures import MEASURES
from punte.core.deadlines.models import Holiday, Rule
from punte.core.errors import Conflict, Invalid, NotHere
from punte.core.ledger.door import record as record_entry

EDITABLE = (
    "term",
    "unit",
    "working_days",
    "warn_before",
    "give_up_after",
    "source",
    "verified",
    "valid_from",
    "valid_to",
)


@transaction.atomic
def change_rule(*, by: Viewer, rule: Rule, values: dict[str, object]) -> Rule:
    """Add the next version of a rule; running clocks keep the version they began with.

    values: all of `EDITABLE`. Raises Conflict when somebody added a version meanwhile.
    """
    return add_rule(
        by=by,
        measure=rule.measure,
        jurisdiction=rule.jurisdiction,
        values=values,
        after=rule.version,
    )


@transaction.atomic
def add_rule(
    *, by: Viewer, measure: str, jurisdiction: str, values: dict[str, object], after: int = 0
) -> Rule:
    """Add a row to the table as the version after `after` (0: the first)."""
    by.require(Permission.EDIT_DEADLINE_RULES)
    if measure not in MEASURES:
        raise Invalid(_("There is no such measure."))
    rule = Rule(
        measure=measure,
        jurisdiction=jurisdiction,
        trigger=MEASURES[measure].trigger,
        version=after + 1,
        made_by=by.account_id,
        **{field: values[field] for field in EDITABLE},
    )
    if rule.valid_from < timezone.localdate():
        raise Invalid(_("A rule may begin today or later, not in the past."))
    try:
        with transaction.atomic():
            rule.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(what="change rule") from error
    record_entry(
        action="deadline_rule.change",
        by=by,
        detail={
            "rule": str(rule.pk),
            "measure": measure,
            "jurisdiction": jurisdiction,
            "version": rule.version,
        },
    )
    return rule


@transaction.atomic
def add_holiday(*, by: Viewer, jurisdiction: str, day: date, name: str) -> Holiday:
    """Add a free day, from a text the person has read. It counts for clocks started later."""
    by.require(Permission.EDIT_DEADLINE_RULES)
    holiday = Holiday(jurisdiction=jurisdiction, day=day, name=name, verified=True)
    try:
        with transaction.atomic():
            holiday.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("This day is in the table already."), what="add holiday") from error
    _enter_holiday("add", by, holiday)
    return holiday


@transaction.atomic
def remove_holiday(*, by: Viewer, holiday_id: UUID) -> None:
    """Take a day out of the table; clocks already running keep their due time."""
    by.require(Permission.EDIT_DEADLINE_RULES)
    holiday = Holiday.objects.filter(pk=holiday_id).first()
    if holiday is None or not Holiday.objects.filter(pk=holiday_id).delete()[0]:
        raise NotHere(what="remove holiday")
    _enter_holiday("remove", by, holiday)


def _enter_holiday(verb: str, by: Viewer, holiday: Holiday) -> None:
    record_entry(
        action=f"holiday.{verb}",
        by=by,
        detail={"jurisdiction": holiday.jurisdiction, "day": holiday.day.isoformat()},
    )
