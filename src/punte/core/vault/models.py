"""Keys, sealed values and blind index rows of persons; the policies stand in the migrations."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from punte.core.access.door import DataClass, Guarded
from punte.core.ids import new_id
from punte.core.vault.kinds import Kind


class VaultKey(Guarded):
    """A person's key, wrapped by the master key. Destroying this row erases the person.

    The backup leaves the rows of this table out and keeps them apart, so that an old backup
    cannot bring an erased person back: its name is part of that promise.
    """

    record_field: ClassVar[str] = "subject"
    data_class: ClassVar[DataClass] = DataClass.IDENTITY

    subject = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField(max_length=60)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "vault_key"


class VaultItem(Guarded):
    """One sealed value. A new value is a new row; the old one is marked superseded, not changed.

    held_class: the class of data a role must have to open the value, besides identity.
    """

    record_field: ClassVar[str] = "subject"
    data_class: ClassVar[DataClass] = DataClass.IDENTITY

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.UUIDField()
    kind = models.CharField(max_length=16, choices=Kind)
    held_class = models.CharField(
        max_length=20,
        db_column="data_class",
        default=DataClass.IDENTITY.value,
        choices=[(c.value, c.value) for c in DataClass],
    )
    sealed = models.BinaryField()
    written_at = models.DateTimeField()
    written_by = models.BigIntegerField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "vault_item"
        indexes = [models.Index(fields=["subject", "kind"], name="vault_item_subject")]


class VaultToken(Guarded):
    """One row of the blind index. Earlier spellings stay, so that a person is found by them."""

    record_field: ClassVar[str] = "subject"
    data_class: ClassVar[DataClass] = DataClass.IDENTITY

    pk = models.CompositePrimaryKey("token", "subject")
    token = models.BigIntegerField()
    subject = models.UUIDField()
    kind = models.SmallIntegerField()

    class Meta:
        db_table = "vault_token"
        indexes = [models.Index(fields=["subject"], name="vault_token_subject")]


class ErasureRequest(Guarded):
    """One overseer asks that a person be erased; a second one confirms.

    also: subjects that hold copies of the same person (a referral's), erased with it.
    """

    record_field: ClassVar[str] = "subject"
    follows_grants: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.UUIDField()
    also = ArrayField(models.UUIDField(), default=list)
    asked_by = models.BigIntegerField()
    asked_at = models.DateTimeField()
    reason = models.TextField(max_length=2000)
    confirmed_by = models.BigIntegerField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "vault_erasure_request"
        indexes = [models.Index(fields=["subject"], name="erasure_subject")]
