"""The words of retention, as choices."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FileKind(TextChoices):
    """What a rule is about; a child's or one whose age is not known is the child's kind."""

    ADULT = "adult", _("File of an adult")
    CHILD = "child", _("File of a child")
    NOT_VICTIM = "not_victim", _("File of a person found not to be a victim")


class Then(TextChoices):
    STATISTICS = "statistics", _("Keep for statistics only")
    ERASE = "erase", _("Erase")
