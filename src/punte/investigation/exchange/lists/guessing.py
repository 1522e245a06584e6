"""Which field a column means, by its name in four languages and operators' usual abbreviations."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.translation import override

from punte.investigation.exchange.lists.fields import Kind, every_kind, kind_of

LANGUAGES: Final = ("en", "ro", "ru", "uk")
_HEADERS: Final = Path(__file__).parents[1] / "data" / "headers.json"
_SIGNS: Final = re.compile(r"[^\w]+|_")
_COUNTER: Final = re.compile(r"\s\d{1,2}$")


def folded(name: str) -> str:
    """A column's name without case, marks, signs and spaces beyond one; й and ї stay letters."""
    plain = "".join(
        sign
        for letter in unicodedata.normalize("NFC", name.casefold())
        for sign in (letter if letter in "йїё" else unicodedata.normalize("NFKD", letter))
        if not unicodedata.combining(sign)
    )
    return " ".join(_SIGNS.sub(" ", plain.replace("'", "").replace("ё", "е")).split())


@cache
def _words() -> dict[str, tuple[str, ...]]:
    read: dict[str, list[str]] = json.loads(_HEADERS.read_text("utf-8"))
    return {key: tuple(map(folded, names)) for key, names in read.items()}


@cache
def _known(kind_key: str) -> dict[str, str]:
    """Folded name → field, the kind's own words before those that kinds share."""
    kind = kind_of(kind_key)
    found: dict[str, str] = {}
    for field in kind.fields:
        own = _words().get(f"{kind_key}.{field.key}", ())
        found.update({name: field.key for name in own if name not in found})
    for field in kind.fields:
        for name in (folded(field.key), *_labels(kind, field.key), *_words().get(field.key, ())):
            found.setdefault(name, field.key)
    return found


def _labels(kind: Kind, key: str) -> list[str]:
    field = kind.field(key)
    labels = []
    for language in LANGUAGES:
        with override(language):
            labels.append(folded(str(field.label)) if field else "")
    return [label for label in labels if label]


def guess(kind_key: str, header: str) -> str:
    """The field that a name means in this kind of list, or an empty text."""
    name = folded(header)
    known = _known(kind_key)
    return known.get(name) or known.get(_COUNTER.sub("", name), "")


def guess_all(kind_key: str, headers: list[str]) -> list[str]:
    """A field for each column; a field is given to its first column alone."""
    taken: set[str] = set()
    guesses = []
    for header in headers:
        key = guess(kind_key, header)
        guesses.append("" if key in taken else key)
        taken.add(key)
    # Beside a given name, what is called the name is the family's.
    if "firstName" in guesses and "lastName" not in guesses and kind_of(kind_key).field("lastName"):
        guesses = ["lastName" if key == "name" else key for key in guesses]
    return guesses


@cache
def known_anywhere() -> frozenset[str]:
    """Names that mean something in any kind of list: by them the head of a table is found."""
    return frozenset(name for kind in every_kind() for name in _known(kind.key))


def is_header(text: str) -> bool:
    """Whether a text is a name that columns have."""
    return folded(text) in known_anywhere()
