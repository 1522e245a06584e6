"""Changing the table of measures. Nothing is overwritten: an edit is a version, held by two."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, Invalid, Refused
from punte.core.ledger.door import record
from punte.investigation.authorisations.models import MeasureRule
from punte.investigation.authorisations.queries.table import get_rule, rule_versions

EDITABLE = (
    "authority",
    "first_days",
    "extension_days",
    "total_days",
    "total_months",
    "urgent_hours",
    "confirm_hours",
    "notice_days",
    "delete_months",
    "two_persons",
    "source",
    "verified",
    "valid_from",
)


@transaction.atomic
def change_rule(
    *, by: Viewer, rule: MeasureRule, values: dict[str, object], after: int
) -> MeasureRule:
    """Write the version after `after`; it holds once a second administrator has confirmed it.

    values: all of `EDITABLE`. Raises Refused for another country's table, Invalid for a day in the
    past or two kinds of total, Conflict when somebody added a version meanwhile.
    """
    by.require(Permission.EDIT_CASE_TABLES)
    _check_country(by, rule)
    new = MeasureRule(
        jurisdiction=rule.jurisdiction,
        measure=rule.measure,
        version=after + 1,
        made_by_id=by.account_id,
        **{field: values[field] for field in EDITABLE},
    )
    if new.valid_from < timezone.localdate():
        raise Invalid(_("A rule may begin today or later, not in the past."))
    if new.total_days and new.total_months:
        raise Invalid(_("Give the longest total in days or in months, not in both."))
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(what="change measure rule") from error
    _enter("change", by, new)
    return new


@transaction.atomic
def confirm_rule(*, by: Viewer, rule: UUID) -> MeasureRule:
    """Put a version in force; a second administrator does it, not who wrote it.

    Raises Refused to its author, Conflict when it is in force or a newer one is.
    """
    by.require(Permission.EDIT_CASE_TABLES)
    _check_country(by, get_rule(rule))
    row = MeasureRule.objects.filter(confirmed_at=None).select_for_update().filter(pk=rule).first()
    if row is None:
        raise Conflict(what="confirm measure rule")
    if row.made_by_id == by.account_id:
        raise Refused(
            _("A second person must put this in force: you wrote it."), what="confirm own rule"
        )
    if rule_versions(row).filter(version__gt=row.version, confirmed_at__isnull=False).exists():
        raise Conflict(what="confirm measure rule")
    row.confirmed_at, row.confirmed_by_id = timezone.now(), by.account_id
    row.save(update_fields=["confirmed_at", "confirmed_by"])
    _enter("confirm", by, row)
    return row


def _check_country(by: Viewer, rule: MeasureRule) -> None:
    if rule.jurisdiction != by.jurisdiction:
        raise Refused(_("This is another country's law."), what="edit measure rule")


def _enter(verb: str, by: Viewer, rule: MeasureRule) -> None:
    record(
        action=f"measure_rule.{verb}",
        by=by,
        detail={
            "rule": str(rule.pk),
            "measure": rule.measure,
            "jurisdiction": rule.jurisdiction,
            "version": rule.version,
        },
    )
