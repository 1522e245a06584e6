"""A Django form built from a form's questions, and the answers shown again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from punte.protection.configuration.answers import check_answers, is_asked, shown
from punte.protection.configuration.models import Edition, FormAnswers
from punte.protection.configuration.words import QuestionType, in_language
from punte.ui.forms import DatePartsField

PREFIX = "q"


class QuestionForm(forms.Form):
    """The questions of one version, in the reader's language.

    Questions whose condition is not met are drawn without being required: the rules decide on
    the answers as they come in, so the page needs no script. `cleaned_data` holds the answers.
    """

    def __init__(self, *args: Any, edition: Edition, finished: bool = True, **kwargs: Any):
        kwargs.setdefault("prefix", PREFIX)
        super().__init__(*args, **kwargs)
        self.edition, self.finished = edition, finished
        self.language = translation.get_language() or "en"
        self.title = in_language(edition.content["titles"], self.language)
        for question in edition.content["questions"]:
            self.fields[question["name"]] = _field(question, self.language)

    def clean(self) -> dict[str, Any]:
        given = {k: v for k, v in (super().clean() or {}).items() if v not in (None, "", [])}
        checked = check_answers(
            self.edition.content, given, finished=self.finished, language=self.language
        )
        for name, words in checked.errors.items():
            if name not in self.errors:
                self.add_error(name, words)
        for question in self.edition.content["questions"]:
            if question["name"] in self.errors and not is_asked(question, checked.values):
                del self.errors[question["name"]]
        return dict(checked.values)


def _field(question: dict[str, Any], language: str) -> forms.Field:
    words: dict[str, Any] = {
        "label": in_language(question["labels"], language),
        "help_text": in_language(question["hints"], language),
        "required": False,
    }
    kind = question["type"]
    pairs = [(c["code"], in_language(c["labels"], language)) for c in question["choices"]]
    if kind == QuestionType.MANY:
        return forms.MultipleChoiceField(
            choices=pairs, widget=forms.CheckboxSelectMultiple, **words
        )
    if kind == QuestionType.ONE:
        return forms.ChoiceField(choices=pairs, widget=forms.RadioSelect, **words)
    if kind == QuestionType.YES_NO:
        both = [("yes", _("Yes")), ("no", _("No"))]
        return forms.ChoiceField(choices=both, widget=forms.RadioSelect, **words)
    if kind == QuestionType.DATE:
        return DatePartsField(**words)
    if kind == QuestionType.NUMBER:
        return forms.CharField(
            max_length=40, widget=forms.TextInput({"inputmode": "decimal"}), **words
        )
    return forms.CharField(max_length=4000, widget=forms.Textarea({"rows": 3}), **words)


def shown_answers(answers: FormAnswers) -> dict[str, Any]:
    """For the template `configuration/answers.html`: the form's title, version, and lines."""
    language = translation.get_language() or "en"
    edition = answers.edition
    return {
        "title": in_language(edition.content["titles"], language),
        "version": edition.version,
        "lines": shown(edition.content, answers.values, language),
        "finished": answers.finished_at,
        "when": answers.changed_at,
        "held_class": answers.held_class,
        "held_words": answers.get_held_class_display(),
    }
