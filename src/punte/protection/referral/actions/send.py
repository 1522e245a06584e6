"""Drafting a referral and sending it: consent checked, snapshot taken, access opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import (
    DataClass,
    Permission,
    Purpose,
    Viewer,
    get_visible,
    give_grant,
)
from punte.core.agencies.door import Desk, Jurisdiction
from punte.core.errors import Invalid, Refused
from punte.core.ledger.door import record
from punte.core.once import derived_key, made_once
from punte.core.vault.door import has_identity, keep_identity, open_identity
from punte.protection.approvals.door import Approval, allow_act
from punte.protection.persons.door import Person
from punte.protection.referral.actions.basis import check_basis, check_desk
from punte.protection.referral.actions.move import (
    already_made,
    check_side,
    check_state,
    make_move,
)
from punte.protection.referral.actions.words import keep_words
from punte.protection.referral.consent_rules import access_ends
from punte.protection.referral.fields import (
    FIELDS,
    classes_of,
    identity_kinds,
    operational_values,
)
from punte.protection.referral.machine import MOVES, State
from punte.protection.referral.models import Consent, Referral, ReferralSnapshot
from punte.protection.referral.models.words import LegalBasis
from punte.protection.referral.queries.consent import best_consent

MAX_ACCESS_DAYS = 365


@dataclass(frozen=True)
class Ask:
    """What is asked of a desk.

    fields: keys of `referral_fields.FIELDS` that the desk will see. live_link: whether the desk
    also sees the person's record as it changes. access_until: when all of that ends.
    """

    desk: Desk
    service: str
    fields: Sequence[str]
    access_until: datetime
    basis: LegalBasis = LegalBasis.CONSENT
    message: str = ""
    urgent: bool = False
    live_link: bool = False
    named_account_id: int | None = None
    redirected_from: UUID | None = None


@transaction.atomic
def draft_referral(*, by: Viewer, person: UUID, ask: Ask, request_key: UUID) -> Referral:
    """Keep a referral that is not sent yet: only the sender's agency sees it."""
    by.require(Permission.SEND_REFERRAL)
    whom = get_visible(Person, viewer=by, pk=person)
    check_ask(by, whom, ask)
    row, _new = made_once(
        Referral,
        by=by,
        request_key=request_key,
        same={"person_id": whom.id, "sent_by_id": by.account_id},
        make=lambda: make_draft(by, whom, ask, request_key),
    )
    return row


def make_draft(by: Viewer, whom: Person, ask: Ask, request_key: UUID) -> Referral:
    now = timezone.now()
    consent = find_consent(whom, ask)
    row = Referral.objects.create(
        person=whom,
        plant=whom.plant,
        number=whom.number,
        sender_id=by.agency_id,
        sent_by_id=by.account_id,
        desk=ask.desk,
        receiver_id=ask.desk.agency_id,
        service=ask.service,
        named_account_id=ask.named_account_id,
        urgent=ask.urgent,
        basis=ask.basis,
        consent=consent,
        fields=list(ask.fields),
        live_link=ask.live_link,
        access_until=access_ends(ask.access_until, consent.expires_at if consent else None),
        state=State.DRAFT,
        redirected_from_id=ask.redirected_from,
        created_at=now,
        changed_at=now,
        request_key=request_key,
        owner=whom.owner,
        audiences=[whom.owner],
    )
    keep_words(row, ask.message)
    return row


@transaction.atomic
def send_referral(*, by: Viewer, referral: UUID, request_key: UUID) -> Referral:
    """Send a draft. The consent is looked at again, now, on the server."""
    row = get_visible(Referral, viewer=by, lock=True, pk=referral)
    if already_made(row, request_key):
        return row
    send = MOVES["send"]
    check_side(by, row, send)
    check_state(row, send, None)
    person = get_visible(Person, viewer=by, lock=True, pk=row.person_id)
    check_desk(row.desk, row.service)
    check_basis(person, row, by)
    if row.basis != LegalBasis.CONSENT:
        allow_act(by=by, act="consent.override", about=row.id)
    open_to_desk(row, person, by)
    if person.referred_at is None:
        person.referred_at = timezone.now()
        person.save(update_fields=["referred_at"])
    return make_move(row=row, chosen=send, by=by, request_key=request_key)


