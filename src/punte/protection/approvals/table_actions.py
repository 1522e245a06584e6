"""Changing the table of two-person rules. Nothing is overwritten: an edit is a new row."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, Invalid, Refused
from punte.core.ledger.door import record
from punte.protection.approvals.acts import is_act
from punte.protection.approvals.models import APPROVERS, ApprovalRule
from punte.protection.approvals.queries import get_rule, rule_versions


@transaction.atomic
def set_rule(
    *,
    by: Viewer,
    act: str,
    jurisdiction: str,
    agency_kind: str,
    required: bool,
    permission: str,
    valid_from: date,
    note: str = "",
    after: int = 0,
) -> ApprovalRule:
    """Write the version after `after` (0: the first) of a rule; it holds once it is confirmed.

    Raises Invalid for an unknown act or permission or a day in the past, Conflict when somebody
    added a version meanwhile.
    """
    by.require(Permission.CONFIGURE)
    check(act, permission, valid_from)
    rule = ApprovalRule(
        act=act,
        jurisdiction=jurisdiction,
        agency_kind=agency_kind,
        required=required,
        permission=permission,
        note=note.strip(),
        valid_from=valid_from,
        version=after + 1,
        made_by_id=by.account_id,
    )
    try:
        with transaction.atomic():
            rule.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(what="change approval rule") from error
    enter("change", by, rule)
    return rule


@transaction.atomic
def confirm_rule(*, by: Viewer, rule: UUID) -> ApprovalRule:
    """Put a version in force; a second administrator does it, not who wrote it.

    Raises Refused to its author, Conflict when it is in force or a newer one is.
    """
    by.require(Permission.CONFIGURE)
    get_rule(rule)
    row = ApprovalRule.objects.select_for_update().get(pk=rule)
    if row.made_by_id == by.account_id:
        raise Refused(
            _("A second person must put this in force: you wrote it."), what="confirm own rule"
        )
    newer = rule_versions(row).filter(version__gt=row.version, confirmed_at__isnull=False)
    if row.confirmed_at is not None or newer.exists():
        raise Conflict(what="confirm approval rule")
    row.confirmed_at, row.confirmed_by_id = timezone.now(), by.account_id
    row.save(update_fields=["confirmed_at", "confirmed_by"])
    enter("confirm", by, row)
    return row


def check(act: str, permission: str, valid_from: date) -> None:
    if not is_act(act) or permission not in dict(APPROVERS):
        raise Invalid(_("There is no such act."))
    if valid_from < timezone.localdate():
        raise Invalid(_("A rule may begin today or later, not in the past."))


def enter(verb: str, by: Viewer, rule: ApprovalRule) -> None:
    record(
        action=f"approval_rule.{verb}",
        by=by,
        detail={
            "rule": str(rule.pk),
            "act": rule.act,
            "jurisdiction": rule.jurisdiction,
            "agency_kind": rule.agency_kind,
            "required": rule.required,
            "version": rule.version,
        },
    )
