"""A claim for compensation, to its payment."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import F, Q

from punte.protection.justice.models.base import JusticeRow
from punte.protection.justice.models.words import ClaimKind, ClaimMove, ClaimState, Currency

OPEN = (
    ClaimState.PREPARED,
    ClaimState.LODGED,
    ClaimState.GRANTED_PART,
    ClaimState.GRANTED_FULL,
    ClaimState.REFUSED,
    ClaimState.APPEALED,
    ClaimState.PAID_PART,
)


class Claim(JusticeRow):
    """What is asked, granted and paid, in one currency; `paid` is the sum of the payments.

    case_reference: as the person gave it; nothing of the investigation is kept.
    """

    kind = models.CharField(max_length=8, choices=ClaimKind)
    state = models.CharField(max_length=12, choices=ClaimState, default=ClaimState.PREPARED)
    currency = models.CharField(max_length=3, choices=Currency)
    asked = models.DecimalField(max_digits=14, decimal_places=2)
    granted = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    paid = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(0))
    body = models.CharField(max_length=160)
    district = models.CharField(max_length=40, blank=True)
    case_reference = models.CharField(max_length=60, blank=True)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "protection_claim"
        constraints = [
            models.CheckConstraint(condition=Q(asked__gt=0), name="claim_asks_something"),
            models.CheckConstraint(
                condition=Q(granted=None) | Q(granted__gt=0, granted__lte=F("asked")),
                name="claim_grants_no_more_than_asked",
            ),
            models.CheckConstraint(
                condition=Q(paid=0) | Q(paid__gt=0, paid__lte=F("granted")),
                name="claim_pays_no_more_than_granted",
            ),
        ]
        indexes = [
            models.Index(fields=["file", "-recorded_at", "id"], name="claim_file"),
            models.Index(
                fields=["owner", "-changed_at", "id"],
                # As PostgreSQL writes it back: put aside and brought back it stays the same.
                condition=reduce(or_, (Q(state=state.value) for state in OPEN)),
                name="claim_open",
            ),
        ]

    @property
    def owed(self) -> Decimal:
        """What was granted and has not come yet."""
        return (self.granted or Decimal(0)) - self.paid


class ClaimStep(JusticeRow):
    """One move of a claim, never changed; `amount` of a grant or a payment."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="steps")
    move = models.CharField(max_length=8, choices=ClaimMove)
    from_state = models.CharField(max_length=12, choices=ClaimState)
    to_state = models.CharField(max_length=12, choices=ClaimState)
    on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    words = models.TextField(max_length=2000, blank=True)

    class Meta:
        db_table = "protection_claim_step"
        constraints = [
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0), name="claim_step_amount"
            )
        ]
        indexes = [models.Index(fields=["file", "-on", "-id"], name="claim_step_file")]
