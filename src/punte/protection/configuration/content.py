"""What the content of a list, a text or a form must look like: plain JSON in, the same out, clean.

list: {"items": [{"code", "labels": {language: words}, "from", "to"}]}, in order; from and to are
days (ISO) or "". text: {"titles", "bodies"}, each {language: words}.
form: {"titles", "place", "data_class", "questions": [{"name", "type", "labels", "hints",
"required", "relevant", "constraint", "messages", "choices": [{"code", "labels"}]}]}.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from punte.core.errors import Invalid
from punte.protection.configuration import expressions
from punte.protection.configuration.words import (
    LANGUAGES,
    HeldClass,
    Kind,
    Place,
    QuestionType,
)

CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_ITEMS, MOST_QUESTIONS, MOST_CHOICES = 500, 200, 200
SHORT, LONG = 300, 20_000
Content = dict[str, Any]


def checked(
    kind: str, content: object, *, keep: Collection[str] = (), may_be_empty: bool = False
) -> Content:
    """The content, stripped and complete. Raises Invalid with all that is wrong, a line each.

    keep: codes of a list that must stay in it (built-in ones, and those that were in force).
    may_be_empty: a text may say nothing.
    """
    faults: list[str] = []
    if not isinstance(content, Mapping):
        raise Invalid(_("This is not what such a piece looks like."))
    if kind == Kind.LIST:
        found = _list(content, keep, faults)
    elif kind == Kind.TEXT:
        found = {
            "titles": _labels(content.get("titles"), _("Title"), faults, needed=not may_be_empty),
            "bodies": _labels(
                content.get("bodies"), _("Text"), faults, most=LONG, needed=not may_be_empty
            ),
        }
    else:
        found = _form(content, faults)
    if faults:
        raise Invalid("\n".join(faults))
    return found


def _rows(content: Mapping[str, Any], key: str, most: int, faults: list[str]) -> list[Any]:
    rows = content.get(key)
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        faults.append(_("This is not what such a piece looks like."))
        return []
    if len(rows) > most:
        faults.append(_("There are more than %(count)d lines.") % {"count": most})
        return []
    return rows


def _list(content: Mapping[str, Any], keep: Collection[str], faults: list[str]) -> Content:
    items = []
    for row in _rows(content, "items", MOST_ITEMS, faults):
        code = _code(row.get("code"), CODE, faults)
        since, until = (_day(row.get(key), code, faults) for key in ("from", "to"))
        if since and until and until <= since:
            faults.append(_("%(code)s: it ends before it begins.") % {"code": code})
        labels = _labels(row.get("labels"), code, faults)
        items.append({"code": code, "labels": labels, "from": since, "to": until})
    codes = [str(item["code"]) for item in items]
    faults.extend(_repeated(codes))
    faults.extend(
        _("%(code)s is kept in records: retire it with a date, do not remove it.") % {"code": code}
        for code in sorted(set(keep) - set(codes))
    )
    return {"items": items}


def _repeated(codes: list[str]) -> Iterable[str]:
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield _("%(code)s stands here twice.") % {"code": code}


def _code(value: object, shape: re.Pattern[str], faults: list[str]) -> str:
    code = value.strip() if isinstance(value, str) else ""
    if not shape.fullmatch(code):
        faults.append(
            _("“%(code)s” is no code: small Latin letters, digits and _, at most 40.")
            % {"code": code[:60].replace("\x00", "")}
        )
    return code


def _day(value: object, code: str, faults: list[str]) -> str:
    if value in (None, ""):
        return ""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        faults.append(_("%(code)s: a day is written as 2026-12-31.") % {"code": code})
        return ""


def _labels(
    value: object, of: str, faults: list[str], *, most: int = SHORT, needed: bool = True
) -> dict[str, str]:
    given = value if isinstance(value, Mapping) else {}
    labels = {}
    for language in LANGUAGES:
        words = given.get(language, "")
        words = words.strip() if isinstance(words, str) else ""
        if len(words) > most or "\x00" in words or any("\ud800" <= c <= "\udfff" for c in words):
            faults.append(
                _("%(of)s (%(language)s): at most %(count)d characters, none of them hidden.")
                % {"of": of, "language": language, "count": most}
            )
        elif words:
            labels[language] = words
    if needed and not labels:
        faults.append(_("%(of)s: write it in at least one language.") % {"of": of})
    return labels


def _form(content: Mapping[str, Any], faults: list[str]) -> Content:
    place = content.get("place")
    if place not in Place.values:
        faults.append(_("Say where the questions are asked."))
    data_class = content.get("data_class") or HeldClass.OPERATIONAL.value
    if data_class not in HeldClass.values:
        faults.append(_("There is no such class of data."))
    titles = _labels(content.get("titles"), _("Title"), faults)
    questions: list[Content] = []
    for row in _rows(content, "questions", MOST_QUESTIONS, faults):
        questions.append(_question(row, questions, faults))
    faults.extend(_repeated([question["name"] for question in questions]))
    return {"titles": titles, "place": place, "data_class": data_class, "questions": questions}


def _question(row: Mapping[str, Any], before: list[Content], faults: list[str]) -> Content:
    name = _code(row.get("name"), NAME, faults)
    kind = row.get("type")
    if kind not in QuestionType.values:
        faults.append(_("%(name)s: there is no such type of question.") % {"name": name})
    known = {question["name"] for question in before}
    return {
        "name": name,
        "type": kind,
        "labels": _labels(row.get("labels"), name, faults),
        "hints": _labels(row.get("hints"), name, faults, needed=False),
        "required": row.get("required") is True,
        "relevant": _condition(row.get("relevant"), name, known, faults),
        "constraint": _condition(
            row.get("constraint"), name, known | {name, expressions.SELF}, faults
        ),
        "messages": _labels(row.get("messages"), name, faults, needed=False),
        "choices": _choices(row, name, faults) if kind in ("one", "many") else [],
    }


def _choices(row: Mapping[str, Any], name: str, faults: list[str]) -> list[Content]:
    choices = [
        {
            "code": _code(choice.get("code"), CODE, faults),
            "labels": _labels(choice.get("labels"), name, faults),
        }
        for choice in _rows(row, "choices", MOST_CHOICES, faults)
    ]
    if not choices:
        faults.append(_("%(name)s: there is nothing to choose from.") % {"name": name})
    faults.extend(_repeated([str(choice["code"]) for choice in choices]))
    return choices


def _condition(value: object, name: str, known: Collection[str], faults: list[str]) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if not text:
        return ""
    try:
        tree = expressions.parse(text)
    except expressions.ExpressionError as error:
        faults.append(
            _("%(name)s: the condition cannot be read from character %(at)d on.")
            % {"name": name, "at": error.at + 1}
        )
        return ""
    for strange in sorted(set(expressions.refs(tree)) - set(known)):
        faults.append(
            _("%(name)s: the condition asks for %(other)s, which is not asked before.")
            % {"name": name, "other": strange}
        )
    return expressions.show(tree)
