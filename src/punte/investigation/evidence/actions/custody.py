"""Handing exhibits over and taking them, asking for them, sealing them anew, shelving them."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.database.turns import take_turn
from punte.core.errors import Invalid, Refused
from punte.core.notices.door import send_notice
from punte.investigation.evidence.actions.steps import NOW, Facts, When, add_step, held_still
from punte.investigation.evidence.holders import (
    Holder,
    accounts_behind,
    holder_of,
    in_team,
    is_holder,
    oneself,
)
from punte.investigation.evidence.models import Custody, Exhibit, Store
from punte.investigation.evidence.words import Step


def may_give(by: Viewer, exhibit: Exhibit) -> bool:
    """Whoever holds it; for somebody of the team who no longer can, whoever leads the case."""
    if is_holder(by, exhibit.holder, exhibit.holder_audience):
        return True
    of_person = exhibit.holder.startswith("person:")
    return of_person and in_team(by, exhibit) and by.may(Permission.LEAD_CASES)


def may_take(by: Viewer, exhibit: Exhibit) -> bool:
    """Whoever it was handed over to, but for the one who handed it over."""
    if not exhibit.offered or exhibit.offered_by == by.account_id:
        return False
    return is_holder(by, exhibit.offered, exhibit.offered_audience)


@transaction.atomic
def offer_exhibit(
    *,
    by: Viewer,
    exhibit_id: UUID,
    to: str,
    reason: str,
    version: int,
    request_key: UUID,
    place: str = "",
    seal: str = "",
    when: When = NOW,
) -> Custody:
    """Hand an exhibit over; it is the receiver's once they have said so.

    to: the key of a person, agency or store. seal: as it stands on it now, to be compared.
    Raises NotHere, Refused, Conflict, Invalid.
    """
    exhibit = held_still(by, exhibit_id, version)
    _require(may_give(by, exhibit))
    receiver = holder_of(by, to)
    if receiver.key.startswith("store:"):
        _check_room(by, receiver)
    facts = Facts(
        to=receiver, giver=exhibit.holder_name, place=place, reason=reason, seal=seal, when=when
    )
    row = add_step(by, exhibit, Step.OFFERED, facts, request_key=request_key)
    _tell(by, receiver.key, "exhibit_offered", reverse("investigation:waiting"))
    return row


@transaction.atomic
def accept_exhibit(
    *,
    by: Viewer,
    exhibit_id: UUID,
    version: int,
    request_key: UUID,
    seal: str = "",
    place: str = "",
    shelf: str = "",
    remark: str = "",
    when: When = NOW,
) -> Custody:
    """The receiver's own signature: from now on they hold it. seal: as they found it.

    Raises NotHere, Refused (also to the one who handed it over, for whatever store they keep),
    Conflict, Invalid.
    """
    exhibit = held_still(by, exhibit_id, version)
    _require(may_take(by, exhibit))
    giver, giver_name = exhibit.holder, exhibit.holder_name
    facts = Facts(
        giver=giver_name, taker=exhibit.offered_name, place=place, reason=remark, seal=seal,
        when=when, detail={"shelf": shelf} if shelf else {},
    )  # fmt: skip
    row = add_step(by, exhibit, Step.ACCEPTED, facts, request_key=request_key)
    if shelf:
        exhibit.shelf = shelf
        exhibit.save(update_fields=["shelf"])
    _tell(by, giver, "exhibit_answered", exhibit.get_absolute_url())
    return row


@transaction.atomic
def refuse_exhibit(
    *, by: Viewer, exhibit_id: UUID, reason: str, version: int, request_key: UUID
) -> Custody:
    """The receiver does not take it: a broken seal, no room. It stays with who held it."""
    exhibit = held_still(by, exhibit_id, version)
    _require(may_take(by, exhibit))
    facts = Facts(giver=exhibit.holder_name, taker=exhibit.offered_name, reason=reason)
    row = add_step(by, exhibit, Step.REFUSED, facts, request_key=request_key)
    _tell(by, exhibit.holder, "exhibit_answered", exhibit.get_absolute_url())
    return row


@transaction.atomic
def withdraw_offer(
    *, by: Viewer, exhibit_id: UUID, reason: str, version: int, request_key: UUID
) -> Custody:
    """Take back a hand-over that nobody has answered."""
    exhibit = held_still(by, exhibit_id, version)
    _require(may_give(by, exhibit))
    facts = Facts(giver=exhibit.holder_name, taker=exhibit.offered_name, reason=reason)
    return add_step(by, exhibit, Step.WITHDRAWN, facts, request_key=request_key)


@transaction.atomic
def ask_for_exhibit(
    *, by: Viewer, exhibit_id: UUID, reason: str, version: int, request_key: UUID
) -> Custody:
    """The team asks whoever holds it to hand it over to the viewer."""
    exhibit = held_still(by, exhibit_id, version)
    _require(in_team(by, exhibit))
    facts = Facts(giver=exhibit.holder_name, to=oneself(by), reason=reason)
    row = add_step(by, exhibit, Step.ASKED, facts, request_key=request_key)
    _tell(by, exhibit.holder, "exhibit_asked", exhibit.get_absolute_url())
    return row


@transaction.atomic
def reseal_exhibit(
    *, by: Viewer, exhibit_id: UUID, seal: str, reason: str, version: int, request_key: UUID,
    when: When = NOW,
) -> Custody:  # fmt: skip
    """It was opened, and has another seal now."""
    exhibit = held_still(by, exhibit_id, version)
    _require(is_holder(by, exhibit.holder, exhibit.holder_audience))
    if not seal or seal == exhibit.seal:
        raise Invalid(_("Give the number of the new seal."))
    facts = Facts(reason=reason, seal=seal, when=when, detail={"old_seal": exhibit.seal})
    return add_step(by, exhibit, Step.RESEALED, facts, request_key=request_key)


@transaction.atomic
def shelve_exhibit(
    *, by: Viewer, exhibit_id: UUID, shelf: str, version: int, request_key: UUID
) -> Custody:
    """A keeper puts it on another shelf of the store."""
    exhibit = held_still(by, exhibit_id, version)
    at_store = exhibit.holder.startswith("store:")
    _require(at_store and is_holder(by, exhibit.holder, exhibit.holder_audience))
    facts = Facts(detail={"shelf": shelf, "from": exhibit.shelf})
    row = add_step(by, exhibit, Step.MOVED, facts, request_key=request_key)
    exhibit.shelf = shelf
    exhibit.save(update_fields=["shelf"])
    return row


def _require(allowed: bool) -> None:
    if not allowed:
        raise Refused(what="act on an exhibit that another holds")


def _check_room(by: Viewer, receiver: Holder) -> None:
    store = Store.objects.visible_to(by).get(circle=receiver.audience)
    # Two do not get the last place. Only its keepers may hold the row itself.
    take_turn("store", store.pk)
    if store.full:
        raise Invalid(_("This store has no room left. Choose another, or ask its keeper."))


def _tell(by: Viewer, key: str, kind: str, url: str) -> None:
    send_notice(kind=kind, url=url, to_accounts=accounts_behind(key), by=by)
