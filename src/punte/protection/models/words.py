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


class Channel(TextChoices):
    BORDER = "border", _("Border check")
    PATROL = "patrol", _("Patrol or inspection")
    INVESTIGATION = "investigation", _("Investigation")
    HOTLINE = "hotline", _("Helpline")
    FIELD = "field", _("Field visit")
    HEALTH = "health", _("Health service")
    SELF = "self", _("The person came themselves")
    ABROAD = "abroad", _("From abroad")


class RedFlag(TextChoices):
    DOCUMENTS_HELD = "documents_held", _("Someone else holds the documents")
    SPOKEN_FOR = "spoken_for", _("Someone else speaks for the person")
    FEAR = "fear", _("Fear or anxiety")
    INJURIES = "injuries", _("Injuries or signs of control")
    DEBT = "debt", _("Talks of a debt for travel or work")
    UNKNOWN_DESTINATION = "unknown_destination", _("Does not know where the journey ends")
    FALSE_PROMISE = "false_promise", _("Promised work that does not add up")
    NO_MONEY = "no_money", _("No money or phone of their own")
    CHILD_ALONE = "child_alone", _("Child alone or with unrelated adults")
    MONITORED = "monitored", _("Watched or followed")


class NamePlace(TextChoices):
    """Whether the notification names the person."""

    NAMED = "named", _("With name")
    DECLINED = "declined", _("An adult who declines: duty to notify without name")
    NOT_KNOWN = "not_known", _("Identity not known")


class ConsentPurpose(TextChoices):
    HELP = "help", _("Getting help from this recipient")
    COORDINATION = "coordination", _("Coordination of help")
    STATISTICS = "statistics", _("Statistics without name")
    CROSS_BORDER = "cross_border", _("Help in the other country")


class ConsentForm(TextChoices):
    SIGNED = "signed", _("Signed")
    SPOKEN = "spoken", _("Spoken, before a witness")


class ConsentGiver(TextChoices):
    PERSON = "person", _("The person")
    GUARDIAN = "guardian", _("Guardian or legal representative")


class LegalBasis(TextChoices):
    CONSENT = "consent", _("Consent")
    VITAL = "vital", _("Danger to life: no time to ask")
    CHILD_BEST_INTEREST = "child", _("Best interests of the child, by law")
