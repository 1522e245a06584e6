"""The words of hypotheses and of the list for the defence."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class Standing(models.TextChoices):
    """Where a hypothesis stands; a person says so, with a reason."""

    OPEN = "open", pgettext_lazy("hypothesis", "Open")
    SUPPORTED = "supported", pgettext_lazy("hypothesis", "Supported")
    REJECTED = "rejected", pgettext_lazy("hypothesis", "Rejected")


class Fit(models.TextChoices):
    """How a piece of evidence and a hypothesis go together."""

    CONSISTENT = "consistent", pgettext_lazy("evidence", "Consistent")
    INCONSISTENT = "inconsistent", pgettext_lazy("evidence", "Inconsistent")
    IRRELEVANT = "irrelevant", pgettext_lazy("evidence", "Says nothing of it")


class Weight(models.IntegerChoices):
    """How much a piece of evidence weighs: how sure it is, not whom it suits."""

    LOW = 1, pgettext_lazy("weight", "Low")
    MIDDLE = 2, pgettext_lazy("weight", "Middle")
    HIGH = 3, pgettext_lazy("weight", "High")


class Telling(models.TextChoices):
    """How much a piece of evidence tells between the hypotheses."""

    OPEN = "open", pgettext_lazy("diagnosticity", "Not judged for all")
    NOTHING = "nothing", pgettext_lazy("diagnosticity", "Tells nothing: the same for all")
    SOME = "some", pgettext_lazy("diagnosticity", "Tells something")
    MUCH = "much", pgettext_lazy("diagnosticity", "Speaks for one and against another")


class ThingKind(models.TextChoices):
    """What stands on the list for the defence."""

    EXHIBIT = "exhibit", pgettext_lazy("defence list", "Exhibit")
    SOURCE = "source", pgettext_lazy("defence list", "Statement or source")
    DOCUMENT = "document", pgettext_lazy("defence list", "Document")
    RECORDING = "recording", pgettext_lazy("defence list", "Recording")
    OTHER = "other", pgettext_lazy("defence list", "Something else")


class Decision(models.TextChoices):
    """What the prosecutor decides of a thing on the list."""

    OPEN = "", pgettext_lazy("defence list", "Not decided")
    DISCLOSE = "disclose", pgettext_lazy("defence list", "Shown to the defence")
    WITHHOLD = "withhold", pgettext_lazy("defence list", "Withheld")
    NOT_RELEVANT = "not_relevant", pgettext_lazy("defence list", "Not relevant")
