"""Where exhibits are kept, and the taking of stock."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.urls import reverse

from punte.core.access.door import Guarded
from punte.core.ids import new_id


class Store(Guarded):
    """A storage place of an agency. circle: the audience number of those who keep it; keepers:
    their accounts, so that whoever hands something over can tell them.

    People of the agency may know that it is there; what lies in it is seen by its keepers.
    capacity: how many exhibits find room. shelves: their names, one a line; none: no shelves.
    """

    record_field = "id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=200)
    capacity = models.IntegerField()
    shelves = models.TextField(max_length=4000, blank=True)
    circle = models.IntegerField(unique=True)
    keepers = ArrayField(models.BigIntegerField(), default=list)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    synthetic = models.BooleanField(default=False)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_store"
        indexes = [models.Index(fields=["owner", "name", "id"], name="store_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """How an exhibit names it as its holder."""
        return f"store:{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("investigation:store", args=[self.pk])

    @property
    def full(self) -> bool:
        """Whether there is no room left; what its keepers alone may see is counted by them."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT investigation_stored(%s)", [self.key])
            held: int = cursor.fetchone()[0]
        return held >= self.capacity

    @property
    def shelf_names(self) -> list[str]:
        return [line.strip() for line in self.shelves.splitlines() if line.strip()]


class StockTaking(Guarded):
    """One taking of stock: begun by a keeper, ended when all was looked at."""

    record_field = "id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="stock_takings")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    expected = models.IntegerField(default=0)
    found = models.IntegerField(default=0)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_stock_taking"
        constraints = [
            models.UniqueConstraint(
                fields=["store"], condition=models.Q(ended_at=None), name="one_stock_taking"
            )
        ]
        indexes = [models.Index(fields=["store", "-begun_at"], name="stock_by_time")]


class StockLine(Guarded):
    """What was scanned or typed at a stock-taking; rows are never changed.

    exhibit: what it is, if this store holds it. Empty: nothing of this store has that number.
    """

    record_field = "taking_id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    taking = models.ForeignKey(StockTaking, on_delete=models.PROTECT, related_name="lines")
    typed = models.CharField(max_length=120)
    exhibit = models.ForeignKey(
        "evidence.Exhibit", null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        db_table = "investigation_stock_line"
        indexes = [models.Index(fields=["taking", "-at"], name="stock_line_by_time")]
