"""A file on its way in: the run, what of it is in already, what was refused and why."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Guarded
from punte.core.ids import new_id

STILL = timedelta(minutes=2)


class Form(models.TextChoices):
    CSV = "csv", _("CSV")
    XLSX = "xlsx", _("Excel spreadsheet (XLSX)")
    JSON = "json", _("JSON")


class ImportRun(Guarded):
    """One file brought in by one agency.

    columns: per column its name, how many cells are filled, the field chosen, the order of its
    dates, and whether that must be asked. said: what the file turned out to be. position: rows
    of the file that are done for good; from there a broken run goes on. attempt: counts checks
    and imports, so that old rejects are told from new. caseworker: who gets the files; empty while
    that is nobody.
    """

    record_field = "id"
    follows_grants = False

    class State(models.TextChoices):
        READING = "reading", _("Reading the file")
        MAPPING = "mapping", _("Waiting for you: columns")
        CHECKING = "checking", _("Checking")
        CHECKED = "checked", _("Waiting for you: check done")
        IMPORTING = "importing", _("Bringing in")
        STOPPED = "stopped", _("Stopped")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    caseworker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.CharField(max_length=80)
    file_id = models.UUIDField(null=True)
    form = models.CharField(max_length=4, choices=Form)
    said = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    state = models.CharField(max_length=9, choices=State, default=State.READING)
    failure = models.CharField(max_length=200, blank=True)
    rows = models.IntegerField(default=0)
    position = models.IntegerField(default=0)
    good = models.IntegerField(default=0)
    bad = models.IntegerField(default=0)
    known = models.IntegerField(default=0)
    alike = models.IntegerField(default=0)
    attempt = models.PositiveSmallIntegerField(default=0)
    begun = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    synthetic = models.BooleanField(default=False)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_import"
        indexes = [models.Index(fields=["owner", "-created_at", "id"], name="import_by_time")]

    def __str__(self) -> str:
        return self.source

    def get_absolute_url(self) -> str:
        """The page that shows how far it is."""
        return reverse("protection:import", args=[self.id])

    @property
    def busy(self) -> bool:
        return self.state in {self.State.READING, self.State.CHECKING, self.State.IMPORTING}

    @property
    def still(self) -> bool:
        """Under way, and nothing has moved for minutes: no worker has it, or one was ended."""
        return self.busy and timezone.now() - self.moved_at > STILL

    @property
    def may_map(self) -> bool:
        """Columns may be chosen, again too, until the first row is brought in."""
        return bool(self.columns) and not self.busy and not self.begun

    @property
    def may_go_on(self) -> bool:
        return self.begun and self.state in {self.State.STOPPED, self.State.FAILED}

    @property
    def percent(self) -> int:
        return min(100, 100 * self.position // self.rows) if self.rows else 0


class ImportedRow(Guarded):
    """A row of a source that is in: the same row of the same source comes in once.

    source_key: HMAC of source and its own number, or of the whole row. content: HMAC of what the
    row said. Neither tells anything without the index key.
    """

    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    row = models.IntegerField()
    source_key = models.UUIDField()
    content = models.UUIDField()

    class Meta:
        db_table = "protection_import_row"
        constraints = [
            models.UniqueConstraint(fields=["owner", "source_key"], name="imported_row_once")
        ]


class Reject(Guarded):
    """One reason why a row stayed out. shown: the shape of the cell, never what it says."""

    record_field = "run_id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="rejects")
    attempt = models.PositiveSmallIntegerField()
    row = models.IntegerField()
    column = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=24)
    shown = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "protection_import_reject"
        indexes = [models.Index(fields=["run", "attempt", "row", "id"], name="reject_by_row")]


class MappingSpec(Guarded):
    """How an agency reads the tables of one partner. columns: folded name → field and order."""

    record_field = "id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80)
    columns = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        db_table = "protection_import_spec"
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="spec_name_once")]

    def __str__(self) -> str:
        return self.name
