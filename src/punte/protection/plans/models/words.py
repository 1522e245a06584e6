"""Words of assessments and plans."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Area(TextChoices):
    """Areas of life: of needs, and of goals."""

    SAFETY = "safety", _("Safety and threats")
    HOUSING = "housing", _("Housing")
    HEALTH = "health", _("Health")
    PSYCHOLOGICAL = "psychological", _("Psychological state")
    LEGAL = "legal", _("Legal status and documents")
    FAMILY = "family", _("Family and children")
    WORK = "work", _("Money and work")
    EDUCATION = "education", _("Education")
    SOCIAL = "social", _("Social contacts")
    WISHES = "wishes", _("Wishes of the person")


class Need(TextChoices):
    NONE = "none", _("None")
    SOME = "some", _("Some")
    URGENT = "urgent", _("Urgent")
    NOT_ASKED = "not_asked", _("Not asked")


class Rating(TextChoices):
    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")
    NOT_RATED = "", _("Not rated")


class Wanted(TextChoices):
    """Does the person want this goal?"""

    YES = "yes", _("Wanted by the person")
    NO = "no", _("Not wanted by the person")
    NOT_ASKED = "not_asked", _("The person was not asked yet")


class GoalState(TextChoices):
    OPEN = "open", pgettext_lazy("state", "Open")
    REACHED = "reached", pgettext_lazy("goal", "Reached")
    PARTLY = "partly", _("Reached in part")
    DROPPED = "dropped", _("Dropped")


class Doer(TextChoices):
    CASEWORKER = "caseworker", _("Caseworker")
    DESK = "desk", _("A desk")
    PERSON = "person", _("The person")


class StepState(TextChoices):
    PLANNED = "planned", _("Planned")
    DOING = "doing", _("Under way")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class AgreedHow(TextChoices):
    SPOKEN = "spoken", _("Spoken")
    SIGNED = "signed", _("Signed")


class Kind(TextChoices):
    """What a change in a plan is about."""

    GOAL = "goal", _("Goal")
    STEP = "step", _("Step")


OPEN_STEPS = (StepState.PLANNED, StepState.DOING)
