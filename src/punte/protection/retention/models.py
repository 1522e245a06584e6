"""Rules by country, legal holds, what is due, and what two persons decided."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from punte.core.access.door import Guarded
from punte.core.codes import localised
from punte.core.ids import new_id
from punte.protection.retention.words import FileKind, Then


class RetentionRule(models.Model):
    """How long files of a kind are kept after they close. Rows are never changed: an edit adds one.

    jurisdiction: a country's code, or "" for all. The newest version whose day has come holds.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    jurisdiction = models.CharField(max_length=2, blank=True)
    kind = models.CharField(max_length=10, choices=FileKind)
    keep_years = models.PositiveSmallIntegerField()
    then = models.CharField(max_length=10, choices=Then)
    source = models.CharField(max_length=300)
    verified = models.BooleanField(default=False)
    valid_from = models.DateField()
    version = models.PositiveSmallIntegerField()
    made_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "protection_retention_rule"
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "kind", "version"], name="retention_rule_once"
            ),
            models.CheckConstraint(
                condition=models.Q(keep_years__gte=1, keep_years__lte=100),
                name="retention_rule_years",
            ),
        ]


class Overseen(Guarded):
    """A row of a country's oversight about one person, who is named by the pseudonym alone."""

    record_field: ClassVar[str] = "subject"
    follows_grants: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.UUIDField()
    code = models.CharField(max_length=40)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return localised(self.code)


class LegalHold(Overseen):
    """Keeps a person's data from being erased, whatever a rule says, until it ends.

    agency_id: whose file of the person the hold is about; empty means all that is kept.
    """

    agency_id = models.BigIntegerField(null=True)
    reason = models.TextField(max_length=2000)
    until = models.DateField(null=True)
    placed_by = models.BigIntegerField()
    placed_at = models.DateTimeField()
    ended_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        db_table = "protection_legal_hold"
        indexes = [
            models.Index(fields=["subject"], name="hold_subject"),
            models.Index(fields=["owner", "-placed_at", "id"], name="hold_by_time"),
        ]

    @property
    def running(self) -> bool:
        """Whether it holds today."""
        return self.ended_at is None and (self.until is None or self.until >= timezone.localdate())


class Due(Overseen):
    """A person whose time has run out by a rule, found by the daily task. It decides nothing."""

    kind = models.CharField(max_length=10, choices=FileKind)
    then = models.CharField(max_length=10, choices=Then)
    rule = models.ForeignKey(RetentionRule, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField()
    due_on = models.DateField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "protection_retention_due"
        constraints = [models.UniqueConstraint(fields=["subject"], name="due_once")]
        indexes = [models.Index(fields=["owner", "due_on", "id"], name="due_by_day")]


class Decision(Guarded):
    """Asked by one overseer and carried out by another. `counts` says what came of it."""

    record_field: ClassVar[str] = "id"
    follows_grants: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reason = models.TextField(max_length=2000)
    asked_by = models.BigIntegerField()
    asked_at = models.DateTimeField()
    confirmed_by = models.BigIntegerField(null=True)
    done_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_retention_decision"
        indexes = [models.Index(fields=["owner", "-asked_at", "id"], name="decision_by_time")]


class DecisionPerson(Overseen):
    """One person of a decision. erasure: the vault's request, where an identity is held."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="persons")
    then = models.CharField(max_length=10, choices=Then)
    due_on = models.DateField()
    erasure = models.UUIDField(null=True)

    class Meta:
        db_table = "protection_retention_person"
        constraints = [
            models.UniqueConstraint(fields=["decision", "subject"], name="once_in_a_decision")
        ]
        indexes = [models.Index(fields=["subject"], name="decided_subject")]
