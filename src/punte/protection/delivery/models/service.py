"""A service planned for a person, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from punte.core.access.door import DataClass, Guarded
from punte.core.ids import new_id
from punte.protection.delivery.models.words import (
    KINDS,
    MEDICAL_KINDS,
    Currency,
    Outcome,
    Provider,
    Refusal,
)

DONE = (Outcome.DELIVERED, Outcome.PARTLY)


class ServiceItem(Guarded):
    """One service of one file.

    held_class follows from the kind, in the database: medical and psychological help is seen by
    roles with medical data alone. day: when it was delivered, else when it is planned; lists and
    sums go by it. version counts changes, so that a form made from an older view is refused.
    """

    record_field = "file_id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey("assistance.AssistanceFile", on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, choices=KINDS)
    held_class = models.GeneratedField(
        expression=models.Case(
            models.When(kind__in=MEDICAL_KINDS, then=models.Value(DataClass.MEDICAL.value)),
            default=models.Value(DataClass.OPERATIONAL.value),
        ),
        output_field=models.CharField(max_length=20),
        db_column="data_class",
        db_persist=True,
    )
    planned_for = models.DateField()
    provider = models.CharField(max_length=8, choices=Provider)
    desk = models.ForeignKey("agencies.Desk", null=True, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        "agencies.Agency", null=True, on_delete=models.PROTECT, related_name="+"
    )
    provider_name = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.PLANNED)
    delivered_on = models.DateField(null=True)
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    cost = models.DecimalField(max_digits=11, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, choices=Currency, default="", blank=True)
    refusal = models.CharField(max_length=12, choices=Refusal, default="", blank=True)
    words = models.TextField(max_length=2000, default="", blank=True)
    day = models.GeneratedField(
        expression=models.functions.Coalesce("delivered_on", "planned_for"),
        output_field=models.DateField(),
        db_persist=True,
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_service"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=DONE, delivered_on__isnull=False)
                | (~Q(outcome__in=DONE) & Q(delivered_on=None)),
                name="service_done_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.REFUSED) & ~Q(refusal="")
                | ~Q(outcome=Outcome.REFUSED) & Q(refusal=""),
                name="service_refused_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(cost=None, currency="") | Q(cost__gte=0) & ~Q(currency=""),
                name="service_cost_has_a_currency",
            ),
            models.CheckConstraint(
                condition=Q(hours=None) | Q(hours__gte=0, hours__lte=1000),
                name="service_hours_in_bounds",
            ),
        ]
        indexes = [
            models.Index(fields=["file", "-day", "id"], name="service_of_file"),
            models.Index(fields=["owner", "-day", "id"], name="service_of_agency"),
        ]

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("protection:service", args=[self.id])

    @property
    def by_whom(self) -> str:
        """The desk, the agency, or the name outside."""
        return str(self.desk or self.agency or self.provider_name)
