"""The files of exhibits: originals as they came, and what was made from them."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models

from punte.core.ids import new_id
from punte.investigation.cases.door import CaseRow
from punte.investigation.evidence.models.exhibit import Exhibit
from punte.investigation.evidence.words import PARAMETERS, FileKind


class EvidenceFile(CaseRow):
    """One file of an exhibit; rows are never changed, so an original stays what it was.

    stored: the sealed file of `core.files`. sha256, sha512: of its bytes as they came in.
    content_type: told from the bytes; misnamed: the name's ending says something else. A copy
    points at what it was made from, with tool, version and parameters.
    """

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=10, choices=FileKind)
    stored = models.UUIDField(default=new_id)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    content_type = models.CharField(max_length=100)
    misnamed = models.BooleanField(default=False)
    sha256 = models.CharField(max_length=64)
    sha512 = models.CharField(max_length=128)
    of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="copies")
    tool = models.CharField(max_length=80, blank=True)
    tool_version = models.CharField(max_length=40, blank=True)
    parameters = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entry = models.UUIDField(default=new_id)
    # Read with the row by `queries.files.checked`: the last check and what it found.
    checked_at: datetime | None
    fault: str | None
    found: str | None
    found_size: int | None

    class Meta:
        db_table = "investigation_evidence_file"
        indexes = [models.Index(fields=["exhibit", "at", "id"], name="evidence_file_by_time")]

    def __str__(self) -> str:
        return self.name

    @property
    def settings_said(self) -> list[tuple[object, object]]:
        """How it was made from another, each setting under its name in the reader's language."""
        return [(PARAMETERS.get(name, name), value) for name, value in self.parameters.items()]


class FileCheck(CaseRow):
    """One reading of a file against its digests: "" when it is as it was taken in.

    "gone" is said once of a file that was destroyed with its exhibit. why: the schedule, an
    opening, an export. found_size, found: of a faulty file, how many bytes could still be read, and
    the SHA-256 of those. Rows are never changed.
    """

    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="checks")
    at = models.DateTimeField()
    fault = models.CharField(max_length=10, blank=True)
    why = models.CharField(max_length=10)
    found = models.CharField(max_length=64, blank=True)
    found_size = models.BigIntegerField(default=0)

    class Meta:
        db_table = "investigation_file_check"
        indexes = [models.Index(fields=["file", "-at"], name="file_check_by_time")]
