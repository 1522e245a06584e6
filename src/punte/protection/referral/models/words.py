"""The field's words, as choices. Codes are stable; HTCDS 2.0 codes where it has them."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
