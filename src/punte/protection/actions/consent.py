"""Recording a consent and withdrawing it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import DataClass, Permission, Viewer, get_visible
from punte.core.agencies.door import Agency
from punte.core.errors import Invalid
from punte.core.ledger.door import record
from punte.protection.actions.referral import cut_for_consent
from punte.protection.consent_rules import MAX_DAYS
from punte.protection.models import Consent, ConsentText, Person
from punte.protection.models.words import ConsentForm, ConsentGiver, ConsentPurpose


@transaction.atomic
def record_consent(
    *,
    by: Viewer,
    person: UUID,
    purpose: ConsentPurpose,
    recipient: Agency,
    classes: Iterable[DataClass],
    text: ConsentText,
    form: ConsentForm,
    giver: ConsentGiver,
    expires_at: datetime,
    request_key: UUID,
    guardian_role: str = "",
    witness: str = "",
    interpreter: bool = False,
) -> Consent:
    """Keep one consent; saying it twice with the same key keeps it once.

    Raises Invalid when a guardian or witness is missing, or the span is not in the future.
    """
    by.require(Permission.RECORD_CONSENT)
    whom = get_visible(Person, viewer=by, pk=person)
    known = Consent.objects.filter(request_key=request_key).first()
    if known is not None:
        return known
    now = timezone.now()
    check_consent(
        child_path=whom.child_path,
        form=form,
        giver=giver,
        guardian_role=guardian_role,
        witness=witness,
        expires_at=expires_at,
        now=now,
    )
    consent = Consent.objects.create(
        person=whom,
        purpose=purpose,
        recipient=recipient,
        classes=sorted({DataClass.OPERATIONAL, *classes}),
        text=text,
        form=form,
        giver=giver,
        guardian_role=guardian_role.strip(),
        witness=witness.strip(),
        interpreter=interpreter,
        given_at=now,
        expires_at=expires_at,
        recorded_by_id=by.account_id,
        request_key=request_key,
        owner=whom.owner,
        audiences=sorted({whom.owner, recipient.audience}),
    )
    record(
        action="consent.record",
        by=by,
        subject=whom.id,
        owners=[whom.owner],
        detail={
            "consent": str(consent.id),
            "purpose": purpose,
            "recipient": recipient.pk,
            "classes": consent.classes,
            "text": f"{text.key} v{text.version} {text.language}",
        },
    )
    return consent


def check_consent(
    *,
    child_path: bool,
    form: ConsentForm,
    giver: ConsentGiver,
    guardian_role: str,
    witness: str,
    expires_at: datetime,
    now: datetime,
) -> None:
    """Refuse a consent that would not stand."""
    if child_path and giver != ConsentGiver.GUARDIAN:
        raise Invalid(_("On the child path a guardian or legal representative must consent."))
    if giver == ConsentGiver.GUARDIAN and not guardian_role.strip():
        raise Invalid(_("Say who the guardian is to the person (role, not name)."))
    if form == ConsentForm.SPOKEN and not witness.strip():
        raise Invalid(_("A spoken consent needs a witness."))
    if not now < expires_at <= now + timedelta(days=MAX_DAYS + 1):
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
    cut = cut_for_consent(by=by, consent=row)
    record(
        action="consent.withdraw",
        by=by,
        subject=person.id,
        owners=[person.owner],
        detail={"consent": str(row.id), "referrals_cut": cut},
    )
    return row
