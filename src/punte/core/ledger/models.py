"""The append-only log: entries, and (filled by the sequencer) the Merkle tree over them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from punte.core.ids import new_id


class Entry(models.Model):
    """One write, one reading of a person, or one denied try.

    audiences: who may read the entry itself (the owner of the record, and oversight).
    salt: random bytes that go into the leaf, so that a leaf does not betray its payload.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    account_id = models.BigIntegerField(null=True)
    agency_id = models.BigIntegerField(null=True)
    purpose = models.CharField(max_length=20, blank=True)
    subject = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)
    salt = models.BinaryField(max_length=16)
    audiences = ArrayField(models.IntegerField())

    class Meta:
        db_table = "ledger_entry"
        indexes = [
            models.Index(fields=["subject", "-at"], name="entry_subject"),
            models.Index(fields=["-at"], name="entry_at"),
        ]
