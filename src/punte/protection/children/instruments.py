"""The data of the child path: questions of the assessment, and who is called in by country.

Texts are English sources; `data_messages.py` names them for the translators.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True)
class Question:
    """key: stable, kept with the answer. source: the English words."""

    key: str
    source: str
    required: bool

    @property
    def text(self) -> str:
        return gettext(self.source)


@dataclass(frozen=True)
class Dimension:
    """One element of a child's best interests, with its questions."""

    key: str
    source: str
    questions: tuple[Question, ...]

    @property
    def label(self) -> str:
        return gettext(self.source)


@dataclass(frozen=True)
class Role:
    """Who may be called in. jurisdiction: a country, or "" for all. law: where it is said."""

    key: str
    source: str
    jurisdiction: str
    law: str
    verified: bool

    @property
    def label(self) -> str:
        return gettext(self.source)

    @property
    def law_words(self) -> str:
        return gettext(self.law)


def _read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def dimensions() -> tuple[Dimension, ...]:
    """The elements in their order."""
    return tuple(
        Dimension(
            part["key"],
            part["label"],
            tuple(Question(q["key"], q["text"], q["required"]) for q in part["questions"]),
        )
        for part in _read("best-interests-v1.json")["dimensions"]
    )


@lru_cache(maxsize=1)
def questions_version() -> str:
    """What an assessment names as the questions it answers, as `best-interests v1`."""
    data = _read("best-interests-v1.json")
    return f"{data['key']} v{data['version']}"


@lru_cache(maxsize=1)
def _roles() -> tuple[Role, ...]:
    return tuple(
        Role(r["key"], r["label"], r["jurisdiction"], r["source"], r["verified"])
        for r in _read("roles-v1.json")["roles"]
    )


def roles_in(jurisdiction: str) -> list[Role]:
    """The country's own roles, then those of every country."""
    own = [role for role in _roles() if role.jurisdiction == jurisdiction]
    return own + [role for role in _roles() if not role.jurisdiction]


def role_named(key: str) -> Role:
    """A role by its key; one that the table no longer has stands for itself."""
    found = next((role for role in _roles() if role.key == key), None)
    return found or Role(key, key, "", "", False)
