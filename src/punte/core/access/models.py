"""What every guarded row carries, and the grants that open it to others for a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.sql.compiler import SQLCompiler

from punte.core.access.permissions import DataClass, Purpose
from punte.core.ids import new_id

if TYPE_CHECKING:
    from punte.core.access.viewer import Viewer


M = TypeVar("M", bound="Guarded", covariant=True)


class Shares(models.Func):
    """Whether a row is for one of these audiences."""

    output_field = models.BooleanField()

    def __init__(self, audiences: Iterable[int]):
        super().__init__("audiences")
        self.wanted = list(audiences)

    def as_sql(self, compiler: SQLCompiler, *_args: Any, **_more: Any) -> tuple[str, Any]:
        column, params = compiler.compile(self.source_expressions[0])
        sql = f"CASE WHEN ({column} && %s::integer[]) THEN true ELSE false END"
        return sql, [*params, self.wanted]


class GuardedQuerySet(models.QuerySet[M]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Rows whose audiences the viewer belongs to: the first wall, and where reads begin.

        The policy behind it says the same and uses the index. As a plain condition this one
        would make PostgreSQL expect far too few rows, and sort all of an agency's for one page.
        """
        return self.filter(Shares(viewer.audiences))


class Guarded(models.Model):
    """A row under row-level security; its migration calls `punte.core.database.policies.guard`.

    owner: the audience number of the agency that answers for the row.
    audiences: all audience numbers that may see it. grants_end: when the first of the grants
    behind `audiences` ends, so that the policy looks again; empty when none ends.
    record_field names the uuid column that grants speak of; data_class what a role must hold;
    follows_grants says whether grants on the record open this table too.
    """

    record_field: ClassVar[str] = "person_id"
    data_class: ClassVar[DataClass] = DataClass.OPERATIONAL
    follows_grants: ClassVar[bool] = True

    owner = models.IntegerField()
    audiences = ArrayField(models.IntegerField())
    grants_end = models.DateTimeField(null=True, blank=True)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True


class Grant(models.Model):
    """One record opened to one audience, for a purpose, for classes of data, until a date.

    record: what the guarded rows name in their record_field. subject: the person it is about,
    who is told of it in the access report; often the record itself.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.UUIDField()
    subject = models.UUIDField()
    owner = models.IntegerField()
    audience = models.IntegerField()
    classes = ArrayField(models.CharField(max_length=20))
    purpose = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Purpose])
    source = models.CharField(max_length=40)
    source_id = models.UUIDField()
    given_at = models.DateTimeField()
    given_by = models.BigIntegerField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "access_grant"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("given_at")), name="grant_ends_after_start"
            )
        ]
        indexes = [
            models.Index(fields=["record"], name="grant_record"),
            models.Index(fields=["source_id"], name="grant_source"),
            models.Index(
                fields=["ends_at"], condition=models.Q(ended_at=None), name="grant_running"
            ),
        ]


class BrokenGlass(models.Model):
    """A record opened without being sent to one: with a reason, for two hours, told to others."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.UUIDField()
    owner = models.IntegerField()
    audiences = ArrayField(models.IntegerField())
    account_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    reason = models.TextField(max_length=2000)
    broken_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reviewed_by = models.BigIntegerField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review = models.TextField(max_length=2000, blank=True)

    class Meta:
        db_table = "access_broken_glass"
        indexes = [models.Index(fields=["record"], name="glass_record")]


class Seat(models.Model):
    """One person's place in a circle (`circles.py`), from when until when; never deleted.

    within: the wider circle that this one lies in; the seat holds only as long as the person's
    place there does.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    circle = models.IntegerField()
    within = models.IntegerField(null=True, blank=True)
    account_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    purpose = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Purpose])
    since = models.DateTimeField()
    given_by = models.BigIntegerField()
    until = models.DateTimeField(null=True, blank=True)
    ended_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "access_seat"
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "account_id", "agency_id"],
                condition=models.Q(until=None),
                name="seat_taken_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["account_id"], condition=models.Q(until=None), name="seat_of_account"
            )
        ]
