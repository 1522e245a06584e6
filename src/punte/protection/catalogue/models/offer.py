"""A service on offer at a desk. Directory data: it holds nothing of any person."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from punte.core.agencies.door import Service
from punte.core.ids import new_id
from punte.protection.catalogue.models.words import Circumstance
from punte.protection.catalogue.places import place_name
from punte.protection.persons.door import Sex


class Offer(models.Model):
    """One service of one desk: where, for whom, how soon.

    owner: the audience number of the desk's agency, which alone may write the row; everyone who
    works somewhere may read it. place: a county or district, empty for the whole country; where a
    shelter stands is never written here, so housing has no position. hours: one text a weekday
    from Monday as `hours_rules` writes them, empty when closed; no list at all when nobody said.
    Numbers that are null were not said, which is not zero.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    desk = models.ForeignKey("agencies.Desk", on_delete=models.PROTECT, related_name="+")
    owner = models.IntegerField()
    service = models.CharField(max_length=20, choices=Service)
    place = models.CharField(max_length=6, blank=True)
    latitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    longitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    free_places = models.PositiveIntegerField(null=True, blank=True)
    waiting_days = models.PositiveIntegerField(null=True, blank=True)
    hours = ArrayField(models.CharField(max_length=60, blank=True), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=5), default=list, blank=True)
    sexes = ArrayField(models.CharField(max_length=8, choices=Sex), default=list, blank=True)
    takes_adults = models.BooleanField(default=True)
    takes_children = models.BooleanField(default=False)
    takes_families = models.BooleanField(default=False)
    wheelchair = models.BooleanField(null=True, blank=True)
    excludes = ArrayField(
        models.CharField(max_length=24, choices=Circumstance), default=list, blank=True
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    active = models.BooleanField(default=True)
    confirmed_on = models.DateField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_offer"
        constraints = [
            models.CheckConstraint(
                condition=~Q(service=Service.HOUSING) | Q(latitude=None, longitude=None),
                name="housing_has_no_position",
            ),
            models.CheckConstraint(
                condition=Q(free_places=None)
                | Q(capacity=None)
                | Q(free_places__lte=F("capacity")),
                name="offer_free_within_capacity",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="offer_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(hours__len=0) | Q(hours__len=7), name="offer_hours_of_a_week"
            ),
        ]
        indexes = [
            models.Index(fields=["service", "place", "id"], name="offer_service_place"),
            models.Index(fields=["owner", "desk", "service", "id"], name="offer_of_agency"),
            models.Index(fields=["-confirmed_on", "id"], name="offer_confirmed"),
        ]

    def __str__(self) -> str:
        return f"{self.get_service_display()} · {self.desk}"

    def get_absolute_url(self) -> str:
        """The page of the offer."""
        return reverse("protection:offer", args=[self.id])

    @property
    def place_name(self) -> str:
        """The county or district; empty for the whole country."""
        return place_name(self.place) if self.place else ""
