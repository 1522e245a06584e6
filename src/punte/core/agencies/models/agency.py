"""Jurisdictions, their agencies, and the desks that answer for services."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

# A fresh audience number: what rows carry to say who may see them.
NEXT_AUDIENCE = models.Func(
    models.Value("punte_audience_seq"), function="nextval", output_field=models.IntegerField()
)


class AgencyKind(models.TextChoices):
    BORDER_POLICE = "border_police", _("Border police")
    POLICE = "police", _("Police")
    PROSECUTOR = "prosecutor", _("Prosecutor's office")
    ASSET_RECOVERY = "asset_recovery", _("Asset-recovery office")
    COORDINATION = "coordination", _("Coordination unit")
    SOCIAL = "social", _("Social assistance")
    CHILD_PROTECTION = "child_protection", _("Child protection")
    NGO = "ngo", _("Non-governmental organisation")
    SHELTER = "shelter", _("Assistance and protection centre")
    HEALTH = "health", _("Health service")
    LEGAL_AID = "legal_aid", _("Legal aid")
    LIAISON = "liaison", _("Cross-border liaison")
    TRAINING = "training", _("Training centre")
    PROGRAMME = "programme", _("Programme office")
    ANALYSIS = "analysis", _("Analysis and policy")
    OVERSIGHT = "oversight", _("Oversight and data protection")


class Service(models.TextChoices):
    COORDINATION = "coordination", _("Coordination")
    HOUSING = "housing", _("Housing")
    MEDICAL = "medical", _("Medical help")
    PSYCHOLOGICAL = "psychological", _("Psychological help")
    SOCIAL = "social", _("Social help")
    LEGAL = "legal", _("Legal aid")
    EDUCATIONAL = "educational", _("Education")
    RECREATIONAL = "recreational", _("Recreation")
    MATERIAL = "material", _("Material help")
    VOCATIONAL = "vocational", _("Vocational training")
    JOB_SEARCH = "job_search", _("Job search")
    TRANSPORT = "transport", _("Transport")
    INTERPRETATION = "interpretation", _("Interpretation")


class Jurisdiction(models.Model):
    """A country's law. `coordination_audience` and `oversight_audience` span its agencies."""

    code = models.CharField(primary_key=True, max_length=2)
    name = models.CharField(max_length=80)
    time_zone = models.CharField(max_length=40)
    languages = ArrayField(models.CharField(max_length=5))
    coordination_audience = models.IntegerField(unique=True, db_default=NEXT_AUDIENCE)
    oversight_audience = models.IntegerField(unique=True, db_default=NEXT_AUDIENCE)

    class Meta:
        db_table = "agencies_jurisdiction"

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """A body with people and desks, under one jurisdiction."""

    jurisdiction = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, choices=AgencyKind)
    name = models.CharField(max_length=160)
    place = models.CharField(max_length=80, blank=True)
    district = models.CharField(max_length=40, blank=True)
    audience = models.IntegerField(unique=True, db_default=NEXT_AUDIENCE)
    active = models.BooleanField(default=True)

    class Meta:
        db_table = "agencies_agency"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "name"], name="agency_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Desk(models.Model):
    """Who answers for services in an agency; referrals go to a desk, never to a person alone."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="desks")
    name = models.CharField(max_length=120)
    services = ArrayField(models.CharField(max_length=20, choices=Service))
    districts = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=5), default=list, blank=True)
    audience = models.IntegerField(unique=True, db_default=NEXT_AUDIENCE)
    open = models.BooleanField(default=True)
    # Whose people answer for what a closed desk had under way.
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="answers_for"
    )

    class Meta:
        db_table = "agencies_desk"
        ordering = ["agency__name", "name"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="desk_name_once"),
            models.CheckConstraint(
                condition=models.Q(open=False) | models.Q(successor=None),
                name="open_desk_answers_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency.name} · {self.name}"
