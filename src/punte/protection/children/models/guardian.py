"""Who acts for the child."""

from __future__ import annotations

from datetime import date

from django.db import models

from punte.protection.children.models.base import ChildRow
from punte.protection.children.models.words import GuardianEnd, GuardianKind


class Guardian(ChildRow):
    """A guardian or legal representative, by role and agency; a name, if any, in the vault.

    The row's key is the vault's subject. conflict: may gain from what harmed the child, or is a
    suspected exploiter; then no consent of theirs stands.
    """

    kind = models.CharField(max_length=14, choices=GuardianKind)
    role = models.CharField(max_length=120)
    agency_name = models.CharField(max_length=160, blank=True)
    named = models.BooleanField(default=False)
    appointed_by = models.CharField(max_length=160)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=10, choices=GuardianEnd, blank=True)
    conflict = models.BooleanField(default=False)
    conflict_words = models.TextField(max_length=2000, blank=True)
    conflict_by = models.BigIntegerField(null=True)
    cleared_words = models.TextField(max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "protection_guardian"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="guardian_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(conflict=False) | ~models.Q(conflict_words=""),
                name="guardian_conflict_says_why",
            ),
        ]
        indexes = [models.Index(fields=["file", "-starts_on", "id"], name="guardian_file")]

    def in_force(self, day: date) -> bool:
        """Whether the appointment runs on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    @property
    def dialog(self) -> str:
        """The id of the dialog on a page that asks why the name is opened."""
        return f"why-{self.id}"
