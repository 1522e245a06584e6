"""How an exhibit ends: returned or destroyed, by an order, and before two people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, Invalid
from punte.investigation.evidence.actions.custody import _require
from punte.investigation.evidence.actions.steps import NOW, Facts, When, add_step, held_still
from punte.investigation.evidence.holders import in_team, is_holder
from punte.investigation.evidence.models import Custody, Exhibit
from punte.investigation.evidence.words import Step


@dataclass(frozen=True)
class Order:
    """Who ordered what becomes of an exhibit, in which document, of which day."""

    step: Step
    authority: str
    document: str
    dated: date
    reason: str = ""


@transaction.atomic
def order_end(
    *, by: Viewer, exhibit_id: UUID, order: Order, version: int, request_key: UUID
) -> Custody:
    """Keep that a court or prosecutor ordered the return or the destruction."""
    exhibit = held_still(by, exhibit_id, version)
    _require(in_team(by, exhibit))
    if order.step not in {Step.ORDERED_RETURN, Step.ORDERED_DESTRUCTION}:
        raise Invalid(_("An exhibit is returned or destroyed."))
    said = {
        "authority": order.authority,
        "document": order.document,
        "dated": order.dated.isoformat(),
    }
    facts = Facts(reason=order.reason, detail=said)
    return add_step(by, exhibit, order.step, facts, request_key=request_key)


@transaction.atomic
def lift_order(
    *, by: Viewer, exhibit_id: UUID, reason: str, version: int, request_key: UUID
) -> Custody:
    """The order does not stand any more: the exhibit is kept."""
    exhibit = held_still(by, exhibit_id, version)
    _require(in_team(by, exhibit))
    return add_step(by, exhibit, Step.LIFTED, Facts(reason=reason), request_key=request_key)


@transaction.atomic
def return_exhibit(
    *, by: Viewer, exhibit_id: UUID, receiver: str, document: str, version: int,
    request_key: UUID, place: str = "", when: When = NOW,
) -> Custody:  # fmt: skip
    """Whoever holds it gives it back; receiver: as they signed. document: the paper they signed."""
    exhibit = held_still(by, exhibit_id, version)
    _require(is_holder(by, exhibit.holder, exhibit.holder_audience))
    facts = Facts(
        giver=exhibit.holder_name, taker=receiver, place=place, when=when,
        detail={"document": document},
    )  # fmt: skip
    return add_step(by, exhibit, Step.RETURNED, facts, request_key=request_key)


@transaction.atomic
def begin_destruction(
    *, by: Viewer, exhibit_id: UUID, method: str, version: int, request_key: UUID, place: str = ""
) -> Custody:
    """The first of two people says how it will be destroyed."""
    exhibit = held_still(by, exhibit_id, version)
    _require(is_holder(by, exhibit.holder, exhibit.holder_audience))
    facts = Facts(place=place, detail={"method": method})
    return add_step(by, exhibit, Step.BEGUN, facts, request_key=request_key)


def may_confirm(by: Viewer, exhibit: Exhibit) -> bool:
    """The second of two people: of the team, or another keeper of the store."""
    if exhibit.begun_by in {None, by.account_id}:
        return False
    keeps = by.may(Permission.KEEP_STORE)
    of_store = keeps and is_holder(by, exhibit.holder, exhibit.holder_audience)
    return in_team(by, exhibit) or of_store


@transaction.atomic
def confirm_destruction(
    *, by: Viewer, exhibit_id: UUID, version: int, request_key: UUID, remark: str = "",
    when: When = NOW,
) -> Custody:  # fmt: skip
    """The second person saw it destroyed; its files are destroyed too, by the worker."""
    from punte.investigation.evidence.tasks import destroy_files

    exhibit = held_still(by, exhibit_id, version)
    if exhibit.begun_by == by.account_id:
        raise Conflict(_("Two people destroy: somebody else confirms it."))
    _require(may_confirm(by, exhibit))
    facts = Facts(reason=remark, when=when)
    row = add_step(by, exhibit, Step.DESTROYED, facts, request_key=request_key)
    destroy_files.defer(exhibit_id=str(exhibit.pk))
    return row
