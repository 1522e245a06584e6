"""The status ladder: proposals, append-only human decisions, reviews and appeals."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from punte.core.access.door import Guarded
from punte.core.ids import new_id
from punte.protection.persons.door import Status


class StatusProposal(Guarded):
    """A decision that waits for its second person."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        CONFIRMED = "confirmed", "confirmed"
        REJECTED = "rejected", "rejected"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="proposals")
    status = models.CharField(max_length=12, choices=Status)
    ground = models.TextField(max_length=4000)
    decided_on = models.DateField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(max_length=2000, blank=True)
    review = models.ForeignKey(
        "identification.StatusReview", null=True, on_delete=models.PROTECT, related_name="proposals"
    )
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_status_proposal"
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state="open"), name="one_open_proposal"
            )
        ]
        indexes = [models.Index(fields=["owner", "state"], name="proposal_owner_state")]


class StatusDecision(Guarded):
    """One human decision: body, ground, date, and the second person where the rule wants one."""

    class Kind(models.TextChoices):
        FIRST = "first", "first"
        REVIEW = "review", "review"
        APPEAL = "appeal", "appeal"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="decisions")
    status = models.CharField(max_length=12, choices=Status)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.FIRST)
    body = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    ground = models.TextField(max_length=4000)
    decided_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_status_decision"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(second=None) | ~models.Q(second=models.F("by")),
                name="second_person_is_another",
            )
        ]
        indexes = [models.Index(fields=["person", "-recorded_at"], name="decision_person")]


class StatusReview(Guarded):
    """A request to look at a decision again: a review by the body, or the person's appeal."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="reviews")
    decision = models.ForeignKey(StatusDecision, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=8, choices=StatusDecision.Kind)
    reason = models.TextField(max_length=4000)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.ForeignKey(
        StatusDecision, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        db_table = "protection_status_review"
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=models.Q(outcome=None), name="one_open_review"
            )
        ]
