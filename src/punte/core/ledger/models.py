"""The append-only log: entries, the Merkle tree over them, its signed heads, and checks of it.

`ledger_entry` is partitioned by month of `at`. The tree knows an entry by (id, at).
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from punte.core.ids import new_id


class Entry(models.Model):
    """One write, one reading of a person, or one denied try.

    audiences: who may read the entry itself (the owner of the record, and oversight).
    salt: random bytes that go into the leaf, so that a leaf does not betray its payload; it is
    gone, with subject and detail, once the payload was lawfully erased.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    account_id = models.BigIntegerField(null=True)
    agency_id = models.BigIntegerField(null=True)
    purpose = models.CharField(max_length=20, blank=True)
    subject = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)
    salt = models.BinaryField(max_length=64, null=True)
    audiences = ArrayField(models.IntegerField())

    class Meta:
        db_table = "ledger_entry"
        indexes = [
            models.Index(fields=["subject", "-at"], name="entry_subject"),
            models.Index(fields=["-at"], name="entry_at"),
            models.Index(fields=["action", "-at"], name="entry_action"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.id}"


class Pending(models.Model):
    """An entry that waits for its place in the tree; a trigger puts it here with the entry."""

    entry_id = models.UUIDField(primary_key=True)
    entry_at = models.DateTimeField()

    class Meta:
        db_table = "ledger_pending"


class Leaf(models.Model):
    """The place of an entry in the tree. It stays when the entry's payload is erased."""

    index = models.BigIntegerField(primary_key=True)
    entry_id = models.UUIDField(unique=True)
    entry_at = models.DateTimeField()
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_leaf"


class Node(models.Model):
    """A complete node above the leaves (level 1 and up), written once."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_node"


class Checkpoint(models.Model):
    """A signed head: the whole C2SP note, with what it says beside it."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "ledger_checkpoint"


class Stamp(models.Model):
    """A time stamp (RFC 3161) of the signed head of `size` entries, as the authority sent it.

    at: the time it vouches for. authority: the address that was asked. reply: the whole reply, so
    that `openssl ts -verify` takes it as it is.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    size = models.BigIntegerField()
    at = models.DateTimeField()
    authority = models.CharField(max_length=200)
    reply = models.BinaryField(max_length=65536)

    class Meta:
        db_table = "ledger_stamp"
        indexes = [models.Index(fields=["-size", "at"], name="stamp_by_size")]


class Erasure(models.Model):
    """The payload of `entry_id` was lawfully erased; entry `recorded_in` says why."""

    entry_id = models.UUIDField(primary_key=True)
    recorded_in = models.UUIDField()

    class Meta:
        db_table = "ledger_erasure"


class Check(models.Model):
    """One run of the verifier, asked for by a person and done by the worker.

    `result` is a `Report` as JSON (see `findings.py`); empty until the run ends.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        SOUND = "sound"
        BROKEN = "broken"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    asked_by = models.BigIntegerField()
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.BigIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField()
    result = models.JSONField(default=dict)

    class Meta:
        db_table = "ledger_check"
        indexes = [models.Index(fields=["-asked_at"], name="check_asked_at")]

    @property
    def ended(self) -> bool:
        return self.state in {self.State.SOUND, self.State.BROKEN, self.State.FAILED}

    @property
    def percent(self) -> int:
        return 100 * self.done // self.size if self.size else 0
