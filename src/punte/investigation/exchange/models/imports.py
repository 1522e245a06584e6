"""A list on its way into a case: the run, what it made, what was refused and why."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punte.investigation.cases.door import CaseRow
from punte.investigation.subjects.door import Entity, Handling, InfoGrade, Source, SourceGrade

STILL = timedelta(minutes=2)


class ListImport(CaseRow):
    """One file brought into one case by one person.

    kind: a key of `lists.fields` or "ftm". sha256: of the file as it came.
    exhibit: the exhibit whose file it is, or that it was read from. keep: the file is to be an
    exhibit, and ground: by which order or request it was got. columns: per column
    name, filled, sample, field, order of its dates. options: zone, region, minutes that the clock
    was behind, owner of a phone. position: rows done in the step under way. attempt: counts checks
    and imports, so that old rejects are told from new. made, known, links, statements: what the
    last step came to. preview: what the first rows become. shelf: the audience number, nobody's,
    that what was made has had since it was undone.
    """

    class State(models.TextChoices):
        READING = "reading", _("Reading the file")
        MAPPING = "mapping", _("Waiting for you: columns")
        CHECKING = "checking", _("Checking")
        CHECKED = "checked", _("Waiting for you: check done")
        IMPORTING = "importing", _("Bringing in")
        STOPPED = "stopped", _("Stopped")
        DONE = "done", pgettext_lazy("list", "Brought in")
        FAILED = "failed", _("Failed")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    file_id = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    again = models.BooleanField(default=False)
    source_grade = models.CharField(max_length=1, choices=SourceGrade, default=SourceGrade.X)
    info_grade = models.CharField(max_length=1, choices=InfoGrade, default=InfoGrade.UNKNOWN)
    handling = models.CharField(max_length=2, choices=Handling, default=Handling.H0)
    handling_text = models.CharField(max_length=300, blank=True)
    got_at = models.DateTimeField()
    exhibit = models.UUIDField(null=True)
    keep = models.BooleanField(default=False)
    ground = models.CharField(max_length=300, blank=True)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")
    said = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    options = models.JSONField(default=dict)
    preview = models.JSONField(default=list)
    state = models.CharField(max_length=9, choices=State, default=State.READING)
    failure = models.CharField(max_length=200, blank=True)
    rows = models.IntegerField(default=0)
    position = models.IntegerField(default=0)
    good = models.IntegerField(default=0)
    bad = models.IntegerField(default=0)
    made = models.IntegerField(default=0)
    known = models.IntegerField(default=0)
    links = models.IntegerField(default=0)
    statements = models.IntegerField(default=0)
    attempt = models.PositiveSmallIntegerField(default=0)
    shelf = models.IntegerField(null=True)
    undone_why = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_import"
        indexes = [models.Index(fields=["case", "-created_at", "id"], name="list_by_time")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page that shows how far it is."""
        return reverse("investigation:list", args=[self.case_id, self.id])

    @property
    def narrow(self) -> bool:
        """Only some of the team see it, and what it states."""
        return self.owner not in self.audiences

    @property
    def may_be_taken(self) -> bool:
        """Wanted as an exhibit by somebody who takes none."""
        return self.keep and self.exhibit is None

    @property
    def busy(self) -> bool:
        s = self.State
        return self.state in {s.READING, s.CHECKING, s.IMPORTING, s.UNDOING}

    @property
    def still(self) -> bool:
        """Under way, and nothing has moved for minutes: no worker has it."""
        return self.busy and timezone.now() - self.moved_at > STILL

    @property
    def may_map(self) -> bool:
        """Columns may be chosen, again too, until it is in."""
        s = self.State
        return bool(self.columns) and self.state in {s.MAPPING, s.CHECKED, s.STOPPED, s.FAILED}

    @property
    def may_start(self) -> bool:
        """Checked, with rows that can come in; after a stop too, for nothing was half saved."""
        s = self.State
        return self.good > 0 and self.state in {s.CHECKED, s.STOPPED, s.FAILED}

    @property
    def percent(self) -> int:
        return min(100, 100 * self.position // self.rows) if self.rows else 0


class ImportedEntity(CaseRow):
    """What one row of a file made: where an entity came from, and what an undoing takes back."""

    run = models.ForeignKey(ListImport, on_delete=models.PROTECT, related_name="+", db_index=False)
    entity = models.OneToOneField(Entity, on_delete=models.PROTECT, related_name="+")
    row = models.IntegerField()

    class Meta:
        db_table = "investigation_import_entity"
        indexes = [models.Index(fields=["run", "row"], name="imported_by_row")]


class Reject(CaseRow):
    """One reason why a row stayed out, with the cell as it stood."""

    run = models.ForeignKey(ListImport, on_delete=models.PROTECT, related_name="+", db_index=False)
    attempt = models.PositiveSmallIntegerField()
    row = models.IntegerField()
    column = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=24)
    cell = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "investigation_import_reject"
        indexes = [models.Index(fields=["run", "attempt", "row", "id"], name="list_reject_by_row")]
