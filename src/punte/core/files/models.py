"""A kept file: where its bytes lie and how they open; its name is sealed too."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from punte.core.access.door import DataClass, Guarded
from punte.core.ids import new_id


class StoredFile(Guarded):
    """One file, of a person (`subject`) or of an agency alone.

    about: whom it tells of, where that is not the subject: an agency that does not answer for a
    person keeps its files of them under a subject of its own. address: HMAC of the content within
    the person. blob: its name in the store. wrapped: the file's key under the person's vault key,
    so that erasure covers the file, or under the master key. sealed: name and SHA-256 under the
    file's key. content_type: told from the content.
    held_class: the class of data a role must have to see it.
    """

    record_field: ClassVar[str] = "subject"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.UUIDField(null=True)
    about = models.UUIDField(null=True)
    address = models.CharField(max_length=64)
    blob = models.CharField(max_length=100)
    wrapped = models.BinaryField(max_length=60)
    sealed = models.BinaryField()
    size = models.BigIntegerField()
    content_type = models.CharField(max_length=100)
    held_class = models.CharField(
        max_length=20,
        db_column="data_class",
        default=DataClass.OPERATIONAL.value,
        choices=[(c.value, c.value) for c in DataClass],
    )
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "files_file"
        indexes = [
            models.Index(fields=["subject"], name="files_subject"),
            models.Index(fields=["about"], name="files_about"),
            models.Index(fields=["address"], name="files_address"),
            models.Index(fields=["blob"], name="files_blob"),
        ]
