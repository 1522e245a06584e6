"""The words of configuration, as choices; and what every content may hold."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import DataClass

LANGUAGES = ("ro", "en", "ru", "uk")
LANGUAGE_NAMES = {"ro": "Română", "en": "English", "ru": "Русский", "uk": "Українська"}


class Kind(TextChoices):
    LIST = "list", _("List")
    FORM = "form", _("Form")
    TEXT = "text", _("Text")


class State(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    DISCARDED = "discarded", _("Discarded")


class Place(TextChoices):
    """Where a form's questions are asked."""

    INTAKE = "intake", _("Intake")
    ASSESSMENT = "assessment", _("Assessment of needs and risk")
    PLAN = "plan", _("Plan")
    SERVICE = "service", _("Service: planned")
    SERVICE_OUTCOME = "service_outcome", _("Service: what became of it")
    NOTE = "note", _("Note")
    FOLLOW_UP = "follow_up", _("Follow-up")
    CLOSURE = "closure", _("Closure")


class HeldClass(TextChoices):
    """The classes of data that words about a person are kept in; a role sees some of them."""

    OPERATIONAL = DataClass.OPERATIONAL.value, _("Case work")
    MEDICAL = DataClass.MEDICAL.value, _("Medical")
    LEGAL = DataClass.LEGAL.value, _("Legal")


class QuestionType(TextChoices):
    TEXT = "text", _("Text")
    NUMBER = "number", _("Number")
    DATE = "date", _("Date")
    ONE = "one", _("One of several")
    MANY = "many", _("Several of several")
    YES_NO = "yes_no", _("Yes or no")


def in_language(labels: Mapping[str, str], language: str) -> str:
    """The words in a language, or in the first of the others that has them."""
    order = (language, "en", *LANGUAGES)
    return next((labels[code] for code in order if labels.get(code)), "")
