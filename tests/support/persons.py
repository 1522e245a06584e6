"""Invented persons and referrals for tests, made through the room's own actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from punte.core.access.door import DataClass, Viewer
from punte.core.agencies.door import Agency, Desk
from punte.protection.persons.actions.new import create_person
from punte.protection.persons.models import Person
from punte.protection.referral.actions.consent import Given, record_consent
from punte.protection.referral.actions.send import Ask, draft_referral, send_referral
from punte.protection.referral.models import Consent, ConsentText, Referral
from punte.protection.referral.models.words import ConsentForm, ConsentGiver, ConsentPurpose


def make_person(by: Viewer, **values: Any) -> Person:
    """A person that the viewer's agency answers for; bind the viewer first."""
    now = timezone.now()
    known = {"age_band": "adult", "sex": "female", "language": "ro", "nationality": "MD"}
    return create_person(
        jurisdiction=by.jurisdiction,
        agency_id=by.agency_id,
        notified_at=now,
        changed_at=now,
        synthetic=True,
        owner=by.agency_audience,
        audiences=[by.agency_audience],
        **{**known, **values},
    )


def make_consent(
    by: Viewer,
    person: Person,
    recipient: Agency,
    classes: Sequence[DataClass] = (DataClass.IDENTITY,),
    **values: Any,
) -> Consent:
    """A signed consent of the person for the recipient, for half a year."""
    given: dict[str, Any] = {
        "purpose": ConsentPurpose.CROSS_BORDER,
        "form": ConsentForm.SIGNED,
        "giver": ConsentGiver.PERSON,
        "expires_at": timezone.now() + timedelta(days=180),
        **values,
    }
    key = given.pop("request_key", None) or uuid4()
    text = ConsentText.objects.get(key="sharing", version=1, language="ro")
    agreed = Given(recipient=recipient, classes=classes, text=text, **given)
    return record_consent(by=by, person=person.id, given=agreed, request_key=key)


def make_ask(desk: Desk, **values: Any) -> Ask:
    """Housing from a desk, with the usual fields."""
    asked: dict[str, Any] = {
        "service": "housing",
        "fields": ["age_band", "sex", "language"],
        "access_until": timezone.now() + timedelta(days=30),
        "message": "A room for two weeks.",
    }
    return Ask(desk=desk, **{**asked, **values})


def make_sent(by: Viewer, person: Person, desk: Desk, **values: Any) -> Referral:
    """A referral that the desk has received; there must be a consent already."""
    draft = draft_referral(
        by=by, person=person.id, ask=make_ask(desk, **values), request_key=uuid4()
    )
    return send_referral(by=by, referral=draft.id, request_key=uuid4())
