"""The table of measures: who orders them, for how long, and what follows, by country."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from punte.core.ids import new_id
from punte.investigation.authorisations import rules
from punte.investigation.authorisations.measures import Authority, Measure, measure_name


class MeasureRule(models.Model):
    """One measure under one law. Rows are never changed: an edit adds a version, and it holds once
    another administrator has confirmed it.

    Terms: see `rules.Limits`. notice_days: until the subject is told, after the end; empty: no
    duty in the table. delete_months: until the product is destroyed, after the end; empty: none.
    two_persons: another than who recorded the order puts it in force. verified: a person compared
    it with the text in force.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    jurisdiction = models.CharField(max_length=2)
    measure = models.CharField(max_length=20, choices=Measure)
    authority = models.CharField(max_length=10, choices=Authority)
    first_days = models.PositiveSmallIntegerField()
    extension_days = models.PositiveSmallIntegerField(default=0)
    total_days = models.PositiveSmallIntegerField(null=True, blank=True)
    total_months = models.PositiveSmallIntegerField(null=True, blank=True)
    urgent_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    confirm_hours = models.PositiveSmallIntegerField(default=24)
    notice_days = models.PositiveSmallIntegerField(null=True, blank=True)
    delete_months = models.PositiveSmallIntegerField(null=True, blank=True)
    two_persons = models.BooleanField(default=True)
    source = models.CharField(max_length=300)
    verified = models.BooleanField(default=False)
    valid_from = models.DateField()
    version = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        db_table = "investigation_measure_rule"
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "measure", "version"], name="measure_rule_version_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(confirmed_by=models.F("made_by")),
                name="measure_rule_by_two",
            ),
            models.CheckConstraint(
                condition=models.Q(first_days__gte=1, first_days__lte=rules.MOST_DAYS)
                & models.Q(extension_days__lte=rules.MOST_DAYS)
                & models.Q(confirm_hours__lte=rules.MOST_HOURS),
                name="measure_rule_terms",
            ),
            models.CheckConstraint(
                condition=models.Q(total_days=None) | models.Q(total_months=None),
                name="measure_rule_one_total",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.jurisdiction} v{self.version}"

    @property
    def name(self) -> str | Promise:
        return measure_name(self.measure)

    @property
    def source_words(self) -> str:
        """Where it is said, in the reader's language if it is one that Punte delivers."""
        return gettext(self.source)

    @property
    def limits(self) -> rules.Limits:
        return rules.Limits(
            first_days=self.first_days,
            extension_days=self.extension_days,
            total_days=self.total_days,
            total_months=self.total_months,
            urgent_hours=self.urgent_hours,
            confirm_hours=self.confirm_hours,
            by_judge=self.authority == Authority.JUDGE,
        )

    @property
    def waits(self) -> bool:
        return self.confirmed_at is None


class OrderKind(models.TextChoices):
    FIRST = "first", _("Order")
    PROVISIONAL = "provisional", _("Provisional order")
    CONFIRMATION = "confirmation", _("Confirmation")
    EXTENSION = "extension", _("Extension")
