"""Words of services, appointments, notes and documents."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punte.core.access.door import DataClass
from punte.core.agencies.door import Service

KINDS = [choice for choice in Service.choices if choice[0] != Service.COORDINATION]
# Help whose very mention tells of a person's health: only roles with medical data see the row.
MEDICAL_KINDS = (Service.MEDICAL, Service.PSYCHOLOGICAL)


class Provider(models.TextChoices):
    OWN = "own", _("Our own agency")
    AGENCY = "agency", _("Another agency")
    OUTSIDE = "outside", _("Somebody outside")


class Outcome(models.TextChoices):
    PLANNED = "planned", _("Planned")
    DELIVERED = "delivered", _("Delivered")
    PARTLY = "partly", _("Delivered in part")
    REFUSED = "refused", _("Refused by the person")
    CANCELLED = "cancelled", _("Cancelled")


class Refusal(models.TextChoices):
    NOT_NEEDED = "not_needed", _("Not needed any more")
    NOT_NOW = "not_now", _("Not now, perhaps later")
    NOT_SAFE = "not_safe", _("Does not feel safe")
    NO_TRUST = "no_trust", _("Does not trust the provider")
    TOO_FAR = "too_far", _("Too far, or at a wrong time")
    FAMILY = "family", _("Family or work comes first")
    NOT_SAID = "not_said", _("Did not say why")


class Currency(models.TextChoices):
    RON = "RON", "RON"
    MDL = "MDL", "MDL"
    EUR = "EUR", "EUR"
    UAH = "UAH", "UAH"


class Meeting(models.TextChoices):
    PLANNED = "planned", _("Planned")
    KEPT = "kept", pgettext_lazy("appointment", "Kept")
    MISSED = "missed", _("Missed")
    CANCELLED = "cancelled", _("Cancelled")


class PaperKind(models.TextChoices):
    IDENTITY = "identity", _("Identity document")
    PERMIT = "permit", _("Residence permit")
    COURT = "court", _("Court paper")
    MEDICAL = "medical", _("Medical paper")
    CERTIFICATE = "certificate", _("Certificate")
    CONSENT = "consent", _("Signed consent")
    OTHER = "other", _("Other")


# The class of a paper follows from what it is; `other` and certificates are case work.
PAPER_CLASSES = {
    PaperKind.IDENTITY: DataClass.IDENTITY,
    PaperKind.PERMIT: DataClass.IDENTITY,
    PaperKind.COURT: DataClass.LEGAL,
    PaperKind.MEDICAL: DataClass.MEDICAL,
    PaperKind.CERTIFICATE: DataClass.OPERATIONAL,
    PaperKind.CONSENT: DataClass.IDENTITY,
    PaperKind.OTHER: DataClass.OPERATIONAL,
}
