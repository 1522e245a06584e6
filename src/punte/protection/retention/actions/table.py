"""Changing the table of rules: an edit is a new version."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, Invalid, Refused
from punte.core.ledger.door import record
from punte.protection.retention.models import RetentionRule
from punte.protection.retention.words import FileKind, Then

MOST_YEARS = 100


@transaction.atomic
def change_rule(
    *,
    by: Viewer,
    kind: str,
    keep_years: int,
    then: str,
    source: str,
    verified: bool,
    valid_from: date,
    after: int,
) -> RetentionRule:
    """Add the version after `after` (0: the first) of the rule of the viewer's own country.

    It makes nothing happen by itself: what falls due by it waits for two persons. Raises Conflict
    when somebody added a version meanwhile, Invalid for values that no rule has.
    """
    by.require(Permission.RETAIN)
    if not by.jurisdiction:
        raise Refused(what="change retention rule")
    _check(kind, keep_years, then, source, valid_from)
    rule = RetentionRule(
        jurisdiction=by.jurisdiction,
        kind=kind,
        keep_years=keep_years,
        then=then,
        source=source.strip()[:300],
        verified=verified,
        valid_from=valid_from,
        version=after + 1,
        made_by=by.account_id,
        made_at=timezone.now(),
    )
    try:
        with transaction.atomic():
            rule.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(what="change retention rule") from error
    detail = {"kind": kind, "country": by.jurisdiction, "years": keep_years, "then": then}
    record(action="retention.change_rule", by=by, detail={**detail, "version": rule.version})
    return rule


def _check(kind: str, keep_years: int, then: str, source: str, valid_from: date) -> None:
    if kind not in FileKind.values or then not in Then.values:
        raise Invalid(_("There is no such rule."))
    if not 1 <= keep_years <= MOST_YEARS:
        raise Invalid(_("Keep files for 1 to %(count)d years.") % {"count": MOST_YEARS})
    if valid_from < timezone.localdate():
        raise Invalid(_("A rule may begin today or later, not in the past."))
    if not source.strip():
        raise Invalid(_("Say which text the rule comes from."))
