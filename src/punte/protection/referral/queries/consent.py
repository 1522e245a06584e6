"""Reading consents."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Viewer
from punte.protection.persons.door import Person
from punte.protection.referral.consent_rules import Given, is_running, why_not
from punte.protection.referral.models import Consent, ConsentText


def as_given(consent: Consent) -> Given:
    """The plain values that the rules decide on."""
    return Given(
        purpose=consent.purpose,
        classes=frozenset(consent.classes),
        giver=consent.giver,
        expires_at=consent.expires_at,
        withdrawn_at=consent.withdrawn_at,
    )


def consents_of(person: Person, viewer: Viewer) -> QuerySet[Consent]:
    """All consents of a person, newest first."""
    return (
        Consent.objects.visible_to(viewer)
        .filter(person=person)
        .select_related("recipient", "text", "recorded_by", "withdrawal_by")
        .order_by("-given_at")
    )


def best_consent(
    person: Person, *, recipient_id: int, needed: Collection[str], cross_border: bool
) -> tuple[Consent | None, str | Promise]:
    """The newest consent that covers the sharing, or None and why none does."""
    now = timezone.now()
    reason: str | Promise = _("There is no consent for this recipient yet. Record it first.")
    rows = Consent.objects.filter(person=person, recipient_id=recipient_id).order_by("-given_at")
    for position, consent in enumerate(rows):
        refusal = why_not(
            as_given(consent),
            needed=needed,
            cross_border=cross_border,
            child_path=person.child_path,
            now=now,
        )
        if refusal is None:
            return consent, ""
        if position == 0:
            reason = refusal
    return None, reason


def still_stands(viewer: Viewer, consent_id: UUID) -> bool:
    """Whether a consent that the viewer's agency gave or profits from holds at this moment."""
    row = Consent.objects.visible_to(viewer).filter(pk=consent_id).first()
    return row is not None and is_running(as_given(row), timezone.now())


def current_texts(language: str) -> QuerySet[ConsentText]:
    """The texts in force today in one language: of each key the newest that has begun."""
    today = timezone.localdate()
    begun = ConsentText.objects.filter(language=language, valid_from__lte=today)
    still = begun.filter(Q(valid_to=None) | Q(valid_to__gte=today))
    return still.order_by("key", "-version").distinct("key")


def current_text(language: str) -> ConsentText | None:
    """What a person is asked to agree to today, in a language."""
    return current_texts(language).first()
