"""The words of the catalogue, as choices."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Circumstance(TextChoices):
    """What a desk may be unable to deal with; said of an offer, and of who needs help."""

    UNACCOMPANIED_CHILD = "unaccompanied_child", _("A child alone, without an adult")
    SUBSTANCE_USE = "substance_use", _("Drinking or drug use at present")
    ACUTE_CRISIS = "acute_crisis", _("Acute psychiatric crisis")
    INFECTIOUS = "infectious", _("Infectious disease that needs isolation")
    CONSTANT_CARE = "constant_care", _("Needs care day and night")
    NO_PAPERS = "no_papers", _("Without papers")
    PREGNANT = "pregnant", _("Late pregnancy")
    PET = "pet", _("Comes with an animal")
