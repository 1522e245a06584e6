"""Taking cases out: who, which, why; and the entry in the ledger before the first byte."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from punte.core.access.door import DataClass, Permission, Viewer
from punte.core.errors import Invalid, Refused
from punte.core.ledger.door import record
from punte.protection.interchange.exporting import Selection, chosen

MOST_IDENTITIES = 5000
FORMS = ("csv", "xlsx", "jsonl", "own")
MIN_REASON = 10


@dataclass(frozen=True)
class Order:
    """What is asked for. form: one of FORMS. identity: names and contacts too."""

    form: str
    selection: Selection
    reason: str
    identity: bool = False


@transaction.atomic
def order_export(*, by: Viewer, order: Order) -> int:
    """Check and write down an export; how many cases it holds (counted to a bound with names).

    Raises Refused (no permission, or none to open identities), Invalid.
    """
    by.require(Permission.EXPORT_CASES)
    reason = order.reason.strip()
    if len(reason) < MIN_REASON:
        raise Invalid(_("Say in at least %(count)d characters why.") % {"count": MIN_REASON})
    if order.form not in FORMS:
        raise Invalid(_("Choose one of the forms."))
    rows = chosen(by, order.selection)
    if order.identity:
        _check_identity(by)
        if rows.order_by()[: MOST_IDENTITIES + 1].count() > MOST_IDENTITIES:
            raise Invalid(
                _("With names at most %(count)d cases go out at once. Choose fewer.")
                % {"count": MOST_IDENTITIES}
            )
    count = rows.order_by().count()
    record(
        action="person.export",
        by=by,
        subject=order.selection.person,
        owners=[by.agency_audience],
        detail={"count": count, "reason": reason[:500], **_said(order)},
    )
    return count


def _check_identity(by: Viewer) -> None:
    by.require(Permission.OPEN_IDENTITY)
    if DataClass.IDENTITY not in by.classes:
        raise Refused(what="export identity")


def _said(order: Order) -> dict[str, Any]:
    chosen_by = order.selection
    return {
        "form": order.form,
        "identity": order.identity,
        "status": chosen_by.status,
        "since": chosen_by.since.isoformat() if chosen_by.since else "",
        "until": chosen_by.until.isoformat() if chosen_by.until else "",
    }
