"""The field's words, as choices. Codes are stable; HTCDS 2.0 codes where it has them."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgeBand(TextChoices):
    ADULT = "adult", _("Adult")
    CHILD = "child", _("Child")
    UNKNOWN = "unknown", _("Age not known")


class Sex(TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Other")
    UNKNOWN = "unknown", _("Not known")


class Exploitation(TextChoices):
    LABOUR = "labour", _("Forced labour")
    SEXUAL = "sexual", _("Sexual exploitation")
    BEGGING = "begging", _("Forced begging")
    CRIMINAL = "criminal", _("Forced criminal activity")
    DOMESTIC = "domestic", _("Domestic servitude")
    MARRIAGE = "marriage", _("Forced marriage")
    ORGANS = "organs", _("Organ removal")
    UNKNOWN = "unknown", _("Not known yet")


class RiskFactor(TextChoices):
    SINGLE_PARENT_FAMILY = "single_parent_family", _("Single-parent family")
    CHILD = "child", _("Child")
    DOMESTIC_VIOLENCE = "domestic_violence", _("Violence at home")
    LOW_EDUCATION = "low_education", _("Little schooling")
    POOR_RURAL = "poor_rural", _("Poor rural home")
    DISABILITY = "disability", _("Disability")
    REFUGEE = "refugee", _("Refugee")


class Status(TextChoices):
    NONE = "none", _("No decision yet")
    POTENTIAL = "potential", _("Potential victim")
    PRESUMED = "presumed", _("Presumed victim")
    IDENTIFIED = "identified", _("Identified victim")
    NOT_VICTIM = "not_victim", _("Not a victim")
