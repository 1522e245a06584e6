"""Consent: per purpose, recipient and class of data, to a text in a language."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from punte.core.access.door import Guarded
from punte.core.ids import new_id
from punte.protection.referral.models.words import ConsentForm, ConsentGiver, ConsentPurpose


class ConsentText(models.Model):
    """One version of the words that a person agrees to, in one language."""

    key = models.CharField(max_length=30)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=5)
    title = models.CharField(max_length=160)
    body = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "protection_consent_text"
        constraints = [
            models.UniqueConstraint(fields=["key", "version", "language"], name="consent_text_once")
        ]


class Consent(Guarded):
    """Never changed but for its withdrawal. The recipient sees the consent that covers it."""

    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=14, choices=ConsentPurpose)
    recipient = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    classes = ArrayField(models.CharField(max_length=20))
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT)
    form = models.CharField(max_length=8, choices=ConsentForm)
    giver = models.CharField(max_length=10, choices=ConsentGiver)
    guardian_role = models.CharField(max_length=120, blank=True)
    witness = models.CharField(max_length=120, blank=True)
    interpreter = models.BooleanField(default=False)
    given_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_how = models.CharField(max_length=200, blank=True)
    withdrawal_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_consent"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(giver="person") | ~models.Q(guardian_role=""),
                name="guardian_is_named_by_role",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("given_at")), name="consent_has_a_span"
            ),
        ]
        indexes = [models.Index(fields=["person", "recipient"], name="consent_person")]
