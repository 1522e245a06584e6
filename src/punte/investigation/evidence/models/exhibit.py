"""An exhibit, and the chain of its custody."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from punte.core.ids import new_id
from punte.investigation.cases.door import CaseRow
from punte.investigation.evidence.machine import Chain
from punte.investigation.evidence.words import Category, ClockSource, State, Step


class Exhibit(CaseRow):
    """One piece of evidence. number: of the case and year, without gaps.

    holder, offered: who has it and who is to receive it, as "person:…", "agency:…" or "store:…";
    beside each the name at the time and the audience number that sees the row for it. lost: it
    was not found when stock was last taken. offered_by, order,
    begun_by, state, seal: where its chain stands, as `machine.Chain` says it. The database lets
    nobody who serves people change what was found, where, when and by whom. steps: how many the
    chain has. A keeper of exhibits sees the row while their store has it, and nothing else of the
    case.
    """

    year = models.SmallIntegerField()
    serial = models.IntegerField()
    number = models.CharField(max_length=40)
    what = models.CharField(max_length=200)
    category = models.CharField(max_length=20, choices=Category)
    description = models.TextField(max_length=4000, blank=True)
    found_place = models.CharField(max_length=200)
    found_at = models.DateTimeField()
    clock = models.CharField(max_length=12, choices=ClockSource)
    clock_offset = models.IntegerField(default=0)
    finder = models.CharField(max_length=160)
    legal_basis = models.CharField(max_length=300)
    authorisation = models.UUIDField(null=True)
    seal = models.CharField(max_length=60, blank=True)
    holder = models.CharField(max_length=60)
    holder_name = models.CharField(max_length=200)
    holder_audience = models.IntegerField(null=True)
    offered = models.CharField(max_length=60, blank=True)
    offered_name = models.CharField(max_length=200, blank=True)
    offered_audience = models.IntegerField(null=True)
    offered_reason = models.CharField(max_length=1000, blank=True)
    offered_by = models.BigIntegerField(null=True)
    shelf = models.CharField(max_length=60, blank=True)
    lost = models.BooleanField(default=False)
    order = models.CharField(max_length=14, blank=True)
    begun_by = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.HELD)
    steps = models.IntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    synthetic = models.BooleanField(default=False)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_exhibit"
        constraints = [
            models.UniqueConstraint(fields=["case", "year", "serial"], name="exhibit_number_once")
        ]
        indexes = [
            models.Index(fields=["holder", "number", "id"], name="exhibit_by_holder"),
            models.Index(fields=["offered", "number"], name="exhibit_by_offer"),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.what}"

    @property
    def chain(self) -> Chain:
        """Where it stands, as plain values."""
        ended = {State.RETURNED: Step.RETURNED, State.DESTROYED: Step.DESTROYED}
        return Chain(
            holder=self.holder,
            seal=self.seal,
            offered=self.offered,
            offered_by=self.offered_by,
            order=Step(self.order) if self.order else None,
            begun_by=self.begun_by,
            ended=ended.get(State(self.state)),
        )

    @property
    def ended(self) -> bool:
        return self.state in {State.RETURNED, State.DESTROYED}

    def get_absolute_url(self) -> str:
        return reverse("investigation:exhibit", args=[self.case_id, self.pk])


class Custody(CaseRow):
    """One step of an exhibit's chain; rows are never changed.

    at: when it was done, by which clock, and by how many seconds that clock was fast. giver,
    taker: names as they stood. to: the key of who is to have it. entry: the entry of the ledger
    that says the same, in `entry_at`'s month. detail: what the step has besides, in plain values.
    """

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="chain_of")
    number = models.IntegerField()
    step = models.CharField(max_length=14, choices=Step)
    at = models.DateTimeField()
    clock = models.CharField(max_length=12, choices=ClockSource, default=ClockSource.SYSTEM)
    clock_offset = models.IntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    giver = models.CharField(max_length=200, blank=True)
    taker = models.CharField(max_length=200, blank=True)
    to = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    seal = models.CharField(max_length=60, blank=True)
    detail = models.JSONField(default=dict)
    noted_at = models.DateTimeField()
    entry = models.UUIDField(default=new_id)
    entry_at = models.DateTimeField()
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_custody"
        constraints = [
            models.UniqueConstraint(fields=["exhibit", "number"], name="custody_in_order")
        ]
        ordering = ["number"]
