"""Offering a file to another agency's desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import DataClass, Permission, Viewer
from punte.core.agencies.door import Desk, hold_open_desk
from punte.core.deadlines.door import start_clock
from punte.core.errors import Conflict, Invalid
from punte.core.ledger.door import record
from punte.core.notices.door import send_notice
from punte.core.once import made_once
from punte.protection.approvals.door import allow_act
from punte.protection.assistance.actions.hold import (
    check_open,
    check_version,
    hold_any,
    keep_change,
)
from punte.protection.assistance.machine import State
from punte.protection.assistance.models import AssistanceFile, Transfer
from punte.protection.assistance.models.words import TransferBasis
from punte.protection.assistance.transfer_facts import FACTS
from punte.protection.persons.door import Person, code_of
from punte.protection.referral.door import Consent, best_consent

WITHOUT_CONSENT = (TransferBasis.VITAL, TransferBasis.CHILD)
# So long the desk sees what it was offered, whatever it answers.
SEEN_DAYS = 30


@dataclass(frozen=True)
class Offer:
    """What is offered to a desk: words, and facts of the file by key of `FACTS`.

    ground: why without a consent, or how the consent was taken.
    """

    desk: Desk
    summary: str
    basis: TransferBasis
    facts: Sequence[str] = ()
    ground: str = ""


@transaction.atomic
def ask_transfer(
    *, by: Viewer, file: UUID, offer: Offer, request_key: UUID, version: int | None = None
) -> Transfer:
    """Ask a desk of another agency to take over the work with a person.

    The same key twice asks once. Raises Refused, Conflict (closed, changed, already offered, desk
    closed) and Invalid (words or ground missing, no consent that covers it).
    """
    by.require(Permission.HAND_OVER_FILES)
    row = hold_any(by, file)
    same = {"file_id": row.id, "asked_by_id": by.account_id}

    def make() -> Transfer:
        check_open(row)
        check_version(row, version)
        check_offer(row, offer, by)
        check_second_person(by, row, offer)
        return make_transfer(by, row, offer, request_key)

    try:
        transfer, new = made_once(Transfer, by=by, request_key=request_key, same=same, make=make)
    except IntegrityError as error:
        if "one_transfer_asked" not in str(error):
            raise
        raise already_offered(row) from error
    if new:
        keep_change(row)
        call_desk(by, transfer)
    return transfer


def check_offer(row: AssistanceFile, offer: Offer, by: Viewer) -> None:
    """Refuse what cannot be offered; the words say what is wrong."""
    if offer.desk.agency_id == by.agency_id:
        raise Invalid(_("This desk is your own agency's. Give the file to a colleague instead."))
    if not hold_open_desk(offer.desk.pk) or not offer.desk.agency.active:
        raise Conflict(_("This desk is closed. Choose another."), what="transfer to closed desk")
    if not 20 <= len(offer.summary.strip()) <= 4000:
        raise Invalid(_("Write between 20 and 4,000 characters that the other agency can use."))
    if any(key not in FACTS for key in offer.facts):
        raise Invalid(_("One of the facts is not one of this file."))
    if Transfer.objects.visible_to(by).filter(file=row, state=State.ASKED).exists():
        raise already_offered(row)


def check_second_person(by: Viewer, row: AssistanceFile, offer: Offer) -> None:
    """Use up the approvals that the agency's rules want, for the act and for its ground."""
    allow_act(by=by, act="file.transfer", about=row.id)
    if offer.basis in WITHOUT_CONSENT:
        allow_act(by=by, act="consent.override", about=row.id)


def already_offered(row: AssistanceFile) -> Conflict:
    return Conflict(
        _("This file is already offered to a desk. Wait for its answer, or withdraw that."),
        what="transfer twice",
        subject=row.person_id,
    )


def find_ground(by: Viewer, row: AssistanceFile, offer: Offer) -> Consent | None:
    """The consent that the hand-over stands on; None for another ground, which is checked.

    Consents stand with the agency that answers for the person; another agency, to which the
    person was referred, asks the person itself and says how.
    """
    own = Person.objects.visible_to(by).filter(pk=row.person_id, owner=by.agency_audience).first()
    if offer.basis == TransferBasis.CONSENT:
        if own is None:
            raise Invalid(_("Ask the person yourself, and say how they agreed."))
        found, reason = best_consent(
            own,
            recipient_id=offer.desk.agency_id,
            needed={DataClass.OPERATIONAL},
            cross_border=offer.desk.agency.jurisdiction_id != row.jurisdiction,
        )
        if found is None:
            raise Invalid(reason)
        return found
    if len(offer.ground.strip()) < 20:
        raise Invalid(_("Say in at least 20 characters how or why, without names."))
    if offer.basis == TransferBasis.TAKEN:
        if own is not None:
            raise Invalid(_("Record the consent on the person's page first."))
        return None
    by.require(Permission.OVERRIDE_CONSENT)
    if offer.basis == TransferBasis.CHILD and not row.child_path:
        raise Invalid(_("This basis is for children only."))
    return None


def make_transfer(by: Viewer, row: AssistanceFile, offer: Offer, request_key: UUID) -> Transfer:
    now = timezone.now()
    return Transfer.objects.create(
        file=row,
        person_id=row.person_id,
        plant=row.plant,
        number=row.number,
        synthetic=row.synthetic,
        giver_id=row.agency_id,
        receiver_id=offer.desk.agency_id,
        desk=offer.desk,
        asked_by_id=by.account_id,
        asked_at=now,
        summary=offer.summary.strip(),
        facts={key: getattr(row, key) for key in offer.facts},
        basis=offer.basis,
        consent=find_ground(by, row, offer),
        ground=offer.ground.strip(),
        request_key=request_key,
        owner=row.owner,
        audiences=sorted({row.owner, offer.desk.audience}),
        grants_end=now + timedelta(days=SEEN_DAYS),
    )


def call_desk(by: Viewer, row: Transfer) -> None:
    """The desk's clock, its notice, and the entry in the ledger."""
    code = code_of(row.plant, row.number)
    start_clock(
        by=by,
        measure="assistance.transfer_answer",
        jurisdiction=row.desk.agency.jurisdiction_id,
        record=row.person_id,
        about_kind="transfer",
        about_id=row.id,
        owner=row.owner,
        responsible=row.desk.audience,
        audiences=row.audiences,
        url=f"/transfers/{row.id}/",
        code=code,
    )
    send_notice(
        kind="transfer_asked",
        url=f"/transfers/{row.id}/",
        params={"person": code},
        to_desk=row.desk_id,
        by=by,
    )
    record(
        action="assistance.transfer_ask",
        by=by,
        subject=row.person_id,
        owners=[row.owner, row.desk.agency.audience],
        detail={
            "transfer": str(row.id),
            "to": row.receiver_id,
            "basis": row.basis,
            "fields": sorted(row.facts),
        },
    )
