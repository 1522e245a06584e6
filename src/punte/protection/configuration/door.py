"""What other rooms may use of configuration."""

from __future__ import annotations

from punte.protection.configuration.actions.answers import go_on_with_answers, keep_answers
from punte.protection.configuration.asked import Questions
from punte.protection.configuration.models import Edition, FormAnswers
from punte.protection.configuration.queries import (
    Words,
    answers_about,
    answers_of,
    answers_of_person,
    choices,
    forms_for,
    get_edition,
    label_of,
    labels_of,
    text,
    text_for,
    words_of,
)
from punte.protection.configuration.question_form import QuestionForm, shown_answers
from punte.protection.configuration.registry import (
    find_piece,
    register_list,
    register_text,
    scope_of,
)
from punte.protection.configuration.words import LANGUAGES, HeldClass, Place, in_language

__all__ = [
    "LANGUAGES",
    "Edition",
    "FormAnswers",
    "HeldClass",
    "Place",
    "QuestionForm",
    "Questions",
    "Words",
    "answers_about",
    "answers_of",
    "answers_of_person",
    "choices",
    "find_piece",
    "forms_for",
    "get_edition",
    "go_on_with_answers",
    "in_language",
    "keep_answers",
    "label_of",
    "labels_of",
    "register_list",
    "register_text",
    "scope_of",
    "shown_answers",
    "text",
    "text_for",
    "words_of",
]
