"""Recording a consent and withdrawing it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import DataClass, Permission, Viewer, get_visible
from punte.core.agencies.door import Agency
from punte.core.errors import Invalid, Refused
from punte.core.ledger.door import record
from punte.core.once import made_once
from punte.protection.persons.door import Person
from punte.protection.referral.actions.move import cut_for_consent
from punte.protection.referral.consent_cuts import cut_above
from punte.protection.referral.consent_rules import MAX_DAYS
from punte.protection.referral.guardians import check_guardian
from punte.protection.referral.models import Consent, ConsentText
from punte.protection.referral.models.words import ConsentForm, ConsentGiver, ConsentPurpose


@dataclass(frozen=True)
class Given:
    """What was agreed to, and how. guardian_role and witness name roles, never persons."""

    purpose: ConsentPurpose
    recipient: Agency
    classes: Iterable[DataClass]
    text: ConsentText
    form: ConsentForm
    giver: ConsentGiver
    expires_at: datetime
    guardian_role: str = ""
    witness: str = ""
    interpreter: bool = False


@transaction.atomic
def record_consent(*, by: Viewer, person: UUID, given: Given, request_key: UUID) -> Consent:
    """Keep one consent; saying it twice with the same key keeps it once.

    Raises Refused outside the agency that answers for the person, Invalid when a guardian or
    witness is missing, or the span is not in the future, Conflict when the guardian may not act.
    """
    by.require(Permission.RECORD_CONSENT)
    whom = get_visible(Person, viewer=by, pk=person)
    if whom.owner != by.agency_audience:
        raise Refused(what="consent.record", subject=whom.id)
    check_consent(given, child_path=whom.child_path, now=timezone.now())
    if given.giver == ConsentGiver.GUARDIAN:
        check_guardian(by, whom.id)
    consent, new = made_once(
        Consent,
        by=by,
        request_key=request_key,
        same={"person_id": whom.id, "recorded_by_id": by.account_id},
        make=lambda: make_consent(by, whom, given, request_key),
    )
    if new:
        note_consent(by, consent)
    return consent


def make_consent(by: Viewer, whom: Person, given: Given, request_key: UUID) -> Consent:
    return Consent.objects.create(
        person=whom,
        purpose=given.purpose,
        recipient=given.recipient,
        classes=sorted({DataClass.OPERATIONAL, *given.classes}),
        text=given.text,
        form=given.form,
        giver=given.giver,
        guardian_role=given.guardian_role.strip(),
        witness=given.witness.strip(),
        interpreter=given.interpreter,
        given_at=timezone.now(),
        expires_at=given.expires_at,
        recorded_by_id=by.account_id,
        request_key=request_key,
        owner=whom.owner,
        audiences=sorted({whom.owner, given.recipient.audience}),
    )


def note_consent(by: Viewer, consent: Consent) -> None:
    text = consent.text
    record(
        action="consent.record",
        by=by,
        subject=consent.person_id,
        owners=[consent.owner],
        detail={
            "consent": str(consent.id),
            "purpose": consent.purpose,
            "recipient": consent.recipient_id,
            "classes": consent.classes,
            "text": f"{text.key} v{text.version} {text.language}",
        },
    )


def check_consent(given: Given, *, child_path: bool, now: datetime) -> None:
    """Refuse a consent that would not stand."""
    guardian = given.giver == ConsentGiver.GUARDIAN
    if child_path and not guardian:
        raise Invalid(_("On the child path a guardian or legal representative must consent."))
    if guardian and not given.guardian_role.strip():
        raise Invalid(_("Say who the guardian is to the person (role, not name)."))
    if given.form == ConsentForm.SPOKEN and not given.witness.strip():
        raise Invalid(_("A spoken consent needs a witness."))
    if not now < given.expires_at <= now + timedelta(days=MAX_DAYS + 1):
        raise Invalid(_("A consent ends between tomorrow and one year from now."))


@transaction.atomic
def withdraw_consent(*, by: Viewer, consent: UUID, how: str) -> Consent:
    """Withdraw: the recipient's access ends with its next request, its referrals are cut.

    Withdrawing twice changes nothing.
    """
    by.require(Permission.RECORD_CONSENT)
    row = get_visible(Consent, viewer=by, lock=True, pk=consent)
    person = get_visible(Person, viewer=by, pk=row.person_id)
    if row.withdrawn_at is not None:
        return row
    row.withdrawn_at = timezone.now()
    row.withdrawn_how = how.strip()[:200]
    row.withdrawal_by_id = by.account_id
    row.save(update_fields=["withdrawn_at", "withdrawn_how", "withdrawal_by"])
    cut = cut_for_consent(by=by, consent=row) + cut_above(by, row)
    record(
        action="consent.withdraw",
        by=by,
        subject=person.id,
        owners=[person.owner],
        detail={"consent": str(row.id), "referrals_cut": cut},
    )
    return row
