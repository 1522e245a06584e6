"""A court bundle: what was asked for, how far it is, and where it is kept until it is deleted."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punte.investigation.cases.door import CaseRow

KEPT = timedelta(days=7)
STILL = timedelta(minutes=2)


class CourtBundle(CaseRow):
    """One bundle that one person asked for; the worker makes it.

    exhibits: their keys. language: of its papers. files, size: how many files and bytes the step
    under way has to do; files_done, size_done: how many it has done. faults: files that are not in
    it, each with exhibit, file, fault, expected, found, size and found_size. checkpoint: the size
    of the log that it is proved to. holds: the kept files that lie in the ZIP. file_id, packed,
    sha256: the ZIP, its bytes and its digest. kept_until: then the ZIP is deleted; the row stays.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for the worker")
        CHECKING = "checking", _("Files are being checked")
        WRITING = "writing", _("Being written")
        DONE = "done", pgettext_lazy("bundle", "Ready")
        STOPPED = "stopped", _("Stopped")
        FAILED = "failed", _("Failed")
        DELETED = "deleted", pgettext_lazy("bundle", "Deleted")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    exhibits = models.JSONField()
    copies = models.BooleanField(default=False)
    reason = models.CharField(max_length=500)
    language = models.CharField(max_length=5)
    zone = models.CharField(max_length=60)
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    failure = models.CharField(max_length=20, blank=True)
    files = models.IntegerField(default=0)
    files_done = models.IntegerField(default=0)
    size = models.BigIntegerField(default=0)
    size_done = models.BigIntegerField(default=0)
    faults = models.JSONField(default=list)
    checkpoint = models.BigIntegerField(default=0)
    holds = ArrayField(models.UUIDField(), default=list)
    file_id = models.UUIDField(null=True)
    packed = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    kept_until = models.DateTimeField(null=True)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_bundle"
        indexes = [models.Index(fields=["case", "-created_at", "id"], name="bundle_by_time")]

    def get_absolute_url(self) -> str:
        """The page that shows how far it is."""
        return reverse("investigation:bundle_one", args=[self.case_id, self.pk])

    @property
    def busy(self) -> bool:
        s = self.State
        return self.state in {s.ASKED, s.CHECKING, s.WRITING}

    @property
    def still(self) -> bool:
        """Under way, and nothing has moved for minutes: no worker has it."""
        return self.busy and timezone.now() - self.moved_at > STILL

    @property
    def ready(self) -> bool:
        """It can be taken away."""
        kept = self.kept_until is not None and self.kept_until > timezone.now()
        return self.state == self.State.DONE and kept

    @property
    def over(self) -> bool:
        """It was made, and is deleted or about to be."""
        s = self.State
        return self.state == s.DELETED or (self.state == s.DONE and not self.ready)

    @property
    def percent(self) -> int:
        return min(100, 100 * self.size_done // self.size) if self.size else 0
