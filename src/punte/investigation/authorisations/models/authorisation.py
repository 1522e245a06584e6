"""An authorisation: what the case's team and the country's oversight see of it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise

from punte.investigation.authorisations.machine import (
    STATE_CHOICES,
    STATES,
    Life,
    State,
)
from punte.investigation.authorisations.measures import Measure, measure_name
from punte.investigation.authorisations.models.table import MeasureRule
from punte.investigation.cases.door import CaseRow

ORDERED = [State.GRANTED, State.ACTIVE, State.ENDED, State.LAPSED]


class Authorisation(CaseRow):
    """One measure in one case, from the request to the destruction of what it brought.

    This row is for the case's team and for the country's oversight: no target and no words are
    in it. rule: the version of the table it stands under. zone: of the country whose law it is.
    start, end: of all its orders together; ended_at: when it was ended early. confirm_by: until
    when a judge must confirm an urgent order. taken, seconds, outside: pieces of product under it,
    their length, and pieces that lay outside. notice_by, destroy_by: by the table, or as a judge
    put it off.
    """

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    serial = models.PositiveIntegerField()
    measure = models.CharField(max_length=20, choices=Measure)
    jurisdiction = models.CharField(max_length=2)
    zone = models.CharField(max_length=40)
    rule = models.ForeignKey(MeasureRule, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=STATE_CHOICES, default=State.ASKED)
    urgent = models.BooleanField(default=False)
    two_persons = models.BooleanField(default=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    activated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    activated_at = models.DateTimeField(null=True)
    start = models.DateTimeField(null=True)
    end = models.DateTimeField(null=True)
    confirm_by = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    extensions = models.PositiveSmallIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    seconds = models.PositiveBigIntegerField(default=0)
    outside = models.PositiveIntegerField(default=0)
    notice_by = models.DateTimeField(null=True)
    notified_at = models.DateTimeField(null=True)
    postponements = models.PositiveSmallIntegerField(default=0)
    destroy_by = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_authorisation"
        constraints = [
            models.UniqueConstraint(fields=["case", "serial"], name="authorisation_serial_once"),
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(end__gt=F("start")),
                name="authorisation_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None)
                | Q(ended_at__gte=F("decided_at"), ended_at__lte=F("end")),
                name="authorisation_ended_within",
            ),
            models.CheckConstraint(
                condition=Q(two_persons=False)
                | Q(activated_by=None)
                | ~Q(activated_by=F("decided_by")),
                name="authorisation_by_two",
            ),
            models.CheckConstraint(
                condition=Q(activated_by=None, activated_at=None)
                | Q(activated_by__isnull=False, activated_at__isnull=False),
                name="authorisation_activated_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ACTIVE) | Q(activated_at__isnull=False),
                name="authorisation_active_by_act",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ORDERED, start__isnull=False, decided_by__isnull=False)
                | (~Q(state__in=ORDERED) & Q(start=None)),
                name="authorisation_ordered_with_dates",
            ),
            models.CheckConstraint(
                condition=Q(confirm_by=None) | (Q(urgent=True) & ~Q(state=State.LAPSED)),
                name="authorisation_confirms_urgent",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-asked_at", "id"], name="authorisation_of_case"),
            models.Index(
                fields=["jurisdiction", "state", "-asked_at", "id"], name="authorisation_overseen"
            ),
            models.Index(
                fields=["end"],
                condition=Q(state__in=[State.GRANTED, State.ACTIVE]),
                name="authorisation_to_end",
            ),
            models.Index(
                fields=["confirm_by"],
                condition=Q(confirm_by__isnull=False),
                name="authorisation_to_confirm",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.serial} · {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("investigation:authorisation", args=[self.pk])

    @property
    def name(self) -> str | Promise:
        return measure_name(self.measure)

    @property
    def life(self) -> Life:
        return Life(State(self.state), self.ended_at or self.end, self.confirm_by)

    @property
    def state_words(self) -> str | Promise:
        return STATES[State(self.state)]

    def state_at(self, now: datetime) -> State:
        """What it says at `now`, whether or not the worker has written it down yet."""
        state = State(self.state)
        if state in {State.GRANTED, State.ACTIVE, State.ENDED}:
            if self.confirm_by is not None and now >= self.confirm_by:
                return State.LAPSED
            if self.end is not None and now >= self.end:
                return State.ENDED
        return state
