"""The data of this room: rights that are explained, and kinds of measures by country.

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
class Line:
    """One line of a table. jurisdiction: a country, or "" for all. law: where it is said."""

    key: str
    source: str
    jurisdiction: str = ""
    law: str = ""
    verified: bool = False

    @property
    def label(self) -> str:
        return gettext(self.source)

    @property
    def law_words(self) -> str:
        return gettext(self.law)


def _read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def rights() -> tuple[Line, ...]:
    """The rights in the order in which they are explained."""
    return tuple(Line(row["key"], row["label"]) for row in _read("rights-v1.json")["rights"])


@lru_cache(maxsize=1)
def rights_version() -> str:
    """What a talk names as its text, as `rights v1`."""
    data = _read("rights-v1.json")
    return f"{data['key']} v{data['version']}"


@lru_cache(maxsize=1)
def _measures() -> tuple[Line, ...]:
    return tuple(
        Line(row["key"], row["label"], row["jurisdiction"], row["source"], row["verified"])
        for row in _read("measures-v1.json")["measures"]
    )


def measures_in(jurisdiction: str) -> list[Line]:
    """The country's own kinds, then those of every country."""
    own = [line for line in _measures() if line.jurisdiction == jurisdiction]
    return own + [line for line in _measures() if not line.jurisdiction]


def measure_named(key: str) -> Line:
    """A kind by its key; one that the table no longer has stands for itself."""
    return next((line for line in _measures() if line.key == key), Line(key, key))


def right_named(key: str) -> Line:
    return next((line for line in rights() if line.key == key), Line(key, key))
