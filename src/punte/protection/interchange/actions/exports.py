"""Taking cases out: who, which, why; and the entry in the ledger before the first byte."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from punte.core.access.door import DataClass, Permission, Viewer
from punte.core.errors import Invalid, Refused
from punte.core.ledger.door import record
from punte.protection.approvals.door import Wish, allow_act
from punte.protection.interchange.exporting import Selection, chosen
from punte.protection.persons.door import Person

MOST_IDENTITIES = 5000
# A spreadsheet is whole before its first byte goes out: more would keep people waiting too long.
MOST_IN_SHEET = 200_000
FORMS = ("csv", "xlsx", "jsonl", "own")
MIN_REASON = 10
EXPORTS = UUID("6f0f6a1e-3f55-5c0b-9a55-5b7d2f0b8e11")


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

    Raises Refused (no permission, or none to open identities), Invalid, and Conflict where a rule
    wants a second person who has not agreed yet.
    """
    rows = check_order(by, order)
    allow_act(by=by, act="cases.export", about=key_of(by, order))
    count = rows.order_by().count()
    record(
        action="person.export",
        by=by,
        subject=order.selection.person,
        owners=[by.agency_audience],
        detail={"count": count, "reason": order.reason.strip()[:500], **_said(order)},
    )
    return count


def check_order(by: Viewer, order: Order) -> QuerySet[Person]:
    """The cases that were asked for; Refused or Invalid where they may not go out so."""
    by.require(Permission.EXPORT_CASES)
    if len(order.reason.strip()) < MIN_REASON:
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
    if order.form == "xlsx" and rows.order_by()[: MOST_IN_SHEET + 1].count() > MOST_IN_SHEET:
        raise Invalid(
            _("A spreadsheet takes at most %(count)d cases. Choose CSV, or fewer cases.")
            % {"count": MOST_IN_SHEET}
        )
    return rows


def key_of(by: Viewer, order: Order) -> UUID:
    """What an approval of an export is about: the agency, the cases and the form, not the day."""
    parts = [str(by.agency_id), str(order.selection.person or "")]
    parts += [f"{name}={value}" for name, value in sorted(_said(order).items())]
    return uuid5(EXPORTS, "|".join(parts))


def wish_for(by: Viewer, order: Order, url: str) -> Wish:
    """What a second person is asked."""
    return Wish(
        act="cases.export",
        about_kind="export",
        about_id=key_of(by, order),
        url=url,
        reason=order.reason,
        person=order.selection.person,
        details=_said(order),
    )


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
