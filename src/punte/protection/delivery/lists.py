"""The lists of this room that an office words and orders by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Viewer
from punte.protection.configuration.door import choices, labels_of, register_list
from punte.protection.delivery.models.words import PAPER_CLASSES, Outcome, PaperKind, Refusal

OUTCOME, REFUSAL, PAPER = "service_outcome", "refusal_reason", "document_kind"
Words = list[tuple[str, str]]


def register() -> None:
    """Called once, when the program starts. Outcomes and classes of data hang on fixed codes."""
    register_list(OUTCOME, _("What came of a service"), Outcome.choices, fixed=True)
    register_list(REFUSAL, _("Why a person refuses a service"), Refusal.choices, longest=12)
    register_list(PAPER, _("Kinds of documents"), PaperKind.choices, fixed=True)


def outcomes(*keep: str) -> Words:
    """What may be said of a service today, and what was said of this one."""
    return choices(OUTCOME, keep=keep)


def refusals(*keep: str) -> Words:
    return choices(REFUSAL, keep=keep)


def paper_kinds(viewer: Viewer) -> Words:
    """The kinds of documents offered today whose class the viewer holds."""
    return [pair for pair in choices(PAPER) if is_open(viewer, pair[0])]


def kept_kinds(viewer: Viewer) -> Words:
    """The same with the retired ones, by which older documents are found."""
    return [pair for pair in labels_of(PAPER).items() if is_open(viewer, pair[0])]


def is_open(viewer: Viewer, kind: str) -> bool:
    return PAPER_CLASSES[PaperKind(kind)] in viewer.classes


def worded(key: str, name: str) -> Callable[[Any], str]:
    """How rows of one page say the code in their field `name`; the list is read once."""
    words: dict[str, str] = {}

    def say(row: Any) -> str:
        if not words:
            words.update(labels_of(key))
        code = str(getattr(row, name))
        return words.get(code, code)

    return say
