"""The plan of a file: goals, steps, every change of a field, and what was agreed."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from punte.core.access.door import Guarded
from punte.core.ids import new_id
from punte.protection.persons.door import language_name
from punte.protection.plans.models.words import (
    AgreedHow,
    Area,
    Doer,
    GoalState,
    Kind,
    StepState,
    Wanted,
)


class Plan(Guarded):
    """The one plan of a file; it lives as long as the file. version: how many changes it had."""

    record_field = "file_id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.OneToOneField(
        "assistance.AssistanceFile", on_delete=models.PROTECT, related_name="plan"
    )
    version = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    review_on = models.DateField(null=True)

    class Meta:
        db_table = "protection_plan"


class Item(Guarded):
    """A goal or a step as it now stands; how it came so is told by its changes.

    disputed: fields that two people set differently at once; the value shown is the first of
    theirs, and both stand on the page until somebody settles it.
    """

    record_field = "file_id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(
        "assistance.AssistanceFile", on_delete=models.PROTECT, related_name="+"
    )
    position = models.PositiveIntegerField()
    disputed = ArrayField(models.CharField(max_length=12), default=list)
    made_at = models.DateTimeField()
    request_key = models.UUIDField(unique=True)

    class Meta:
        abstract = True


class Goal(Item):
    """Where the person wants to get."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    area = models.CharField(max_length=14, choices=Area)
    words = models.CharField(max_length=300)
    wanted = models.CharField(max_length=9, choices=Wanted, default=Wanted.NOT_ASKED)
    target_on = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=GoalState, default=GoalState.OPEN)

    class Meta:
        db_table = "protection_plan_goal"
        indexes = [models.Index(fields=["plan", "position", "id"], name="goal_order")]

    def __str__(self) -> str:
        return self.words


class Step(Item):
    """Who does what until when, towards a goal."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="steps")
    words = models.CharField(max_length=300)
    doer = models.CharField(max_length=10, choices=Doer, default=Doer.CASEWORKER)
    desk = models.ForeignKey("agencies.Desk", null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=7, choices=StepState, default=StepState.PLANNED)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "protection_plan_step"
        indexes = [
            models.Index(fields=["goal", "position", "id"], name="step_order"),
            models.Index(
                fields=["owner", "due_on", "id"],
                # As PostgreSQL writes it back: put aside and brought back it stays the same.
                condition=models.Q(state="planned") | models.Q(state="doing"),
                name="step_open",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class Change(Guarded):
    """One field of one goal or step set anew by somebody. Never altered.

    number: its place among the changes of the plan. based_on: the newest change its author had
    seen; whatever came later and touched the same field stands beside it, not under it.
    """

    record_field = "file_id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(
        "assistance.AssistanceFile", on_delete=models.PROTECT, related_name="+"
    )
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveIntegerField()
    based_on = models.PositiveIntegerField()
    kind = models.CharField(max_length=4, choices=Kind)
    item = models.UUIDField()
    field = models.CharField(max_length=12)
    old = models.CharField(max_length=300, blank=True)
    new = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "protection_plan_change"
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="change_number"),
            models.CheckConstraint(
                condition=models.Q(based_on__lt=models.F("number")), name="change_after_its_base"
            ),
        ]
        indexes = [models.Index(fields=["item", "number"], name="change_of_item")]


class Agreement(Guarded):
    """The person agreed to the plan as it stood. Never altered; a review is a new one."""

    record_field = "file_id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(
        "assistance.AssistanceFile", on_delete=models.PROTECT, related_name="+"
    )
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="agreements")
    version = models.PositiveIntegerField()
    agreed_on = models.DateField()
    language = models.CharField(max_length=5)
    how = models.CharField(max_length=6, choices=AgreedHow)
    review_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_plan_agreement"
        indexes = [models.Index(fields=["plan", "-at"], name="agreement_latest")]

    @property
    def language_words(self) -> str:
        """The language it was talked through in, in the reader's."""
        return language_name(self.language)
