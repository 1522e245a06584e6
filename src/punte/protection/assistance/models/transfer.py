"""A file offered to another agency's desk, until it answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from punte.core.access.door import Guarded
from punte.core.ids import new_id
from punte.protection.assistance.machine import STATE_CHOICES, State
from punte.protection.assistance.models.file import AssistanceFile
from punte.protection.assistance.models.words import TransferBasis
from punte.protection.persons.door import pseudonym


class Transfer(Guarded):
    """Two sides share the row: the agency that keeps the file, and the desk that is asked.

    summary and facts are all that the desk learns; it sees them until `grants_end`, and the row
    no longer. ground: why without a consent, or how it was taken. On acceptance the desk's
    agency has a file of its own.
    """

    record_field = "file_id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(AssistanceFile, on_delete=models.PROTECT, related_name="transfers")
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    plant = models.SmallIntegerField()
    number = models.IntegerField()
    synthetic = models.BooleanField(default=False)
    giver = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey("agencies.Desk", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    summary = models.TextField(max_length=4000)
    facts = models.JSONField(default=dict)
    basis = models.CharField(max_length=8, choices=TransferBasis)
    consent = models.ForeignKey(
        "referral.Consent", null=True, on_delete=models.PROTECT, related_name="+"
    )
    ground = models.TextField(max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=STATE_CHOICES, default=State.ASKED.value)
    version = models.PositiveIntegerField(default=1)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=20, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    answer_key = models.UUIDField(null=True)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_file_transfer"
        constraints = [
            models.UniqueConstraint(
                fields=["file"], condition=models.Q(state="asked"), name="one_transfer_asked"
            ),
            models.CheckConstraint(
                condition=~models.Q(basis="consent") | models.Q(consent__isnull=False),
                name="transfer_by_consent_has_one",
            ),
        ]
        indexes = [
            models.Index(fields=["giver", "-asked_at", "id"], name="transfer_given"),
            models.Index(fields=["receiver", "-asked_at", "id"], name="transfer_received"),
        ]

    def __str__(self) -> str:
        return pseudonym(self.plant, self.number)
