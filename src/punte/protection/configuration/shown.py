"""A content as people read it: its parts and choices by their names, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from punte.protection.configuration.words import LANGUAGE_NAMES, HeldClass, Place, QuestionType

PARTS = {
    "titles": _("Title"),
    "bodies": _("Text"),
    "items": _("Rows"),
    "labels": _("Words"),
    "from": _("From"),
    "to": _("Until"),
    "place": _("Where is it asked?"),
    "data_class": _("Who may see the answers?"),
    "questions": _("Questions"),
    "type": _("Type"),
    "hints": _("Hint"),
    "required": _("Must be answered"),
    "relevant": _("Asked only if"),
    "constraint": _("The answer fits if"),
    "messages": _("Said when the answer does not fit"),
    "choices": _("Choices"),
    **LANGUAGE_NAMES,
}
CHOICES = {"place": Place, "data_class": HeldClass, "type": QuestionType}


def shown(content: Any) -> Any:
    """The same tree with names for keys; codes and names of questions stay as they are."""
    if isinstance(content, Mapping):
        return {str(PARTS.get(key, key)): _value(key, inner) for key, inner in content.items()}
    return [shown(row) for row in content] if isinstance(content, list) else content


def _value(key: str, value: Any) -> Any:
    words = CHOICES.get(key)
    if words is not None and value in words.values:
        return str(words(value).label)
    return gettext("Yes") if value is True else shown(value)
