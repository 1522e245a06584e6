"""Keeping a filter under a name, and taking it away."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import Conflict, Invalid, Refused
from punte.core.ledger.door import record
from punte.protection.caseload.models import SavedFilter

MOST = 20


@transaction.atomic
def save_filter(*, by: Viewer, name: str, query: str, shared: bool) -> SavedFilter:
    """Keep a filter for oneself, or for everybody of the agency.

    query: made from a valid filter form. Raises Invalid without a name or past MOST of one's
    own, Conflict when one has the name already.
    """
    by.require(Permission.SEE_FILES)
    if not name.strip():
        raise Invalid(_("Give the filter a name."))
    own = SavedFilter.objects.visible_to(by).filter(account=by.account_id, removed_at=None)
    if own.count() >= MOST:
        raise Invalid(_("You have saved many filters. Take one away first."))
    row = SavedFilter(
        account_id=by.account_id,
        name=name.strip(),
        query=query,
        shared=shared,
        made_at=timezone.now(),
        owner=by.agency_audience,
        audiences=[by.agency_audience if shared else by.account_audience],
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("You have a filter of this name already.")) from error
    record(
        action="caseload.save_filter",
        by=by,
        detail={"filter": str(row.id), "shared": shared},
    )
    return row


@transaction.atomic
def remove_filter(*, by: Viewer, saved: UUID) -> SavedFilter:
    """Take one's own filter away; shared or not, nobody else's."""
    row = get_visible(SavedFilter, viewer=by, lock=True, pk=saved)
    if row.account_id != by.account_id:
        raise Refused(_("Only who saved a filter may take it away."), what="remove filter")
    if row.removed_at is None:
        row.removed_at = timezone.now()
        row.save(update_fields=["removed_at"])
        record(action="caseload.remove_filter", by=by, detail={"filter": str(row.id)})
    return row
