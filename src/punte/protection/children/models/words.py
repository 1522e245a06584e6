"""The words of a child's file, as choices. Codes are stable."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class GuardianKind(TextChoices):
    PARENT = "parent", _("Parent")
    RELATIVE = "relative", _("Relative, appointed")
    PUBLIC = "public", _("Guardian appointed by the state")
    TEMPORARY = "temporary", _("Temporary guardian")
    REPRESENTATIVE = "representative", _("Legal representative for procedures")
    INSTITUTION = "institution", _("Institution that cares for the child")


class GuardianEnd(TextChoices):
    TERM = "term", _("The term ended")
    REPLACED = "replaced", _("Another guardian was appointed")
    CONFLICT = "conflict", _("Conflict of interest")
    RELEASED = "released", _("Released by the authority")
    ADULT = "adult", _("The person is an adult")
    OTHER = "other", _("Another reason")


class Recommendation(TextChoices):
    FAMILY_UNITY = "family_unity", _("Stay with or return to the family")
    CARE = "care", _("Alternative care here")
    RETURN = "return", _("Return to the country of origin")
    STAY = "stay", _("Stay in this country")
    RESETTLE = "resettle", _("Move to a third country")
    PROTECT_NOW = "protect_now", _("Take to safety at once")
    SEPARATE = "separate", _("Separate from a person who harms")
    OTHER = "other", _("Another arrangement")


class Finding(TextChoices):
    """How far an answer is from what the child needs; empty is not rated, never good."""

    GOOD = "good", _("Good")
    CONCERN = "concern", _("Concern")
    DANGER = "danger", _("Danger")


class AgeState(TextChoices):
    OPEN = "open", _("Being assessed")
    PROPOSED = "proposed", _("Waits for a second person")
    DECIDED = "decided", _("Decided")


class AgeMove(TextChoices):
    DOUBT = "doubt", _("Doubt about the age")
    FIND = "find", _("Finding")
    PROPOSE = "propose", _("Result proposed")
    RETURN = "return", _("Proposal given back")
    CONFIRM = "confirm", _("Result confirmed by a second person")


class AgeMethod(TextChoices):
    """How an age was looked into, the least invasive first."""

    DOCUMENT = "document", _("Document checked")
    FAMILY = "family", _("Family or others asked")
    INTERVIEW = "interview", _("Interview by age-assessment staff")
    PSYCHOSOCIAL = "psychosocial", _("Psychological and social assessment")
    DENTAL = "dental", _("Teeth")
    WRIST = "wrist", _("X-ray of the wrist")
    CLAVICLE = "clavicle", _("Scan of the collarbone")


class SchoolLevel(TextChoices):
    NONE = "none", _("Never at school")
    PRESCHOOL = "preschool", _("Pre-school")
    PRIMARY = "primary", _("Primary")
    LOWER = "lower", _("Lower secondary")
    UPPER = "upper", _("Upper secondary")
    VOCATIONAL = "vocational", _("Vocational")
    CATCH_UP = "catch_up", _("Catch-up classes")
    UNKNOWN = "unknown", _("Not known")


class Attendance(TextChoices):
    REGULAR = "regular", _("Goes regularly")
    IRREGULAR = "irregular", _("Goes now and then")
    ONLINE = "online", _("Learns online")
    WAITING = "waiting", _("Waits for a place")
    OUT = "out", _("Does not go")


class Barrier(TextChoices):
    LANGUAGE = "language", _("Language")
    PAPERS = "papers", _("Missing papers")
    DISTANCE = "distance", _("Distance")
    MONEY = "money", _("Money")
    SAFETY = "safety", _("Not safe on the way or there")
    HEALTH = "health", _("Health")
    WORK = "work", _("Must work or care for others")
    REFUSED = "refused", _("The school refused")
