"""The sets of questions, versioned, from `data/`. A kept assessment is read with its own set."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from punte.core.access.door import DataClass
from punte.core.errors import NotHere

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Question:
    """One need, or one factor of a risk."""

    key: str
    text: str

    def __str__(self) -> str:
        return gettext(self.text)


@dataclass(frozen=True)
class AreaOfNeeds:
    """Needs that belong together, and to one class of data."""

    key: str
    label: str
    data_class: DataClass
    needs: tuple[Question, ...]

    def __str__(self) -> str:
        return gettext(self.label)


@dataclass(frozen=True)
class RiskAsked:
    """A risk to rate, and the factors that one may name for it."""

    key: str
    label: str
    factors: tuple[Question, ...]

    def __str__(self) -> str:
        return gettext(self.label)


@dataclass(frozen=True)
class QuestionSet:
    """All questions of one version."""

    version: int
    areas: tuple[AreaOfNeeds, ...]
    risks: tuple[RiskAsked, ...]

    def areas_of(self, data_class: DataClass) -> tuple[AreaOfNeeds, ...]:
        return tuple(area for area in self.areas if area.data_class == data_class)

    @property
    def texts(self) -> Iterator[str]:
        """Every text that a page can show."""
        for area in self.areas:
            yield area.label
            yield from (need.text for need in area.needs)
        for risk in self.risks:
            yield risk.label
            yield from (factor.text for factor in risk.factors)


def read_set(raw: dict[str, Any]) -> QuestionSet:
    """A set as its file says it; KeyError or ValueError for a file that is no set."""
    areas = tuple(
        AreaOfNeeds(area["key"], area["label"], DataClass(area["class"]), _asked(area["needs"]))
        for area in raw["areas"]
    )
    risks = tuple(
        RiskAsked(risk["key"], risk["label"], _asked(risk["factors"])) for risk in raw["risks"]
    )
    return QuestionSet(int(raw["version"]), areas, risks)


def _asked(rows: list[dict[str, str]]) -> tuple[Question, ...]:
    return tuple(Question(row["key"], row["text"]) for row in rows)


@cache
def all_sets() -> dict[int, QuestionSet]:
    """Every version, by its number."""
    files = sorted(DATA.glob("needs-and-risk-v*.json"))
    sets = [read_set(json.loads(path.read_text(encoding="utf-8"))) for path in files]
    return {found.version: found for found in sets}


def newest_set() -> QuestionSet:
    """The set that a new assessment is made with."""
    sets = all_sets()
    return sets[max(sets)]


def set_of(version: int) -> QuestionSet:
    """One version; NotHere for one that there is not."""
    found = all_sets().get(version)
    if found is None:
        raise NotHere(what="set of questions")
    return found
