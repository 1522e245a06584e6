"""A person under protection, known by a pseudonym; identity sits in the vault."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse

from punte.core.access.door import Guarded
from punte.core.ids import new_id
from punte.protection.persons.models.words import (
    AgeBand,
    Exploitation,
    RiskFactor,
    Sex,
    Status,
)
from punte.protection.persons.pseudonyms import pseudonym


class Person(Guarded):
    """What coordination needs to know of a person, without who they are.

    The milestones (`notified_at` … `closed_at`) are the first time each was reached; they are
    what the funnel counts.
    """

    record_field = "id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plant = models.SmallIntegerField()
    number = models.IntegerField()
    jurisdiction = models.CharField(max_length=2)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT)
    caseworker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )
    age_band = models.CharField(max_length=8, choices=AgeBand, default=AgeBand.UNKNOWN)
    sex = models.CharField(max_length=8, choices=Sex, default=Sex.UNKNOWN)
    nationality = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=5, blank=True)
    district = models.CharField(max_length=40, blank=True)
    found_in = models.CharField(max_length=2, blank=True)
    exploitation = models.CharField(
        max_length=10, choices=Exploitation, default=Exploitation.UNKNOWN
    )
    risk_factors = ArrayField(
        models.CharField(max_length=24, choices=RiskFactor), default=list, blank=True
    )
    status = models.CharField(max_length=12, choices=Status, default=Status.NONE)
    notified_at = models.DateTimeField()
    screened_at = models.DateTimeField(null=True, blank=True)
    identified_at = models.DateTimeField(null=True, blank=True)
    referred_at = models.DateTimeField(null=True, blank=True)
    assisted_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    synthetic = models.BooleanField(default=False)

    class Meta:
        db_table = "protection_person"
        constraints = [
            models.UniqueConstraint(fields=["plant", "number"], name="pseudonym_once"),
        ]
        indexes = [
            # Only what grants open to others is looked up by audience.
            GinIndex(
                fields=["audiences"],
                condition=models.Q(grants_end__isnull=False),
                name="person_shared",
            ),
            # Each list's whole order, so that a page of it is read and nothing is sorted.
            models.Index(fields=["owner", "-changed_at", "id"], name="person_by_change"),
            models.Index(fields=["owner", "status", "id"], name="person_by_status"),
            models.Index(fields=["owner", "status", "-changed_at"], name="person_owner_status"),
            # Filters that may leave few: without these all of an agency's rows would be read.
            models.Index(fields=["owner", "nationality", "-changed_at"], name="person_by_country"),
            models.Index(fields=["owner", "district", "-changed_at"], name="person_by_district"),
            models.Index(fields=["owner", "exploitation", "-changed_at"], name="person_by_form"),
            models.Index(fields=["owner", "notified_at"], name="person_by_notified"),
            models.Index(fields=["caseworker", "-changed_at"], name="person_caseworker"),
            models.Index(fields=["number"], name="person_number"),
        ]

    def __str__(self) -> str:
        return pseudonym(self.plant, self.number)

    def get_absolute_url(self) -> str:
        """The case file."""
        return reverse("protection:person", args=[self.id])

    @property
    def child_path(self) -> bool:
        """A child, or someone whose age is not known: both follow the child path."""
        return self.age_band != AgeBand.ADULT
