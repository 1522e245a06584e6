"""One agency's file of its work with one person."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punte.core.access.door import Guarded
from punte.core.ids import new_id
from punte.protection.persons.door import AgeBand, Sex, pseudonym


class AssistanceFile(Guarded):
    """What one agency does for one person, seen by that agency alone.

    An agency opens it for a person in its care, or for one who was referred to it; then it knows
    of the person what the referral shared. Everything in the rooms above (plans, services, notes,
    a child's or a victim's own needs) hangs on it and carries its owner and audiences.
    """

    record_field = "id"
    follows_grants = False

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state", "Open")
        CLOSED = "closed", _("Closed")

    class Risk(models.TextChoices):
        NOT_RATED = "", _("Not rated")
        LOW = "low", _("Low")
        MEDIUM = "medium", _("Medium")
        HIGH = "high", _("High")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="files")
    plant = models.SmallIntegerField()
    number = models.IntegerField()
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    jurisdiction = models.CharField(max_length=2)
    caseworker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    referral = models.ForeignKey(
        "referral.Referral", null=True, on_delete=models.PROTECT, related_name="files"
    )
    age_band = models.CharField(max_length=8, choices=AgeBand, default=AgeBand.UNKNOWN)
    sex = models.CharField(max_length=8, choices=Sex, default=Sex.UNKNOWN)
    language = models.CharField(max_length=5, blank=True)
    risk = models.CharField(max_length=6, choices=Risk, default=Risk.NOT_RATED, blank=True)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=30, blank=True)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    synthetic = models.BooleanField(default=False)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_file"
        constraints = [
            models.UniqueConstraint(fields=["person", "agency"], name="one_file_an_agency"),
            models.CheckConstraint(
                condition=models.Q(state="open", closed_at=None)
                | models.Q(state="closed", closed_at__isnull=False),
                name="file_closed_with_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "state", "-changed_at", "id"], name="file_by_change"),
            models.Index(
                fields=["owner", "caseworker", "state", "-changed_at", "id"],
                name="file_of_caseworker",
            ),
            models.Index(
                fields=["owner", "state", "risk", "-changed_at", "id"], name="file_by_risk"
            ),
            models.Index(fields=["referral"], name="file_referral"),
            models.Index(fields=["number"], name="file_number"),
        ]

    def __str__(self) -> str:
        return pseudonym(self.plant, self.number)

    def get_absolute_url(self) -> str:
        """The overview of the file."""
        return reverse("protection:file", args=[self.id])

    @property
    def child_path(self) -> bool:
        """A child, or someone whose age is not known: both follow the child path."""
        return self.age_band != AgeBand.ADULT
