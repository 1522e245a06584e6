"""Editions of what an office may change, what arrived from another server, and answers."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from punte.core.access.door import Guarded
from punte.core.ids import new_id
from punte.protection.configuration.words import HeldClass, Kind, State


class Edition(models.Model):
    """One version of a list, a form or a text. Published ones are never changed.

    In force on a day is the highest published version that holds from that day or earlier.
    edited_by: all who wrote in it; none of them may publish it. revision counts the edits.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=4, choices=Kind)
    key = models.SlugField(max_length=40)
    version = models.PositiveIntegerField()
    content = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    valid_from = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)
    edited_by = ArrayField(models.BigIntegerField())
    made_at = models.DateTimeField()
    published_by = models.BigIntegerField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "protection_edition"
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "version"], name="edition_once"),
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=models.Q(state="draft"),
                name="one_draft_of_a_piece",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="published")
                | models.Q(
                    valid_from__isnull=False, published_by__isnull=False, published_at__isnull=False
                ),
                name="published_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.key} v{self.version}"

    @property
    def data_class(self) -> str:
        """The class of data that the answers to this form belong to."""
        return str(self.content.get("data_class") or HeldClass.OPERATIONAL.value)

    def get_absolute_url(self) -> str:
        """The page of this version."""
        return reverse("protection:configuration_edition", args=[self.id])


class Arrival(models.Model):
    """A file from another server, looked at before anything comes of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    brought_by = models.BigIntegerField()
    brought_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "protection_arrival"


class FormAnswers(Guarded):
    """Answers to one version of a form, about one record of a room above.

    about: that record (a file, an assessment, a note …). held_class: the form's class of data, or
    that of the record. They stay with the version they were given in: a draft begun before a new
    version is finished with its own questions.
    """

    record_field: ClassVar[str] = "about"
    follows_grants: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    about = models.UUIDField()
    person_id = models.UUIDField()
    held_class = models.CharField(
        max_length=20,
        db_column="data_class",
        choices=HeldClass,
        default=HeldClass.OPERATIONAL.value,
    )
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    values = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)
    made_by = models.BigIntegerField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_form_answers"
        indexes = [
            models.Index(fields=["about", "-changed_at"], name="answers_about"),
            models.Index(fields=["person_id", "-changed_at"], name="answers_of_person"),
        ]
