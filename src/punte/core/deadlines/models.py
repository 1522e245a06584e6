"""The dated table of rules, the holidays, and the clocks that run by them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Guarded
from punte.core.codes import localised
from punte.core.deadlines import rules
from punte.core.deadlines.measures import measure_name
from punte.core.ids import new_id

if TYPE_CHECKING:
    from punte.core.deadlines.about import About

OPEN = Q(met_at=None, stopped_at=None)


class Unit(models.TextChoices):
    HOURS = "hours", _("hours")
    DAYS = "days", _("days")
    MONTHS = "months", _("months")


class Rule(models.Model):
    """How long one measure may take under one law. Rows are never changed: an edit adds one.

    jurisdiction: a country's code, or "" for all. trigger: the event that starts the clock.
    warn_before: hours. give_up_after: hours past due until a referral expires; None: never.
    valid_to: the first day on which it no longer holds; a newer version also ends it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    jurisdiction = models.CharField(max_length=2, blank=True)
    measure = models.CharField(max_length=40)
    trigger = models.CharField(max_length=40)
    term = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=6, choices=Unit)
    working_days = models.BooleanField(default=False)
    warn_before = models.PositiveSmallIntegerField()
    give_up_after = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=300)
    verified = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    version = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "deadlines_rule"
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "jurisdiction", "version"], name="rule_version_once"
            ),
            models.CheckConstraint(
                condition=Q(term__gte=1, term__lte=rules.MOST_TERM), name="rule_term"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=models.F("valid_from")),
                name="rule_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.jurisdiction or '*'} v{self.version}"

    @property
    def name(self) -> str | Promise:
        return measure_name(self.measure)

    @property
    def source_words(self) -> str:
        """Where it is said, in the reader's language if it is one that Punte delivers."""
        return gettext(self.source)


class Holiday(models.Model):
    """A day on which a jurisdiction does not work."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    jurisdiction = models.CharField(max_length=2)
    day = models.DateField()
    name = models.CharField(max_length=80)
    verified = models.BooleanField(default=False)

    class Meta:
        db_table = "deadlines_holiday"
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "day"], name="holiday_once")]

    def __str__(self) -> str:
        return f"{self.jurisdiction} {self.day}"

    @property
    def name_words(self) -> str:
        """Its name, in the reader's language if it is one that Punte delivers."""
        return gettext(self.name)


class Clock(Guarded):
    """One running term: about what, by which rule, and who must act.

    record: the person's id, or None. code: their pseudonym, in English. about_kind and
    about_id: what it is about (a referral).
    responsible: the audience number of the desk, agency, account or coordination that must act.
    next_at: when the worker must look again. A clock is open until it is met or stopped.
    about: what it is about, once `tell_about` has asked the rooms.
    """

    record_field: ClassVar[str] = "record"
    follows_grants: ClassVar[bool] = False
    about: About | None = None

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.UUIDField(null=True)
    about_kind = models.CharField(max_length=40)
    about_id = models.UUIDField()
    code = models.CharField(max_length=40, blank=True, default="", db_default="")
    measure = models.CharField(max_length=40)
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="+")
    term = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=6, choices=Unit)
    responsible = models.IntegerField()
    url = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    warn_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    paused_total = models.DurationField(default=timedelta)
    met_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "deadlines_clock"
        constraints = [
            models.UniqueConstraint(
                fields=["about_id", "measure"], condition=OPEN, name="clock_open_once"
            ),
            models.CheckConstraint(
                condition=Q(met_at=None) | Q(stopped_at=None), name="clock_closed_one_way"
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=models.F("started_at")), name="clock_due_after_start"
            ),
        ]
        indexes = [
            models.Index(fields=["responsible", "due_at"], condition=OPEN, name="clock_mine"),
            models.Index(fields=["next_at"], condition=OPEN & Q(paused_at=None), name="clock_next"),
            models.Index(fields=["about_id"], name="clock_about"),
            models.Index(
                fields=["record", "due_at"],
                condition=OPEN & Q(record__isnull=False),
                name="clock_of_record",
            ),
        ]

    @property
    def name(self) -> str | Promise:
        return measure_name(self.measure)

    @property
    def person(self) -> str:
        """Whom it is about, in the reader's language."""
        return localised(self.code)

    @property
    def state(self) -> rules.State:
        """What it says now."""
        return rules.state_of(self, timezone.now())

    @property
    def calls(self) -> list[rules.Call]:
        """What it calls, and when."""
        return rules.calls_of(self.warn_at, self.due_at)


class ClockCall(models.Model):
    """A call that was made: the row that lets each be made once, whoever tries."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="made_calls")
    stage = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        db_table = "deadlines_clock_call"
        constraints = [models.UniqueConstraint(fields=["clock", "stage"], name="call_once")]