def send_approved(by: Viewer, row: Approval) -> None:
    """Send a draft without consent at once when a second person has agreed."""
    send_referral(by=by, referral=row.about_id, request_key=derived_key(row.about_id, "send"))


def check_ask(by: Viewer, person: Person, ask: Ask) -> None:
    """Refuse what cannot be asked; the words say what is wrong."""
    if person.owner != by.agency_audience:
        raise Refused(what="referral.draft", subject=person.id)
    check_desk(ask.desk, ask.service)
    if ask.redirected_from is not None:
        get_visible(Referral, viewer=by, pk=ask.redirected_from, person=person)
    unknown = [key for key in ask.fields if key not in FIELDS]
    if unknown or not ask.fields:
        raise Invalid(_("Choose at least one field to share."))
    now = timezone.now()
    if not now < ask.access_until <= now + timedelta(days=MAX_ACCESS_DAYS + 1):
        raise Invalid(_("The access ends between tomorrow and one year from now."))
    if ask.basis == LegalBasis.CONSENT:
        find_consent(person, ask)
        return
    by.require(Permission.OVERRIDE_CONSENT)
    if len(ask.message.strip()) < 20:
        raise Invalid(_("Without consent, say in at least 20 characters why it cannot wait."))
    if ask.basis == LegalBasis.CHILD_BEST_INTEREST and not person.child_path:
        raise Invalid(_("This basis is for children only."))


def find_consent(person: Person, ask: Ask) -> Consent | None:
    """The consent that covers the ask; Invalid with the reason when there is none."""
    if ask.basis != LegalBasis.CONSENT:
        return None
    found, reason = best_consent(
        person,
        recipient_id=ask.desk.agency_id,
        needed=classes_of(ask.fields),
        cross_border=ask.desk.agency.jurisdiction_id != person.jurisdiction,
    )
    if found is None:
        raise Invalid(reason)
    return found


def open_to_desk(row: Referral, person: Person, by: Viewer) -> None:
    """The desk sees the row, the snapshot, and (when granted) the live record; all of it ends."""
    jurisdiction = Jurisdiction.objects.get(pk=person.jurisdiction)
    row.audiences = sorted({row.owner, row.desk.audience, jurisdiction.coordination_audience})
    ReferralSnapshot.objects.create(
        referral=row,
        values=operational_values(person, row.fields),
        taken_at=timezone.now(),
        owner=row.owner,
        audiences=[row.owner],
    )
    copy_identity(row, by)
    records = [(row.id, classes_of(row.fields))]
    if row.live_link:
        records.append((person.id, frozenset({DataClass.OPERATIONAL})))
    for opened, classes in records:
        give_grant(
            by=by,
            record=opened,
            subject=person.id,
            owner=row.owner,
            audience=row.desk.audience,
            classes=classes,
            purpose=Purpose.SERVICE,
            source="referral",
            source_id=row.id,
            ends_at=row.access_until,
        )


def copy_identity(row: Referral, by: Viewer) -> None:
    """Put the chosen identity fields into a vault subject of the referral's own.

    The desk can then open these and no others, and nothing once the grant has ended.
    """
    kinds = identity_kinds(row.fields)
    if not kinds or not has_identity(by, row.person_id):
        return
    values = open_identity(
        by=by, subject=row.person_id, kinds=kinds, reason=f"referral to {row.desk}"[:200]
    )
    if values:
        keep_identity(
            by=by,
            subject=row.id,
            owner=row.owner,
            audiences=[row.owner],
            values={kind.value: texts for kind, texts in values.items()},
        )


@transaction.atomic
def open_shared_identity(*, by: Viewer, referral: UUID, reason: str) -> dict[str, list[str]]:
    """The receiver opens what was shared with the referral; an entry under the person too."""
    row = get_visible(Referral, viewer=by, pk=referral)
    kinds = identity_kinds(row.fields)
    values = open_identity(by=by, subject=row.id, kinds=kinds, reason=reason)
    record(
        action="person.open_identity",
        by=by,
        subject=row.person_id,
        owners=[row.owner],
        detail={"fields": kinds, "reason": reason, "referral": str(row.id)},
    )
    return {str(kind): texts for kind, texts in values.items()}
