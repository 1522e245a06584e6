"""What an assessment adds up to: levels of areas, the change, and a suggested risk.

Advice only: a person decides. What was not asked or not rated never counts as none or low.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

NEEDS = ("none", "some", "urgent")
RATINGS = ("low", "medium", "high")
NOT_ASKED, NOT_RATED, HIDDEN = "not_asked", "", "hidden"
MANY_FACTORS = 3
MANY_MEDIUM = 3
# The one area in which an urgent need by itself makes the risk high.
SAFETY = "safety"

Answers = Mapping[str, Mapping[str, Any]]
Trend = Literal["first", "same", "better", "worse", "newly", "no_longer", "unknown"]


def area_level(answers: Answers | None) -> str:
    """The most pressing of an area's needs; `not_asked` when none was asked."""
    levels = [str(need.get("level", NOT_ASKED)) for need in (answers or {}).values()]
    asked = [level for level in levels if level in NEEDS]
    return max(asked, key=NEEDS.index) if asked else NOT_ASKED


@dataclass(frozen=True)
class Shift:
    """One area or risk, before and now. before is None where nothing came before; `hidden`
    stands for what the reader's role does not see.
    """

    key: str
    before: str | None
    now: str
    trend: Trend


def shift(key: str, before: str | None, now: str, scale: Sequence[str]) -> Shift:
    """How one level moved on its scale, which goes from good to bad."""
    return Shift(key, before, now, _trend(before, now, scale))


def _trend(before: str | None, now: str, scale: Sequence[str]) -> Trend:
    if HIDDEN in (before, now):
        return "unknown"
    if before is None:
        return "first"
    if before == now:
        return "same"
    if before not in scale:
        return "newly"
    if now not in scale:
        return "no_longer"
    return "worse" if scale.index(now) > scale.index(before) else "better"


@dataclass(frozen=True)
class Reason:
    """Why a risk is suggested. code: which rule; key: of which area or risk; count: how many."""

    code: Literal[
        "risk_high",
        "safety_urgent",
        "many_medium",
        "risk_medium",
        "need_urgent",
        "many_factors",
        "all_low",
        "unrated",
        "safety_not_asked",
    ]
    key: str = ""
    count: int = 0


@dataclass(frozen=True)
class Suggestion:
    """level: low, medium, high or "" (not rated)."""

    level: str
    reasons: tuple[Reason, ...]


def suggest_risk(needs: Mapping[str, Answers], risks: Answers, known: Iterable[str]) -> Suggestion:
    """The risk that the answers suggest, with all reasons for it.

    needs: {area: {need: {"level"}}}; risks: {risk: {"level", "factors"}}; known: all risks of
    the set, so that one left out counts as not rated.
    High: a risk rated high, an urgent need of safety, or three risks rated medium. Medium: a
    risk rated medium, any urgent need, or three factors named for one risk. Low: every risk
    rated low, and safety asked. Else not rated.
    """
    keys = list(known)
    if high := _high_reasons(needs, risks, keys):
        return Suggestion("high", tuple(high))
    if medium := _medium_reasons(needs, risks, keys):
        return Suggestion("medium", tuple(medium))
    open_points = _open_points(needs, risks, keys)
    if open_points:
        return Suggestion(NOT_RATED, tuple(open_points))
    return Suggestion("low", (Reason("all_low", count=len(keys)),))


def _rated(risks: Answers, keys: list[str], level: str) -> list[str]:
    return [key for key in keys if risks.get(key, {}).get("level") == level]


def _high_reasons(needs: Mapping[str, Answers], risks: Answers, keys: list[str]) -> list[Reason]:
    reasons = [Reason("risk_high", key) for key in _rated(risks, keys, "high")]
    if area_level(needs.get(SAFETY)) == "urgent":
        reasons.append(Reason("safety_urgent", SAFETY))
    medium = _rated(risks, keys, "medium")
    if len(medium) >= MANY_MEDIUM:
        reasons.append(Reason("many_medium", count=len(medium)))
    return reasons


def _medium_reasons(needs: Mapping[str, Answers], risks: Answers, keys: list[str]) -> list[Reason]:
    reasons = [Reason("risk_medium", key) for key in _rated(risks, keys, "medium")]
    reasons += [
        Reason("need_urgent", area) for area in needs if area_level(needs[area]) == "urgent"
    ]
    for key in keys:
        named = len(risks.get(key, {}).get("factors", ()))
        if named >= MANY_FACTORS and risks[key].get("level") != "medium":
            reasons.append(Reason("many_factors", key, named))
    return reasons


def _open_points(needs: Mapping[str, Answers], risks: Answers, keys: list[str]) -> list[Reason]:
    unrated = len(keys) - len(_rated(risks, keys, "low"))
    reasons = [Reason("unrated", count=unrated)] if unrated else []
    if area_level(needs.get(SAFETY)) == NOT_ASKED:
        reasons.append(Reason("safety_not_asked", SAFETY))
    return reasons
