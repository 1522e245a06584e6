"""What was answered to a form's questions, checked: plain values in and out, no tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from punte.protection.configuration.expressions import SELF, Answer, holds, parse
from punte.protection.configuration.words import QuestionType, in_language

LONGEST = 4000
BIGGEST = Decimal(10) ** 15
Question = Mapping[str, Any]


@dataclass
class Checked:
    """values: answers to the questions that are asked, empty ones left out. errors: by name."""

    values: dict[str, Answer] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def check_answers(
    form: Mapping[str, Any], given: Mapping[str, object], *, finished: bool, language: str = "en"
) -> Checked:
    """Check the answers in the order of the questions; what is not asked falls away.

    A draft (not finished) may leave required questions open.
    """
    checked = Checked()
    for question in form["questions"]:
        name = question["name"]
        if not is_asked(question, checked.values):
            continue
        try:
            answer = _read(question, given.get(name))
        except ValueError as error:
            checked.errors[name] = str(error)
            continue
        if answer:
            checked.values[name] = answer
            if not _fits(question, answer, checked.values):
                said = in_language(question["messages"], language)
                checked.errors[name] = said or _("This answer does not fit. Look at it again.")
        elif finished and question["required"]:
            checked.errors[name] = _("Answer this question.")
    return checked


def is_asked(question: Question, answers: Mapping[str, Answer]) -> bool:
    """Whether the answers before it call for the question."""
    return not question["relevant"] or holds(parse(question["relevant"]), answers)


def _fits(question: Question, answer: Answer, answers: Mapping[str, Answer]) -> bool:
    constraint = question["constraint"]
    return not constraint or holds(parse(constraint), {**answers, SELF: answer})


def _read(question: Question, value: object) -> Answer:
    """The answer as it is kept; ValueError says in plain words why it is none."""
    kind = question["type"]
    if kind == QuestionType.MANY:
        chosen = [str(v) for v in value] if isinstance(value, list | tuple) else []
        order = [choice["code"] for choice in question["choices"]]
        if set(chosen) - set(order):
            raise ValueError(_("Choose from the list."))
        return [code for code in order if code in chosen]
    text = "" if value is None else str(value).strip()
    return _READERS[kind](question, text) if text else ""


def _text(_question: Question, text: str) -> str:
    if len(text) > LONGEST or "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise ValueError(
            _("Write at most %(count)d characters, none of them hidden.") % {"count": LONGEST}
        )
    return text


def _number(_question: Question, text: str) -> str:
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise ValueError(_("Write a number.")) from None
    if not number.is_finite() or abs(number) >= BIGGEST:
        raise ValueError(_("Write a number."))
    plain = format(number, "f")[:40]
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _date(_question: Question, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(_("Enter a real date.")) from None


def _one(question: Question, text: str) -> str:
    if text not in {choice["code"] for choice in question["choices"]}:
        raise ValueError(_("Choose from the list."))
    return text


def _yes_no(_question: Question, text: str) -> str:
    if text not in {"yes", "no"}:
        raise ValueError(_("Answer yes or no."))
    return text


_READERS = {
    QuestionType.TEXT: _text,
    QuestionType.NUMBER: _number,
    QuestionType.DATE: _date,
    QuestionType.ONE: _one,
    QuestionType.YES_NO: _yes_no,
}


def shown(
    form: Mapping[str, Any], values: Mapping[str, Answer], language: str
) -> list[dict[str, Any]]:
    """Question and answer in words, in the order asked; what was not answered is left out."""
    lines = []
    for question in form["questions"]:
        answer = values.get(question["name"])
        if not answer:
            continue
        words = {c["code"]: in_language(c["labels"], language) for c in question["choices"]}
        words |= {"yes": _("yes"), "no": _("no")} if question["type"] == "yes_no" else {}
        said = answer if isinstance(answer, list) else [answer]
        label = in_language(question["labels"], language)
        lines.append({"label": label, "value": ", ".join(words.get(code, code) for code in said)})
    return lines
